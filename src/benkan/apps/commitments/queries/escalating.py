"""What should climb, what climbs, and one letter with its steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from benkan.apps.commitments.models import Commitment, CommitmentStep, Escalation, EscalationStep
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.scope import own_offices, seen_by
from benkan.apps.commitments.rules import TO_DO, State, Step
from benkan.apps.commitments.rules import escalating as rules
from benkan.apps.commitments.rules.escalating import Cause, How, Move, Seat, Stage
from benkan.apps.registry import queries as registry
from benkan.apps.registry.queries import OfficeCard
from benkan.kit.actor import Actor
from benkan.kit.lists import Part, part_of
from benkan.kit.refusals import NotFound

A_PAGE = 30


@dataclass(frozen=True)
class ToClimb:
    """A promise that should be carried up, and why. `days`: since the day promised."""

    line: PromiseLine
    cause: Cause
    days: int


def to_climb(actor: Actor, programme: UUID, *, today: date, page: int = 1) -> Part[ToClimb]:
    """What should be carried one level up at the actor's places, the oldest first, in three queries.

    Left out is what climbs already, and what climbed before for the same reason: a promise that is
    contested again, or postponed and overdue again, is here anew.
    """
    rows = _should_climb(actor, programme, today).order_by("due_on", "pk")

    def made(found: Any) -> tuple[ToClimb, ...]:
        return tuple(
            ToClimb(
                line=line,
                cause=Cause.CONTESTED if line.state is State.CONTESTED else Cause.OVERDUE,
                days=(today - line.due_on).days,
            )
            for line in lines(found, today=today)
        )

    return part_of(rows, page, size=A_PAGE, made=made)


def to_climb_count(actor: Actor, programme: UUID, *, today: date) -> int:
    """How many promises `to_climb` lists in all, in one query."""
    return _should_climb(actor, programme, today).count()


def _should_climb(actor: Actor, programme: UUID, today: date) -> QuerySet[Commitment]:
    places = actor.places(*rules.RAISERS)
    rows = seen_by(actor, programme)
    if places is not None:
        rows = rows.filter(place__in=registry.below(places))
    before = Escalation.objects.filter(commitment=OuterRef("pk"))
    contested = CommitmentStep.objects.filter(commitment=OuterRef("pk"), step=Step.CONTEST)
    last = contested.order_by("-moment").values("moment")[:1]
    spoken_of = before.filter(cause=Cause.CONTESTED, raised_at__gte=OuterRef("contested_at"))
    overdue: Any = Q(state__in=TO_DO - {State.CONTESTED}, due_on__lte=today - rules.OVERDUE_AFTER)
    overdue &= ~Exists(before.filter(cause=Cause.OVERDUE, due_on=OuterRef("due_on")))
    return (
        rows.annotate(contested_at=Subquery(last))
        .filter(Q(state=State.CONTESTED) & ~Exists(spoken_of) | overdue)
        .exclude(Exists(before.filter(closed_at=None)))
    )


@dataclass(frozen=True)
class EscalationLine:
    """A letter in a list: about what, to whom, where it stands. `is_unanswered`: its time is over."""

    id: UUID
    line: PromiseLine
    cause: Cause
    stage: Stage
    to_title: str
    to_place: str
    level_label: str
    made_on: date
    answer_by: date
    is_unanswered: bool
    reference: str


def climbing(actor: Actor, programme: UUID, *, today: date, page: int = 1) -> Part[EscalationLine]:
    """The letters that are under way at the actor's places, the oldest first, in five queries."""
    rows = Escalation.objects.filter(
        commitment__in=seen_by(actor, programme), closed_at=None
    ).select_related("commitment")
    return part_of(
        rows.order_by("raised_at", "pk"), page, size=A_PAGE, made=lambda found: _lines(found, today)
    )


def letters_to(actor: Actor, programme: UUID, *, today: date) -> tuple[EscalationLine, ...]:
    """The letters under way to an office of the actor's, the oldest first, 50 at most, in five
    queries; none for somebody without an office, in none."""
    offices = own_offices(actor)
    if actor.programme != programme or not offices:
        return ()
    rows = Escalation.objects.filter(
        commitment__programme=programme, to_office__in=offices, closed_at=None
    ).exclude(stage=Stage.MADE)
    return _lines(rows.select_related("commitment").order_by("raised_at", "pk")[:50], today)


def _lines(rows: Iterable[Escalation], today: date) -> tuple[EscalationLine, ...]:
    rows = list(rows)
    shown = {line.id: line for line in lines([row.commitment for row in rows], today=today)}
    offices = registry.office_cards({row.to_office_id for row in rows}, on=today)
    return tuple(
        _line(row, shown[row.commitment_id], offices[row.to_office_id], today) for row in rows
    )


def _line(row: Escalation, line: PromiseLine, to: OfficeCard, today: date) -> EscalationLine:
    made_on = timezone.localdate(row.raised_at)
    return EscalationLine(
        id=row.pk,
        line=line,
        cause=Cause(row.cause),
        stage=Stage(row.stage),
        to_title=to.title,
        to_place=to.place_name,
        level_label=to.level_label,
        made_on=made_on,
        answer_by=rules.answer_by(made_on),
        is_unanswered=rules.is_unanswered(Stage(row.stage), made_on=made_on, today=today),
        reference=row.letter["reference"],
    )


