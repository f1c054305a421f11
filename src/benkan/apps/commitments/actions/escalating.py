"""Carry a promise one level up, and follow the letter: each is one transaction, in the journal."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.commitments.actions.lettering import Letterhead, compose
from benkan.apps.commitments.events import EscalationMoved, EscalationRaised
from benkan.apps.commitments.models import Commitment, Escalation, EscalationStep
from benkan.apps.commitments.rules import State
from benkan.apps.commitments.rules import escalating as rules
from benkan.apps.commitments.rules.escalating import How, Move, Seat, Stage
from benkan.apps.files import actions as files
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import NOBODY, Actor, check_here, require
from benkan.kit.refusals import NotFound


@transaction.atomic
def carry_up(*, commitment: UUID, to_office: UUID, actor: Actor, moment: datetime) -> UUID:
    """Make the letter by which an overdue or contested promise goes to an office of the next level.

    Raises:
        NothingToCarryUp, ClimbsAlready: it is neither overdue nor contested, or is on its way.
        NobodyAbove, NotTheNextLevel: there is no such office one level up.
    """
    row = _locked(commitment)
    check_here(actor, row.programme_id)
    require(actor, *rules.RAISERS, line=registry.line_of(row.place_id))
    return _raise(row, to_office=to_office, after=None, actor=actor, moment=moment)


@transaction.atomic
def make_move(
    *,
    escalation: UUID,
    move: Move,
    on: date,
    note: str = "",
    how: How | None = None,
    letter: bytes | None = None,
    actor: Actor,
    moment: datetime,
) -> None:
    """Write down that the letter was handed over (kept as it was sent, where there is a `letter`),
    received, answered, or that it is over. A move made twice is refused the second time.

    Raises:
        MoveNotOpen, DayNotPossible, WordsMissing: the table does not allow it so.
    """
    row = _escalation(escalation)
    _check_mover(row, move, actor)
    rules.check_said(move, note)
    file = None
    if letter is not None and move is Move.SEND:
        file = files.keep_document(
            programme=row.commitment.programme_id, content=letter, moment=moment
        )
    _move(row, move, on=on, note=note, how=how, file=file, actor=actor, moment=moment)


@transaction.atomic
def carry_further(*, escalation: UUID, to_office: UUID, actor: Actor, moment: datetime) -> UUID:
    """The office written to did not help: a letter goes one level further, and the one before is over.

    Raises:
        MoveNotOpen, AnswerStillDue: it is not time yet.
        NothingToCarryUp: the promise is neither overdue nor contested any more.
    """
    row = _escalation(escalation)
    _check_mover(row, Move.CLIMB, actor)
    today = timezone.localdate(moment)
    rules.after(Stage(row.stage), Move.CLIMB)
    made_on = timezone.localdate(row.raised_at)
    rules.check_may_climb(Stage(row.stage), made_on=made_on, today=today)
    _move(row, Move.CLIMB, on=today, actor=actor, moment=moment)
    return _raise(row.commitment, to_office=to_office, after=row, actor=actor, moment=moment)


@transaction.atomic
def close_what_climbed(*, commitment: UUID, reason: str, moment: datetime) -> None:
    """The promise is settled, so its letter is over. Safe to repeat."""
    open_one = Escalation.objects.filter(commitment=commitment, closed_at=None).first()
    if open_one is None:
        return
    row = _escalation(open_one.pk)
    if row.closed_at is None:
        on = max(timezone.localdate(moment), _last_day(row))
        _move(row, Move.CLOSE, on=on, note=reason, actor=NOBODY, moment=moment)


def _raise(
    row: Commitment, *, to_office: UUID, after: Escalation | None, actor: Actor, moment: datetime
) -> UUID:
    assert actor.account is not None, "whoever may carry up has an account"
    today = timezone.localdate(moment)
    cause = rules.check_may_raise(
        rules.cause_of(State(row.state), due_on=row.due_on, today=today),
        climbs=Escalation.objects.filter(commitment=row, closed_at=None).exists(),
    )
    from_office = after.to_office_id if after else row.office_id
    offices = registry.office_cards({row.office_id, from_office, to_office}, on=today)
    above = registry.offices_above(row.programme_id, row.place_id)
    seats = [Seat(card.id, card.level) for card in above]
    rules.check_next(to_office, rules.next_up(offices[from_office].level, seats))
    earlier = list(row.escalations.order_by("number").prefetch_related("steps"))
    number = len(earlier) + 1
    made = Escalation.objects.create(
        commitment=row,
        number=number,
        cause=cause,
        after=after,
        from_office_id=from_office,
        to_office_id=to_office,
        level=offices[to_office].level,
        due_on=row.due_on,
        stage=Stage.MADE,
        letter=compose(
            row,
            cause=cause,
            number=number,
            head=_letterhead(row, actor),
            promiser=offices[row.office_id],
            below=offices[from_office],
            to=offices[to_office],
            earlier=earlier,
            today=today,
        ),
        raised_by_id=actor.account,
        raised_at=moment,
    )
    EscalationStep.objects.create(
        escalation=made, move=Move.MAKE, on=today, actor_id=actor.account, moment=moment
    )
    record(
        EscalationRaised(
            escalation=made.pk,
            commitment=row.pk,
            place=row.place_id,
            cause=cause,
            to_office=to_office,
            level=made.level,
        ),
        programme=row.programme_id,
        actor=actor,
        moment=moment,
    )
    return made.pk


def _letterhead(row: Commitment, actor: Actor) -> Letterhead:
    """Who writes: the organisation for which the actor may, else the programme alone."""
    line = registry.line_of(row.place_id)
    own = [
        post.organisation
        for post in actor.posts
        if post.role in rules.RAISERS
        and post.organisation
        and (not post.place or post.place in line)
    ]
    card = registry.organisation_card(own[0]) if own else None
    return Letterhead(
        programme=registry.programme_here(row.programme_id).name,
        organisation=card.name if card else "",
        place=registry.place_card(row.place_id).name,
    )


def _check_mover(row: Escalation, move: Move, actor: Actor) -> None:
    check_here(actor, row.commitment.programme_id)
    rules.check_may_move(
        move,
        actor,
        to_office=row.to_office_id,
        from_office=row.from_office_id,
        line=registry.line_of(row.commitment.place_id),
    )


def _move(
    row: Escalation,
    move: Move,
    *,
    on: date,
    note: str = "",
    how: How | None = None,
    file: UUID | None = None,
    actor: Actor,
    moment: datetime,
) -> None:
    stage = rules.after(Stage(row.stage), move)
    if actor is not NOBODY:
        rules.check_day(on, before=_last_day(row), today=timezone.localdate(moment))
    row.stage = stage
    row.closed_at = moment if stage in rules.OVER else None
    row.save(update_fields=["stage", "closed_at"])
    EscalationStep.objects.create(
        escalation=row,
        move=move,
        on=on,
        how=how or "",
        note=note.strip(),
        file=file,
        is_noted_for_office=move in (Move.RECEIVE, Move.ANSWER)
        and not actor.sits_in(row.to_office_id),
        actor_id=actor.account,
        moment=moment,
    )
    record(
        EscalationMoved(
            escalation=row.pk,
            commitment=row.commitment_id,
            place=row.commitment.place_id,
            move=move,
            stage=stage,
            on=on,
        ),
        programme=row.commitment.programme_id,
        actor=actor,
        moment=moment,
    )


def _last_day(row: Escalation) -> date:
    return max(row.steps.values_list("on", flat=True))


def _locked(commitment: UUID) -> Commitment:
    found = Commitment.objects.select_for_update().filter(pk=commitment).first()
    if found is None:
        raise NotFound()
    return found


def _escalation(escalation: UUID) -> Escalation:
    """The escalation, under the lock of its commitment: whoever settles or carries up waits here."""
    found = Escalation.objects.filter(pk=escalation).values_list("commitment_id", flat=True).first()
    if found is None:
        raise NotFound()
    commitment = _locked(found)
    row = Escalation.objects.get(pk=escalation)
    row.commitment = commitment
    return row
