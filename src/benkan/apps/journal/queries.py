"""Is the journal whole, what waits, and what happened to one thing."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from benkan.apps.journal import rules
from benkan.apps.journal.models import Carriage, Chain, Entry


def stored_fields(entry: Entry) -> dict[str, object]:
    """The fields that the seal covers, as they are stored."""
    return {
        "id": entry.pk,
        "programme": entry.programme,
        "name": entry.name,
        "version": entry.version,
        "body": entry.body,
        "actor": entry.actor,
        "moment": entry.moment.astimezone(UTC).isoformat(),
    }


@dataclass(frozen=True)
class Fault:
    """The first place where the chain of a programme does not hold, and why."""

    programme: UUID
    position: int
    reason: str


@dataclass(frozen=True)
class Verification:
    """What `verify` found: sealed entries that hold, entries not sealed yet, and faults."""

    sealed: int
    unsealed: int
    faults: tuple[Fault, ...]
    heads: tuple[tuple[UUID, int, str], ...]


def verify() -> Verification:
    """Walk every chain from its start. Finds a changed, missing, added or reordered entry and a
    cut tail; two queries and one more a programme."""
    faults: list[Fault] = []
    sealed = 0
    chains = list(Chain.objects.order_by("programme"))
    for chain in chains:
        good, fault = _walk(chain)
        sealed += good
        if fault:
            faults.append(fault)
    strays = Entry.objects.exclude(position=None).exclude(
        programme__in=[chain.programme for chain in chains]
    )
    faults += [Fault(e.programme, e.position or 0, "chain_missing") for e in strays[:1]]
    return Verification(
        sealed=sealed,
        unsealed=Entry.objects.filter(position=None).count(),
        faults=tuple(faults),
        heads=tuple((c.programme, c.position, c.head) for c in chains),
    )


def _walk(chain: Chain) -> tuple[int, Fault | None]:
    head, good = "", 0
    entries = Entry.objects.filter(programme=chain.programme).exclude(position=None)
    for expected, entry in zip(count(1), entries.order_by("position").iterator()):
        if entry.position != expected:
            return good, Fault(chain.programme, expected, "missing")
        if entry.previous != head:
            return good, Fault(chain.programme, expected, "reordered")
        head = rules.seal_of(head, expected, stored_fields(entry))
        if entry.seal != head:
            return good, Fault(chain.programme, expected, "changed")
        good += 1
    if (good, head) != (chain.position, chain.head):
        return good, Fault(chain.programme, good + 1, "tail_cut")
    return good, None


@dataclass(frozen=True)
class Backlog:
    """What the carrier has still to do: entries to seal, entries to carry, and those that failed."""

    unsealed: int
    waiting: int
    failing: int
    oldest: datetime | None


def backlog() -> Backlog:
    """How far the carrier is behind, in four queries."""
    waiting = Carriage.objects.filter(done_at=None)
    oldest = Entry.objects.filter(position=None).order_by("moment").values_list("moment", flat=True)
    return Backlog(
        unsealed=Entry.objects.filter(position=None).count(),
        waiting=waiting.count(),
        failing=waiting.filter(attempts__gt=0).count(),
        oldest=oldest.first(),
    )
