"""The figures for everybody: tables that were made fit to be shown when the calls were loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import CallFigure, CallFile, CallTopic
from benkan.apps.voices.rules.calls.codes import Origin, Vote
from benkan.kit.refusals import NotFound
from benkan.kit.splits import Sex

Count = int | None
"""How many; None is hidden, which is not zero."""


@dataclass(frozen=True)
class CallSource:
    """What there is in all, and how much of it is not known."""

    calls: int
    first_day: date
    last_day: date
    loaded_at: datetime
    digest: str
    waited_unknown: int
    sex_unknown: int
    region_unknown: int
    age_impossible: int


@dataclass(frozen=True)
class WaitGroup:
    """How long a group waited: `kind` is all, vote, way or month; quartiles are in tenths of an hour,
    None where the group is hidden or too few waits are known."""

    kind: str
    code: str
    calls: Count
    unknown: Count
    quartiles: tuple[int, int, int] | None

    @property
    def known(self) -> Count:
        return None if self.calls is None or self.unknown is None else self.calls - self.unknown


@dataclass(frozen=True)
class Waiting:
    """Bands by where they begin, in tenths of an hour (`unknown` is one), and the groups."""

    bands: tuple[tuple[str, Count], ...]
    groups: tuple[WaitGroup, ...]


@dataclass(frozen=True)
class Column:
    """A region, or what is said instead of one; `code` empty is the whole."""

    code: str
    name: str
    calls: Count


@dataclass(frozen=True)
class TopicLine:
    """How often a topic was noted, or a family of them (`code` is empty), or any (`total`): a count
    for each column."""

    family: str
    code: str
    label: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Topics:
    columns: tuple[Column, ...]
    lines: tuple[TopicLine, ...]

    @property
    def families(self) -> tuple[TopicLine, ...]:
        return tuple(line for line in self.lines if not line.code and line.family)

    def below(self, family: str) -> tuple[TopicLine, ...]:
        return tuple(line for line in self.lines if line.code and line.family == family)


@dataclass(frozen=True)
class SexLine:
    """The calls before a vote: all, then women, men, and sex not known; or those of a region: all,
    then women, and all others."""

    code: str
    name: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Callers:
    whole: tuple[Count, ...]
    regions: tuple[SexLine, ...]
    votes: tuple[SexLine, ...]
    ages: tuple[tuple[str, Count], ...]


@dataclass(frozen=True)
class CallTimes:
    """Calls of each hour of the day, and of each day and month, by vote."""

    hours: tuple[Count, ...]
    days: tuple[tuple[Vote, date, Count], ...]
    months: tuple[tuple[Vote, date, Count], ...]


def has_calls(programme: UUID) -> bool:
    """Whether calls were loaded, in one query."""
    return CallFile.objects.filter(programme=programme).exists()


def call_source(programme: UUID) -> CallSource:
    """What there is, in two queries. Not found where no calls were loaded."""
    file = CallFile.objects.filter(programme=programme).first()
    if file is None:
        raise NotFound()
    found = _document(programme, "source")
    return CallSource(
        calls=found["calls"],
        first_day=file.first_day,
        last_day=file.last_day,
        loaded_at=file.loaded_at,
        digest=file.digest,
        waited_unknown=found["waited_unknown"],
        sex_unknown=found["sex_unknown"],
        region_unknown=found["region_unknown"],
        age_impossible=found["age_impossible"],
    )


def waiting(programme: UUID) -> Waiting:
    """How long people waited to be called back, in one query."""
    found = _document(programme, "waiting")
    return Waiting(
        bands=tuple((band, count) for band, count in found["bands"]),
        groups=tuple(
            WaitGroup(
                kind=group["kind"],
                code=group["code"],
                calls=group["calls"],
                unknown=group["unknown"],
                quartiles=tuple(group["quartiles"]) if group["quartiles"] else None,
            )
            for group in found["groups"]
        ),
    )


def topics(programme: UUID) -> Topics:
    """What the calls were about, by region, in four queries."""
    found = _document(programme, "topics")
    labels = dict(CallTopic.objects.filter(programme=programme).values_list("code", "label"))
    columns = ["", *found["regions"]]
    names = _names()
    return Topics(
        columns=tuple(
            Column(code, names.get(code, code), calls)
            for code, calls in zip(columns, found["calls"], strict=True)
        ),
        lines=tuple(_topic_lines(found["rows"], labels)),
    )


def _topic_lines(rows: list[list[Any]], labels: dict[str, str]) -> Iterator[TopicLine]:
    for family, code, counts in rows:
        named = "" if family == "total" else family
        yield TopicLine(named, code or "", labels.get(code or "", named), tuple(counts))


def callers(programme: UUID) -> Callers:
    """Who called, as far as it is known, in three queries."""
    found = _document(programme, "callers")
    names = _names()
    return Callers(
        whole=tuple(found["whole"]),
        regions=tuple(
            SexLine(code or "", names.get(code or "", code or ""), tuple(counts))
            for code, counts in found["regions"]
        ),
        votes=tuple(SexLine(vote, Vote(vote).label, tuple(n)) for vote, n in found["votes"]),
        ages=tuple((age, count) for age, count in found["ages"]),
    )


def call_times(programme: UUID) -> CallTimes:
    """When people called, in one query."""
    found = _document(programme, "times")
    return CallTimes(
        hours=tuple(found["hours"]),
        days=tuple((Vote(v), date.fromisoformat(day), n) for v, day, n in found["days"]),
        months=tuple((Vote(v), date.fromisoformat(f"{m}-01"), n) for v, m, n in found["months"]),
    )


SEXES = tuple(Sex)
"""The order of the counts of a line after the total."""


def _names() -> dict[str, str]:
    """Regions by code in two queries; what is said instead of one is translated where it is shown."""
    names = {card.code: card.name for card in registry.regions()}
    return names | {origin.value: origin.label for origin in Origin}


def _document(programme: UUID, name: str) -> dict[str, Any]:
    row = CallFigure.objects.filter(programme=programme, name=name).first()
    if row is None:
        raise NotFound()
    found: dict[str, Any] = row.document
    return found
