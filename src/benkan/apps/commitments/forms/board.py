"""What the board is asked for, as it stands in the address: codes only, never words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext

from benkan.apps.commitments.queries.board import Filters
from benkan.apps.commitments.rules import State
from benkan.apps.registry.queries import PlacesStep
from benkan.kit.choosing import Chip, Choice, Quick, choice, id_in, steps_down

Title = tuple[str, str]
"""The key of an office, and its title with its place."""


def filters_of(asked: Mapping[str, str]) -> Filters:
    """The filters in an address; what is not understood is left out."""
    show = asked.get("show", "")
    return Filters(
        state=State(show) if show in set(State) else None,
        place=id_in(asked.get("place", "")),
        office=id_in(asked.get("office", "")),
        day=_day(asked.get("day", "")),
        only_late=show == "late",
    )


def query_of(filters: Filters, **more: str) -> str:
    """The filters as the words after the question mark of an address."""
    said: dict[str, Any] = {
        "show": "late" if filters.only_late else filters.state or "",
        "place": filters.place or "",
        "office": filters.office or "",
        "day": filters.day or "",
        **more,
    }
    return urlencode({name: value for name, value in said.items() if value})


def choices_of(
    filters: Filters,
    counts: Mapping[State, int],
    places: PlacesStep,
    titles: Sequence[Title],
) -> tuple[Choice, ...]:
    """The filters with what they offer, and how many answer to each where that is known."""
    states = [("late", gettext("Late")), *((s.value, gettext(s.label)) for s in State)]
    shown = "late" if filters.only_late else filters.state or ""
    named = steps_down(places.path, places.inside)
    return (
        choice("show", gettext("State"), states, shown),
        choice("place", gettext("Place"), named, str(filters.place or "")),
        choice("office", gettext("Office"), titles, str(filters.office or "")),
    )


def chips_of(filters: Filters, places: PlacesStep, titles: Sequence[Title]) -> tuple[Chip, ...]:
    """Each filter that is on, to be taken off by itself."""
    on: list[tuple[str, dict[str, Any]]] = []
    if filters.only_late:
        on.append((gettext("Late"), {"only_late": False}))
    if filters.state:
        on.append((gettext(filters.state.label), {"state": None}))
    if filters.place:
        name = places.path[-1][1] if places.path else gettext("Place")
        on.append((name, {"place": None}))
    if filters.office:
        title = dict(titles).get(str(filters.office), gettext("Office"))
        on.append((title, {"office": None}))
    if filters.day:
        on.append((date_format(filters.day, "j F Y"), {"day": None}))
    return tuple(Chip(label, query_of(replace(filters, **off))) for label, off in on)


def quick_ways(filters: Filters) -> tuple[Quick, ...]:
    """Everything, what is late, what waits for an answer, and what citizens are to look at."""
    ways = [
        ("list", gettext("Everything"), Filters()),
        ("warning", gettext("Late"), Filters(only_late=True)),
        ("message", gettext("Awaiting an answer"), Filters(state=State.PROPOSED)),
        ("people", gettext("To be checked"), Filters(state=State.REPORTED_DONE)),
    ]
    return tuple(Quick(icon, label, query_of(way), way == filters) for icon, label, way in ways)


def month_in(asked: str, *, today: date) -> date:
    """The first day of the month that an address names (`2026-12`); this month for anything else."""
    return _day(f"{asked}-01") or today.replace(day=1)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 < found.year < 2100 else None
