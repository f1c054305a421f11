"""Is the journal whole, and what waits to be carried."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Max, QuerySet

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
    cut tail, also while new entries are sealed; three queries and three more a programme."""
    chains = list(Chain.objects.order_by("programme"))
    walks = [_walk(chain) for chain in chains]
    strays = Entry.objects.exclude(position=None).exclude(
        programme__in=Chain.objects.values("programme")
    )
    faults = [fault for _, fault in walks if fault]
    faults += [Fault(stray.programme, 1, "chain_missing") for stray in strays[:1]]
    return Verification(
        sealed=sum(good for good, _ in walks),
        unsealed=Entry.objects.filter(position=None).count(),
        faults=tuple(faults),
        heads=tuple((chain.programme, chain.position, chain.head) for chain in chains),
    )


def _walk(chain: Chain) -> tuple[int, Fault | None]:
    """How many entries hold, from the first, and what is wrong with the one after them.

    Only as far as the chain's head said before: what is sealed meanwhile is walked next time.
    """
    head, good = "", 0
    sealed = Entry.objects.filter(programme=chain.programme, position__lte=chain.position)
    for entry in sealed.order_by("position").iterator():
        if reason := _fault_of(entry, after=head, at=good + 1):
            return good, Fault(chain.programme, good + 1, reason)
        head, good = str(entry.seal), good + 1
    if good < chain.position:
        return good, Fault(chain.programme, good + 1, "tail_cut")
    if head != chain.head:
        return good, Fault(chain.programme, good, "head_changed")
    if _reaches_beyond_its_head(chain.programme):
        return good, Fault(chain.programme, good + 1, "added")
    return good, None


def _fault_of(entry: Entry, *, after: str, at: int) -> str:
    if entry.position != at:
        return "missing"
    if entry.previous != after:
        return "reordered"
    return "" if entry.seal == rules.seal_of(after, at, stored_fields(entry)) else "changed"


def _reaches_beyond_its_head(programme: UUID) -> bool:
    """Whether entries lie beyond the chain's head, which only moves together with them. The head is
    read after the entries, so that what is sealed meanwhile is not taken for a forgery."""
    last = Entry.objects.filter(programme=programme).aggregate(last=Max("position"))["last"] or 0
    return last > Chain.objects.get(programme=programme).position


def due_carriages(now: datetime) -> QuerySet[Carriage]:
    """The entries from which something is to follow now, without an order."""
    return Carriage.objects.filter(done_at=None, retry_at__lte=now)


def due_lanes(now: datetime) -> list[int]:
    """The lanes in which something is to be carried, in one query."""
    return sorted(due_carriages(now).values_list("lane", flat=True).distinct())


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
