"""What the list is asked for, as it stands in the address: codes only, never words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext, ngettext

from benkan.apps.registry.queries import PlacesStep
from benkan.apps.voices.queries import Filter
from benkan.apps.voices.rules.languages import LANGUAGES
from benkan.apps.voices.rules.queue import WAITS, Order
from benkan.apps.voices.rules.states import State
from benkan.kit.choosing import Chip, Choice, Quick, choice, id_in, steps_down
from benkan.kit.refusals import N_
from benkan.kit.services import Service

CHANNELS = {
    "sms": N_("by SMS"),
    "ussd": N_("by USSD"),
    "voice": N_("by voice"),
    "web": N_("on the web"),
    "animator": N_("through an animator"),
}


def filter_in(asked: Mapping[str, str]) -> Filter:
    """The filter of an address; a value that is not offered is left out. Who asks what nobody has
    touched is shown first what was left longest."""
    idle = asked.get("idle", "")
    days = int(idle) if idle in {str(days) for days in WAITS} else 0
    order = Order.WAITING if days or asked.get("order") == Order.WAITING else Order.LATEST
    only = asked.get("only", "")
    return Filter(
        state=_one_of(asked.get("state", ""), set(State)),
        service=_one_of(asked.get("service", ""), set(Service)),
        language=_one_of(asked.get("language", ""), LANGUAGES),
        channel=_one_of(asked.get("channel", ""), CHANNELS),
        place=id_in(asked.get("place", "")),
        only_sensitive=only == "sensitive",
        only_unplaced=only == "unplaced",
        idle=days,
        order=order,
    )


def query_of(asked: Filter, **more: str) -> str:
    """A filter as the words after the question mark of an address."""
    said: dict[str, Any] = {
        "state": asked.state,
        "service": asked.service,
        "language": asked.language,
        "channel": asked.channel,
        "place": asked.place or "",
        "only": _only(asked),
        "idle": asked.idle or "",
        "order": asked.order if asked.order is Order.WAITING else "",
        **more,
    }
    return urlencode({name: value for name, value in said.items() if value})


def choices_of(
    asked: Filter, facets: Mapping[str, Mapping[str, int]], places: PlacesStep
) -> tuple[Choice, ...]:
    """The filters with what they offer, and how many answer to each where that is known."""
    states = [(s.value, gettext(s.label)) for s in State]
    services = [(s.value, gettext(s.label)) for s in Service]
    languages = [(code, gettext(name)) for code, name in LANGUAGES.items()]
    channels = [(code, gettext(name)) for code, name in CHANNELS.items()]
    only = [("unplaced", gettext("Place to be confirmed")), ("sensitive", gettext("Sensitive"))]
    waits = [(str(days), _idle(days)) for days in WAITS]
    orders = [(Order.WAITING.value, gettext("The longest without action first"))]
    listed = [
        choice("state", gettext("State"), states, asked.state, facets.get("state")),
        choice("service", gettext("Service"), services, asked.service, facets.get("service")),
        choice(
            "place",
            gettext("Place"),
            steps_down(places.path, places.inside),
            str(asked.place or ""),
        ),
        choice("language", gettext("Language"), languages, asked.language, facets.get("language")),
        choice("channel", gettext("Way"), channels, asked.channel, facets.get("channel")),
        choice("idle", gettext("Without action"), waits, str(asked.idle or "")),
        choice("only", gettext("Show"), only, _only(asked)),
        choice(
            "order",
            gettext("Order"),
            orders,
            asked.order,
            blank=gettext("New ones, then the latest"),
        ),
    ]
    return tuple(listed)


def chips_of(asked: Filter, places: PlacesStep) -> tuple[Chip, ...]:
    """Each filter that is on, to be taken off by itself."""
    on: list[tuple[str, dict[str, Any]]] = []
    if asked.state:
        on.append((gettext(State(asked.state).label), {"state": ""}))
    if asked.service:
        on.append((gettext(Service(asked.service).label), {"service": ""}))
    if asked.place:
        name = places.path[-1][1] if places.path else gettext("Place")
        on.append((name, {"place": None}))
    if asked.language:
        on.append((gettext(LANGUAGES[asked.language]), {"language": ""}))
    if asked.channel:
        on.append((gettext(CHANNELS[asked.channel]), {"channel": ""}))
    if asked.only_sensitive:
        on.append((gettext("Sensitive"), {"only_sensitive": False}))
    if asked.only_unplaced:
        on.append((gettext("Place to be confirmed"), {"only_unplaced": False}))
    if asked.idle:
        on.append((_idle(asked.idle), {"idle": 0, "order": Order.LATEST}))
    elif asked.order is Order.WAITING:
        on.append((gettext("The longest without action first"), {"order": Order.LATEST}))
    return tuple(Chip(label, query_of(replace(asked, **off))) for label, off in on)


def _idle(days: int) -> str:
    return ngettext("no action for %(n)s day", "no action for %(n)s days", days) % {"n": days}


def _only(asked: Filter) -> str:
    return "sensitive" if asked.only_sensitive else "unplaced" if asked.only_unplaced else ""


def _one_of(value: str, offered: Any) -> str:
    return value if value in offered else ""


def quick_ways(asked: Filter) -> tuple[Quick, ...]:
    """Everything, what is new, what is under way, and what nobody has touched for a week."""
    ways = [
        ("list", gettext("Everything"), Filter()),
        ("message", gettext("New"), Filter(state=State.NEW)),
        ("check", gettext("Being followed up"), Filter(state=State.ACCEPTED)),
        ("clock", gettext("No action for a week"), Filter(idle=7, order=Order.WAITING)),
    ]
    return tuple(Quick(icon, label, query_of(way), way == asked) for icon, label, way in ways)
