"""Is the journal whole, and what waits to be carried."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet

from benkan.apps.journal import rules
from benkan.apps.journal.models import Carriage, Chain, Entry
from benkan.apps.journal.rules import Anchor


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
    """What `verify` found: sealed entries that hold, entries not sealed yet, and faults; and how many
    sealed entries no anchor holds, since they are newer than the last one that was shown."""

    sealed: int
    unsealed: int
    faults: tuple[Fault, ...]
    heads: tuple[tuple[UUID, int, str], ...]
    beyond: int = 0
    oldest_unsealed: datetime | None = None


def verify(anchors: Iterable[Anchor] = ()) -> Verification:
    """Walk every chain from its start. Finds a changed, missing, added or reordered entry and a
    cut tail, also while new entries are sealed; four queries and three more a programme.

    A chain that was written anew as a whole holds in itself. Anchors that were kept elsewhere find
    that as well, up to the last of them; one query more a programme that has some.
    """
    elsewhere = _by_programme(anchors)
    chains = list(Chain.objects.order_by("programme"))
    walks = [_walk(chain) for chain in chains]
    strays = Entry.objects.exclude(position=None).exclude(
        programme__in=Chain.objects.values("programme")
    )
    faults = [fault for _, fault in walks if fault]
    faults += [Fault(stray.programme, 1, "chain_missing") for stray in strays[:1]]
    faults += [fault for one in sorted(elsewhere) for fault in _not_as_anchored(elsewhere[one])]
    return Verification(
        sealed=sum(good for good, _ in walks),
        unsealed=Entry.objects.filter(position=None).count(),
        faults=tuple(faults),
        heads=tuple((chain.programme, chain.position, chain.head) for chain in chains),
        oldest_unsealed=_oldest_unsealed(),
        beyond=sum(_beyond(chain, elsewhere.get(chain.programme, [])) for chain in chains),
    )


def _oldest_unsealed() -> datetime | None:
    waiting = Entry.objects.filter(position=None).order_by("moment")
    return waiting.values_list("moment", flat=True).first()


def heads() -> list[Anchor]:
    """Where each chain stands that has an entry, in one query."""
    begun = Chain.objects.filter(position__gt=0).order_by("programme")
    return [Anchor(chain.programme, chain.position, chain.head) for chain in begun]


def _by_programme(anchors: Iterable[Anchor]) -> dict[UUID, list[Anchor]]:
    found: dict[UUID, list[Anchor]] = defaultdict(list)
    for anchor in sorted(set(anchors), key=lambda one: (one.position, one.head)):
        found[anchor.programme].append(anchor)
    return found


def _not_as_anchored(anchors: list[Anchor]) -> list[Fault]:
    """The first anchor of a programme that its chain does not answer to: gone, or another seal."""
    positions = [anchor.position for anchor in anchors]
    sealed = Entry.objects.filter(programme=anchors[0].programme, position__in=positions)
    seals = dict(sealed.values_list("position", "seal"))
    wrong = [anchor for anchor in anchors if seals.get(anchor.position) != anchor.head]
    return [
        Fault(
            anchor.programme,
            anchor.position,
            "not_as_anchored" if anchor.position in seals else "anchored_missing",
        )
        for anchor in wrong[:1]
    ]


def _beyond(chain: Chain, anchors: list[Anchor]) -> int:
    return max(0, chain.position - max((anchor.position for anchor in anchors), default=0))


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
    return Backlog(
        unsealed=Entry.objects.filter(position=None).count(),
        waiting=waiting.count(),
        failing=waiting.filter(attempts__gt=0).count(),
        oldest=_oldest_unsealed(),
    )


@dataclass(frozen=True)
class Waiting:
    """What happened in a programme and has not been followed up: how much, and since when."""

    count: int
    since: datetime | None


def waiting_in(programme: UUID) -> Waiting:
    """What the carrier has still to do for a programme, in two queries."""
    unsealed = Entry.objects.filter(programme=programme, position=None)
    carried = Carriage.objects.filter(done_at=None, entry__programme=programme)
    sealed = carried.aggregate(count=Count("pk"), since=Min("entry__moment"))
    fresh = unsealed.aggregate(count=Count("pk"), since=Min("moment"))
    moments = [one["since"] for one in (sealed, fresh) if one["since"]]
    return Waiting(sealed["count"] + fresh["count"], min(moments, default=None))