@dataclass(frozen=True)
class ClimbedStep:
    """One dated step of a letter: what, when, to or by whom, in whose words."""

    move: Move
    on: date
    office_title: str
    office_place: str
    how: How | None
    note: str
    is_noted_for_office: bool
    file: UUID | None = None


@dataclass(frozen=True)
class EscalationCard:
    """One letter, with its steps and what the reader may do now. `next_offices`: to whom it could be
    carried further."""

    line: EscalationLine
    from_title: str
    from_place: str
    letter: dict[str, Any]
    steps: tuple[ClimbedStep, ...]
    open_moves: tuple[Move, ...]
    next_offices: tuple[OfficeCard, ...]
    is_to_me: bool
    sent_file: UUID | None


def escalation_page(
    escalation: UUID, *, programme: UUID, actor: Actor, today: date
) -> EscalationCard:
    """One letter, for those who follow the promise at its place, the office written to once it was
    handed over, and the office that it speaks of; in at most fourteen queries.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    row = _seen(escalation, programme, actor)
    commitment = row.commitment
    offices = registry.office_cards({row.from_office_id, row.to_office_id}, on=today)
    line = registry.line_of(commitment.place_id)
    shown = lines([commitment], today=today)[0]
    to = offices[row.to_office_id]
    moves = rules.open_moves(
        Stage(row.stage),
        actor,
        to_office=row.to_office_id,
        from_office=row.from_office_id,
        line=line,
        made_on=timezone.localdate(row.raised_at),
        today=today,
    )
    steps = _steps([row])
    return EscalationCard(
        line=_line(row, shown, to, today),
        from_title=offices[row.from_office_id].title,
        from_place=offices[row.from_office_id].place_name,
        letter=row.letter,
        steps=steps,
        open_moves=moves,
        next_offices=_next(commitment, to.level) if Move.CLIMB in moves else (),
        is_to_me=actor.sits_in(row.to_office_id),
        sent_file=next((step.file for step in steps if step.file), None),
    )


def _seen(escalation: UUID, programme: UUID, actor: Actor) -> Escalation:
    rows = Escalation.objects.select_related("commitment")
    row = rows.filter(pk=escalation, commitment__programme=programme).first()
    if row is None or actor.programme != programme:
        raise NotFound()
    if actor.sits_in(row.to_office_id) and row.stage != Stage.MADE:
        return row
    if not seen_by(actor, programme).filter(pk=row.commitment_id).exists():
        raise NotFound()
    return row


def _steps(rows: list[Escalation]) -> tuple[ClimbedStep, ...]:
    """The steps of letters. An office is called as it was in the letter."""
    taken = EscalationStep.objects.filter(escalation__in=rows).select_related("escalation")
    return tuple(
        ClimbedStep(
            move=Move(one.move),
            on=one.on,
            office_title=one.escalation.letter["to"][0],
            office_place=one.escalation.letter["to"][1],
            how=How(one.how) if one.how else None,
            note=one.note,
            is_noted_for_office=one.is_noted_for_office,
            file=one.file,
        )
        for one in taken.order_by("escalation__number", "moment", "pk")
    )


def climbed(commitment: UUID) -> tuple[ClimbedStep, ...]:
    """Everything that happened to the letters about a promise, in their order, in two queries: what
    `commitments/climbed.html` shows, to the public too. Letters that are only made are left out."""
    rows = Escalation.objects.filter(commitment=commitment).exclude(stage=Stage.MADE)
    found = list(rows)
    return _steps(found) if found else ()


@dataclass(frozen=True)
class Climbing:
    """Whether a promise may be carried up by the actor now, and the letter that is under way."""

    may_raise: bool
    cause: Cause | None
    open: UUID | None


def climbing_of(commitment: UUID, *, actor: Actor, today: date) -> Climbing:
    """What can be said and done about one promise, in three queries at most."""
    row = Commitment.objects.get(pk=commitment)
    found = Escalation.objects.filter(commitment=row, closed_at=None)
    under_way = found.values_list("pk", flat=True).first()
    cause = rules.cause_of(State(row.state), due_on=row.due_on, today=today)
    may = (
        cause is not None
        and under_way is None
        and actor.holds(*rules.RAISERS, line=registry.line_of(row.place_id))
    )
    return Climbing(may_raise=may, cause=cause, open=under_way)


@dataclass(frozen=True)
class Raising:
    """What whoever carries a promise up decides on: to which office. None where there is nobody."""

    line: PromiseLine
    cause: Cause | None
    candidates: tuple[OfficeCard, ...]


def raising_page(commitment: UUID, *, programme: UUID, actor: Actor, today: date) -> Raising:
    """The promise and the offices one level up, in at most ten queries.

    Raises:
        NotFound: there is none, or it is not the actor's to carry up.
    """
    row = seen_by(actor, programme).filter(pk=commitment).first()
    if row is None or not actor.holds(*rules.RAISERS, line=registry.line_of(row.place_id)):
        raise NotFound()
    office = registry.office_card(row.office_id, on=today)
    assert office is not None, "a commitment keeps its office"
    return Raising(
        line=lines([row], today=today)[0],
        cause=rules.cause_of(State(row.state), due_on=row.due_on, today=today),
        candidates=_next(row, office.level),
    )


def _next(row: Commitment, level: str) -> tuple[OfficeCard, ...]:
    above = registry.offices_above(row.programme_id, row.place_id)
    chosen = rules.next_up(level, [Seat(card.id, card.level) for card in above])
    return tuple(card for card in above if card.id in chosen)
