"""What facts say of rounds and of checks: who watched a service, and which edition everybody reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from benkan.apps.results.rules.facts import Known
from benkan.kit.refusals import N_

CHECK = "check"
WITHDRAWN = "withdrawn"
_CLOSED, _RELEASED = "closed-", "released-"


class Watching(StrEnum):
    """How citizens watch a service."""

    SCORECARD = "scorecard"
    BAROMETER = "barometer"
    CHECK = CHECK

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Watching.SCORECARD: N_("Community scorecards"),
    Watching.BAROMETER: N_("Governance barometers"),
    Watching.CHECK: N_("Checks of promises"),
}


def closed(edition: int) -> str:
    """What a fact says of a round whose edition was closed."""
    return f"{_CLOSED}{edition}"


def released(edition: int) -> str:
    """What a fact says of a round whose edition everybody may read."""
    return f"{_RELEASED}{edition}"


def watched(facts: Iterable[Known]) -> list[Known]:
    """The actions that facts tell of: a round once, by its first closing, however often it is
    corrected; each check, since other people go each time."""
    first: dict[tuple[UUID, UUID | None], Known] = {}
    for fact in sorted(facts, key=_order):
        first.setdefault((fact.record, fact.entry if fact.outcome == CHECK else None), fact)
    return list(first.values())


@dataclass(frozen=True)
class Editions:
    """A round as it was known: when it was closed first, which edition was closed last, and which one
    everybody reads (None: none)."""

    record: UUID
    place: UUID
    closed_at: datetime
    closed: int
    shown: int | None


def editions(facts: Iterable[Known]) -> dict[UUID, Editions]:
    """The same of each round that facts tell of, whatever order they come in."""
    found: dict[UUID, Editions] = {}
    for fact in sorted(facts, key=_order):
        before = found.get(fact.record)
        found[fact.record] = Editions(
            record=fact.record,
            place=fact.place,
            closed_at=before.closed_at if before else fact.moment,
            closed=_number(fact, _CLOSED, before.closed if before else 0),
            shown=None
            if fact.outcome == WITHDRAWN
            else _number(fact, _RELEASED, before.shown if before and before.shown else 0) or None,
        )
    return found


def _number(fact: Known, prefix: str, before: int) -> int:
    return int(fact.outcome.removeprefix(prefix)) if fact.outcome.startswith(prefix) else before


def _order(fact: Known) -> tuple[datetime, UUID]:
    return fact.moment, fact.entry
