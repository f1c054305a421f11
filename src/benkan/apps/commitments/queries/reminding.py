"""What an office is to be reminded of, and what somebody is to tell it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from benkan.apps.commitments.models import Commitment, Reminder
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.scope import seen_by
from benkan.apps.commitments.rules import State
from benkan.apps.commitments.rules import reminding as rules
from benkan.apps.commitments.rules.reminding import Line, Occasion, ReminderState, Way
from benkan.kit.actor import Actor


def to_remind(programme: UUID, *, today: date, limit: int) -> QuerySet[Commitment]:
    """The commitments whose office is to be reminded today and was not yet, the nearest day first,
    `limit` at most: one query, also where thousands were reminded before."""
    due: Any = Q(pk__in=[])
    for line in rules.TABLE:
        given = Reminder.objects.filter(
            commitment=OuterRef("pk"), occasion=line.occasion, due_on=OuterRef("due_on")
        )
        due |= _in_span(line, today) & ~Exists(given)
    rows = Commitment.objects.filter(due, programme=programme)
    return rows.order_by("due_on", "pk")[:limit]


def _in_span(line: Line, today: date) -> Q:
    first, last = rules.span(line, today)
    in_state = Q(state__in=line.states)
    if not line.from_asking:
        return in_state & Q(due_on__gte=first, due_on__lte=last)
    after = last + timedelta(days=1)
    return in_state & Q(proposed_at__gte=_start(first), proposed_at__lt=_start(after))


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class ToTell:
    """Something that an office is to be told by word of mouth."""

    id: UUID
    occasion: Occasion
    line: PromiseLine
    since: date


def to_tell(actor: Actor, programme: UUID, *, today: date, limit: int = 50) -> list[ToTell]:
    """What the actor's offices are to be told, since they can be reached neither by e-mail nor by SMS:
    the nearest day first, in three queries."""
    rows = list(_waiting(actor, programme).order_by("due_on", "pk")[:limit])
    shown = {line.id: line for line in lines((row.commitment for row in rows), today=today)}
    return [
        ToTell(
            id=row.pk,
            occasion=Occasion(row.occasion),
            line=shown[row.commitment_id],
            since=timezone.localdate(row.moment),
        )
        for row in rows
        if State(row.commitment.state) in rules.REMINDED
    ]


def _waiting(actor: Actor, programme: UUID) -> QuerySet[Reminder]:
    return Reminder.objects.filter(
        commitment__in=seen_by(actor, programme),
        commitment__state__in=rules.REMINDED,
        way=Way.HAND,
        state=ReminderState.WAITING,
    ).select_related("commitment")
