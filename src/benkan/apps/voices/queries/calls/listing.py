"""The calls behind the figures, for those who answer for them.

A line holds neither the day nor the hour, neither sex nor age: together with the region they would
single somebody out (1,196 callers of the line of 2013). Sex and age may be chosen, not read; a choice
that fewer than five calls answer to is not listed.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Call, CallAbout
from benkan.apps.voices.queries.calls.choices import CallChoices, next_month
from benkan.apps.voices.rules.calls.codes import Operator, Origin, Vote, Way, said_number
from benkan.apps.voices.rules.calls.scope import READERS
from benkan.kit.actor import Actor

A_PAGE = 25
FEWEST = 5


@dataclass(frozen=True)
class Asked:
    """What to show: empty is everything. `region` is a code or `outside`, `unknown`; `family` a
    position, `month` the first day."""

    vote: str = ""
    region: str = ""
    family: str = ""
    topic: str = ""
    sex: str = ""
    age: str = ""
    operator: str = ""
    way: str = ""
    month: date | None = None


@dataclass(frozen=True)
class CallLine:
    """A call as staff may read it; `waited` is in tenths of an hour."""

    number: str
    vote: Vote
    month: date
    region: str
    operator: Operator
    way: Way
    waited: int | None
    minutes: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class CallList:
    """A page of calls and how many there are in all; None where they are too few to be told."""

    lines: tuple[CallLine, ...]
    matching: int | None


def call_list(
    actor: Actor, programme: UUID, *, choices: CallChoices, asked: Asked, page: int = 1
) -> CallList:
    """A page of the calls of the actor's regions in the order of the file, the last for a page past
    the end, in at most six queries,
    one of them for the regions of an actor who has not the whole country."""
    within = _within(actor, choices)
    matching = _counted(programme, choices.digest, asked, within)
    if 0 < matching < FEWEST:
        return CallList((), None)
    first = min(page - 1, max(matching - 1, 0) // A_PAGE) * A_PAGE
    rows = _matching(programme, asked, within)
    # The numbers first, which an index alone answers, however far the page is.
    numbers = list(rows.order_by("number").values_list("number", flat=True)[first : first + A_PAGE])
    return CallList(_lines(programme, numbers), matching)


def _within(actor: Actor, choices: CallChoices) -> frozenset[UUID] | None:
    """The regions of the actor's posts; None for the whole country. Who answers for a commune alone
    reads no calls, since they are known by region."""
    places = actor.places(*READERS)
    if places is None:
        return None
    lines = registry.lines_of({region for region in choices.regions.values() if region})
    return frozenset(region for region, line in lines.items() if not places.isdisjoint(line))


@lru_cache(maxsize=4096)
def _counted(programme: UUID, digest: str, asked: Asked, within: frozenset[UUID] | None) -> int:
    """Counted once for each choice: the calls of a file do not change, and another file has another
    digest."""
    return _matching(programme, asked, within).count()


def _matching(programme: UUID, asked: Asked, within: frozenset[UUID] | None) -> QuerySet[Any]:
    """The calls asked for, or what they are about: both have the number of the call, in whose order
    an index gives them."""
    if asked.topic:
        rows = CallAbout.objects.filter(topic__programme=programme, topic__code=asked.topic)
        return _narrowed(rows, "call__", asked, within)
    if asked.family:
        rows = CallAbout.objects.filter(
            family__programme=programme, family__position=asked.family, is_first=True
        )
        return _narrowed(rows, "call__", asked, within)
    return _narrowed(Call.objects.filter(programme=programme), "", asked, within)


def _narrowed(
    rows: QuerySet[Any], call: str, asked: Asked, within: frozenset[UUID] | None
) -> QuerySet[Any]:
    """By everything but topics; `call` is the way from a row to its call."""
    wanted: dict[str, Any] = {}
    for name in ("vote", "sex", "age", "operator", "way"):
        if value := getattr(asked, name):
            wanted[name] = value
    if asked.region in (Origin.OUTSIDE, Origin.UNKNOWN):
        wanted["origin"] = asked.region
    elif asked.region:
        wanted["region"] = registry.place_by_code(asked.region)
    if asked.month:
        wanted |= {"day__gte": asked.month, "day__lt": next_month(asked.month)}
    if within is not None:
        wanted["region__in"] = within  # beside the region asked for, not in its place
    return rows.filter(**{call + name: value for name, value in wanted.items()})


def _lines(programme: UUID, numbers: list[int]) -> tuple[CallLine, ...]:
    rows = Call.objects.filter(programme=programme, number__in=numbers).select_related("region")
    topics: dict[UUID, list[str]] = {}
    found = list(rows.order_by("number"))
    about = CallAbout.objects.filter(call__in=[call.pk for call in found])
    for call, label in about.order_by("topic__position").values_list("call_id", "topic__label"):
        topics.setdefault(call, []).append(label)
    return tuple(_line(call, tuple(topics.get(call.pk, ()))) for call in found)


def _line(call: Call, topics: tuple[str, ...]) -> CallLine:
    return CallLine(
        number=said_number(call.number),
        vote=Vote(call.vote),
        month=call.day.replace(day=1),
        region=call.region.name if call.region else Origin(call.origin).label,
        operator=Operator(call.operator),
        way=Way(call.way),
        waited=call.waited,
        minutes=call.minutes,
        topics=topics,
    )
