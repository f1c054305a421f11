"""Record what happened, seal it, and carry it to what follows."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from traceback import extract_tb
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from benkan.apps.journal import rules
from benkan.apps.journal.events import Event, Occurrence
from benkan.apps.journal.models import Carriage, Chain, Entry, Reaction
from benkan.apps.journal.queries import due_carriages, due_lanes, stored_fields
from benkan.kit.actor import Actor
from benkan.kit.alone import alone

log = logging.getLogger(__name__)

Follow = Callable[[Occurrence[Any]], None]
Follows = Mapping[type[Event], Sequence[Follow]]


def record(event: Event, *, programme: UUID, actor: Actor, moment: datetime) -> UUID:
    """Write an event beside the change that caused it, in the caller's transaction.

    Nothing is locked here: the chain's head would be a queue for every writer.
    """
    assert transaction.get_connection().in_atomic_block, (
        "an event belongs to the change it tells of"
    )
    entry = _entry(event, programme, actor, moment)
    entry.save(force_insert=True)
    return entry.pk


def record_all(events: Sequence[tuple[Event, UUID, datetime]], *, actor: Actor) -> None:
    """Write many events, each with its programme and moment, as `record` writes one. One query."""
    assert transaction.get_connection().in_atomic_block, "events belong to the changes they tell of"
    Entry.objects.bulk_create(
        _entry(event, programme, actor, moment) for event, programme, moment in events
    )


def _entry(event: Event, programme: UUID, actor: Actor, moment: datetime) -> Entry:
    return Entry(
        programme=programme,
        name=event.name(),
        version=event.version,
        body=rules.canonical(event),
        actor=actor.account,
        moment=moment,
    )


@transaction.atomic
def seal(*, now: datetime, limit: int = 500) -> int:
    """Put committed entries at the end of their programmes' chains; a second call finds none."""
    waiting = Entry.objects.filter(position=None).order_by("moment", "id")
    programmes = set(waiting.values_list("programme", flat=True)[:limit])
    sealed = 0
    for programme in sorted(programmes):
        Chain.objects.get_or_create(programme=programme)
        chain = Chain.objects.select_for_update().get(programme=programme)
        entries = list(waiting.filter(programme=programme)[:limit])
        for entry in entries:
            chain.position += 1
            entry.position, entry.previous = chain.position, chain.head
            entry.seal = rules.seal_of(chain.head, chain.position, stored_fields(entry))
            chain.head = entry.seal
        Entry.objects.bulk_update(entries, ["position", "previous", "seal"])
        Carriage.objects.bulk_create(
            Carriage(entry=entry, retry_at=now, lane=rules.lane_of(programme, entry.body))
            for entry in entries
        )
        chain.save()
        sealed += len(entries)
    return sealed


def carry(follows: Follows, *, now: datetime, limit: int = 200) -> int:
    """Run what follows from sealed entries. Returns how many entries are done with.

    Each reaction has a transaction of its own and runs once, however often it is carried. One that
    fails is tried again later and holds up nothing else. Several workers may call this at once: each
    takes the lanes that no other is at.
    """
    if connection.vendor == "sqlite":
        return _carry(due_carriages(now), follows, now, limit)
    lanes = due_lanes(now)
    # A share for each: whoever waits in the last lane is not to wait until all others are empty.
    share = -(-limit // max(len(lanes), 1))
    return sum(carry_lane(lane, follows, now=now, limit=share) for lane in lanes)


def carry_lane(lane: int, follows: Follows, *, now: datetime, limit: int = 200) -> int:
    """The same for the entries of one lane; does nothing while another worker is at it."""
    with alone(f"lane {lane}") as is_ours:
        return _carry(due_carriages(now).filter(lane=lane), follows, now, limit) if is_ours else 0


def _carry(due: QuerySet[Carriage], follows: Follows, now: datetime, limit: int) -> int:
    kinds = {kind.name(): kind for kind in follows}
    batch = list(due.select_related("entry").order_by("retry_at", "entry__position")[:limit])
    before = _run_before(batch)
    well: list[UUID] = []
    for carriage in batch:
        kind, ran = kinds.get(carriage.entry.name), before.get(carriage.pk, set())
        left = (
            [reaction for reaction in follows[kind] if reaction.__name__ not in ran] if kind else []
        )
        tried = [_try(reaction, kind, carriage.entry, now) for reaction in left] if kind else []
        if any(tried):
            _put_off(carriage, [fault for fault in tried if fault], now)
        else:
            well.append(carriage.pk)
    # Together: whoever is killed before finds by the reactions that they have run.
    Carriage.objects.filter(pk__in=well).update(done_at=now, fault="")
    return len(well)


def _run_before(batch: Sequence[Carriage]) -> dict[UUID, set[str]]:
    """The reactions that have run, of entries that are carried again, in one query."""
    ran: dict[UUID, set[str]] = {}
    rows = Reaction.objects.filter(entry__in=[carriage.pk for carriage in batch])
    for entry, name in rows.values_list("entry_id", "name"):
        ran.setdefault(entry, set()).add(name)
    return ran


def bring_forward(*, now: datetime) -> int:
    """Where the clock was put back: what was never tried is due, and so is what would wait for longer
    than any failure does. Returns how many, in one query."""
    ahead = Carriage.objects.filter(done_at=None, retry_at__gt=now)
    return ahead.filter(Q(attempts=0) | Q(retry_at__gt=now + rules.LONGEST_WAIT)).update(
        retry_at=now
    )


def _try(reaction: Follow, kind: type[Event], entry: Entry, now: datetime) -> str:
    """Run a reaction and tell what went wrong in it, or nothing. Whatever it is, the others go on."""
    try:
        _react_once(reaction, kind, entry, now)
    except _RunAlready:
        return ""
    except Exception as problem:
        # A database names the values that it refuses, and those may be somebody's words: the log
        # says where and what kind, never the message.
        fault = f"{reaction.__name__}: {type(problem).__name__}"
        where = extract_tb(problem.__traceback__)[-1]
        log.error("%s on entry %s, %s:%s", fault, entry.pk, where.filename, where.lineno)
        return fault
    return ""


def _put_off(carriage: Carriage, faults: Sequence[str], now: datetime) -> None:
    """Keep what went wrong and when it is tried again, each time a little later."""
    carriage.fault = "; ".join(faults)[:200]
    carriage.attempts += 1
    carriage.retry_at = rules.retry_at(carriage.attempts, now)
    carriage.save(update_fields=["attempts", "retry_at", "fault"])


class _RunAlready(Exception):
    """Another process was faster: nothing of ours stays."""


@transaction.atomic
def _react_once(reaction: Follow, kind: type[Event], entry: Entry, now: datetime) -> None:
    try:
        Reaction.objects.create(entry=entry, name=reaction.__name__, moment=now)
    except IntegrityError:
        raise _RunAlready from None
    reaction(
        Occurrence(
            id=entry.pk,
            programme=entry.programme,
            actor=entry.actor,
            moment=entry.moment,
            event=rules.revived(kind, entry.body),
        )
    )
