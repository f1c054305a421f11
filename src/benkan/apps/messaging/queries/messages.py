"""What was said, and how the outbox stands."""

from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from benkan.apps.messaging.models import InboundMessage, OutboundMessage
from benkan.apps.messaging.queries.contacts import contact_with
from benkan.apps.messaging.queries.keys import contact_key, words_of
from benkan.apps.messaging.rules.numbers import normal_number, told_name
from benkan.apps.messaging.rules.outbox import State
from benkan.apps.messaging.rules.quiet import QuietHours
from benkan.apps.registry import queries as registry
from benkan.kit import sealing
from benkan.kit.lists import counting_up_to
from benkan.kit.prepared import Prepared
from benkan.kit.refusals import NotFound

MOST_COUNTED = 1000
_LAST = 20
_STATES = [state.value for state in State]
_TROUBLES = (State.FAILED, State.GIVEN_UP, State.WITHHELD)


def text_of(message: UUID) -> str:
    """The words of a message that came in, in one query; empty once its sender was erased."""
    row = (
        InboundMessage.objects.select_related("contact__key")
        .only("sealed_text", "contact__id", "contact__key__wrapped")
        .get(pk=message)
    )
    return words_of(row.contact, row.sealed_text, row.pk)


def messages_due(now: datetime, *, limit: int = 100) -> int:
    """How many messages are to leave now, at most `limit`, in one query."""
    due = OutboundMessage.objects.filter(state=State.QUEUED, next_try_at__lte=now)
    return due[:limit].count()


@dataclass(frozen=True)
class NotSent:
    """A message that did not arrive, and why: no number, no words."""

    purpose: str
    state: str
    reason: str
    attempts: int
    changed_at: datetime


@dataclass(frozen=True)
class OutboxState:
    """How many messages are in each state, how many came in, and the last that did not arrive. One more
    than `MOST_COUNTED` stands for more than that."""

    received: int
    counts: dict[str, int]
    trying_again: tuple[NotSent, ...]
    not_sent: tuple[NotSent, ...]


def outbox_state(programme: UUID) -> OutboxState:
    """How the messages of a programme stand, in three queries, however many there are; the last twenty
    that are tried again, and that did not arrive."""
    theirs = InboundMessage.objects.filter(contact__programme=programme, contact__is_service=False)
    counts = dict.fromkeys(_STATES, 0)
    for row in _COUNTS.by_name(programme=programme):
        counts |= row
    # By day, the latest first; those of a moment by their ids.
    troubled = sorted(_TROUBLED(programme=programme), key=itemgetter(0))
    troubled.sort(key=itemgetter(-1), reverse=True)
    lines = [NotSent(*told) for _, *told in troubled]
    return OutboxState(
        received=theirs.values("pk")[: MOST_COUNTED + 1].count(),
        counts=counts,
        trying_again=tuple(one for one in lines if one.state == State.QUEUED),
        not_sent=tuple(one for one in lines if one.state != State.QUEUED)[:_LAST],
    )


def _ask_counts(*, programme: UUID) -> QuerySet[Any, Any]:
    ours = OutboundMessage.objects.filter(programme=programme)
    return counting_up_to(MOST_COUNTED, ours, "state", _STATES)


def _ask_troubled(*, programme: UUID) -> QuerySet[Any, Any]:
    """The last that are tried again, and the last of each state of those that did not arrive: asked for
    the three states at once, a database reads all that ever failed and sorts it."""
    ours = OutboundMessage.objects.filter(programme=programme).order_by("-changed_at", "id")
    kinds = [Q(state=State.QUEUED, attempts__gt=0), *(Q(state=state) for state in _TROUBLES)]
    last = [ours.filter(kind).values("pk")[:_LAST] for kind in kinds]
    told = OutboundMessage.objects.values_list(
        "id", "purpose", "state", "reason", "attempts", "changed_at"
    )
    first, *others = (told.filter(pk__in=rows) for rows in last)
    return first.union(*others, all=True)


_COUNTS = Prepared(_ask_counts, programme=UUID)
_TROUBLED = Prepared(_ask_troubled, programme=UUID)


def messages_queued(programme: UUID) -> int:
    """How many messages of a programme wait to go out, in one query."""
    return OutboundMessage.objects.filter(programme=programme, state=State.QUEUED).count()


def morning_after(now: datetime) -> datetime | None:
    """When the quiet hours end that hold now, by the clock of the programme; None by day."""
    return QuietHours(*settings.QUIET_HOURS).morning_after(timezone.localtime(now))


def waiting_for_morning(programme: UUID, *, now: datetime) -> int:
    """How many messages wait for the quiet hours to end, in one query; by day in none."""
    morning = morning_after(now)
    if morning is None:
        return 0
    ours = OutboundMessage.objects.filter(programme=programme, state=State.QUEUED)
    return ours.filter(next_try_at=morning).count()


@dataclass(frozen=True)
class Notice:
    """What an operator wrote to our own number, for staff to read."""

    sender: str
    text: str
    gateway: str
    moment: datetime


def notices_of(programme: UUID, *, limit: int = 20) -> list[Notice]:
    """The last notices that operators sent to the gateways of a programme, in one query. Who sent
    it is said when it is a name or a short code; a number that nobody could have stays sealed."""
    rows = InboundMessage.objects.filter(contact__programme=programme, contact__is_service=True)
    told = rows.select_related("contact__key", "gateway").order_by("-received_at", "id")[:limit]
    return [Notice(_name(row), _words(row), row.gateway.code, row.received_at) for row in told]


def _name(row: InboundMessage) -> str:
    key = contact_key(row.contact)
    if key is None:
        return ""
    box, of = row.contact.sealed_number, row.contact_id
    return told_name(sealing.unsealed(key, box, bound_to=of, use="number").decode())


@dataclass(frozen=True)
class SimulatedMessage:
    """One message on the screen of a pretended telephone. `is_ours`: the programme wrote it, as its
    `turn`-th to this contact."""

    id: UUID
    contact: UUID
    is_ours: bool
    text: str
    state: str
    moment: datetime
    turn: int = 0


def simulated_messages(
    programme: UUID, *, limit: int = 50, contact: UUID | None = None
) -> list[SimulatedMessage]:
    """The last messages in and out of a programme that is not real, oldest first, in three queries.

    A real programme has none to show: `NotFound`.
    """
    if registry.programme_here(programme).is_real:
        raise NotFound()
    theirs = InboundMessage.objects.filter(contact__programme=programme)
    ours = OutboundMessage.objects.filter(programme=programme).exclude(state=State.WITHHELD)
    if contact is not None:
        theirs, ours = theirs.filter(contact=contact), ours.filter(contact=contact)
    said = [
        SimulatedMessage(row.pk, row.contact_id, False, _words(row), "", row.received_at)
        for row in theirs.select_related("contact__key").order_by("-received_at")[:limit]
    ]
    said += [
        SimulatedMessage(
            row.pk, row.contact_id, True, _words(row), row.state, row.queued_at, row.turn
        )
        for row in ours.select_related("contact__key").order_by("-queued_at", "-turn")[:limit]
    ]
    return sorted(said, key=lambda message: (message.moment, message.turn))[-limit:]


def simulated_contact(programme: UUID, number: str) -> UUID | None:
    """The contact behind a pretended telephone, if it has written, in two queries."""
    if registry.programme_here(programme).is_real:
        raise NotFound()
    found = contact_with(normal_number(number), programme=programme)
    return found.pk if found else None


def _words(row: InboundMessage | OutboundMessage) -> str:
    return words_of(row.contact, row.sealed_text, row.pk)
