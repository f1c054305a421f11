"""How a promise climbs when its office does not keep it: one level at a time, by a letter.

village → commune → cercle → region → ministry: the office of the next level, on the line of the
place, that the programme knows. Letter made → handed over → received → answered → closed, or one
level further. One at a time; each step is dated; what climbs again begins anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from benkan.apps.commitments.rules.states import TO_DO, State
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import N_, NotAllowed, Refused

OVERDUE_AFTER = timedelta(days=15)
"""So many days after the day promised an office that says nothing is spoken of one level up."""
ANSWER_WITHIN = timedelta(days=15)
"""What the letter asks for, counted from the day on which it was made."""
LEVELS = ("village", "commune", "cercle", "region", "ministry")
RAISERS = (Role.COORDINATOR, Role.PROGRAMME_STAFF)


class Cause(StrEnum):
    OVERDUE = "overdue"
    CONTESTED = "contested"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _CAUSES[self]


class Stage(StrEnum):
    MADE = "made"
    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    CLOSED = "closed"
    CLIMBED = "climbed"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _STAGES[self]


class Move(StrEnum):
    MAKE = "make"
    SEND = "send"
    RECEIVE = "receive"
    ANSWER = "answer"
    CLOSE = "close"
    CLIMB = "climb"

    @property
    def label(self) -> str:
        """What happened, in English, to be translated where it is shown."""
        return _MOVES[self]


class How(StrEnum):
    """How a letter was handed over."""

    BY_HAND = "by_hand"
    BY_POST = "by_post"
    BY_EMAIL = "by_email"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _HOWS[self]


_CAUSES = {Cause.OVERDUE: N_("Overdue"), Cause.CONTESTED: N_("Contested by citizens")}
_STAGES = {
    Stage.MADE: N_("Letter made, to be handed over"),
    Stage.SENT: N_("Letter handed over"),
    Stage.RECEIVED: N_("Letter received"),
    Stage.ANSWERED: N_("Answered"),
    Stage.CLOSED: N_("Closed"),
    Stage.CLIMBED: N_("Carried one level further"),
}
_MOVES = {
    Move.MAKE: N_("The letter was made"),
    Move.SEND: N_("The letter was handed over"),
    Move.RECEIVE: N_("The letter was received"),
    Move.ANSWER: N_("The office answered"),
    Move.CLOSE: N_("Closed"),
    Move.CLIMB: N_("Carried one level further"),
}
_HOWS = {
    How.BY_HAND: N_("By hand, against a receipt"),
    How.BY_POST: N_("By post"),
    How.BY_EMAIL: N_("By e-mail"),
}


@dataclass(frozen=True)
class Takers:
    """Who may make a move: roles at the place of the promise, the office written to or not."""

    roles: tuple[Role, ...]
    addressee: bool = False


@dataclass(frozen=True)
class Line:
    """One move: from which stages, to which, by whom, and whether it says something in words."""

    move: Move
    sources: tuple[Stage, ...]
    target: Stage
    takers: Takers
    has_words: bool = False


_STAFF = Takers(RAISERS)
_ADDRESSEE = Takers(RAISERS, addressee=True)
TABLE = (
    Line(Move.SEND, (Stage.MADE,), Stage.SENT, _STAFF),
    Line(Move.RECEIVE, (Stage.SENT,), Stage.RECEIVED, _ADDRESSEE),
    Line(Move.ANSWER, (Stage.SENT, Stage.RECEIVED), Stage.ANSWERED, _ADDRESSEE, has_words=True),
    Line(
        Move.CLOSE,
        (Stage.MADE, Stage.SENT, Stage.RECEIVED, Stage.ANSWERED),
        Stage.CLOSED,
        _STAFF,
        has_words=True,
    ),
    Line(Move.CLIMB, (Stage.SENT, Stage.RECEIVED, Stage.ANSWERED), Stage.CLIMBED, _STAFF),
)
OVER = frozenset({Stage.CLOSED, Stage.CLIMBED})
"""Nothing follows these."""
_BY_MOVE = {line.move: line for line in TABLE}


class NothingToCarryUp(Refused):
    code = "escalation_nothing_to_carry_up"
    text = N_(
        "Only a promise that citizens contest, or whose day passed %(days)s days ago, is carried up."
    )


class ClimbsAlready(Refused):
    code = "escalation_climbs_already"
    text = N_("A letter about this promise is under way. Follow it, or close it first.")


class NobodyAbove(Refused):
    code = "escalation_nobody_above"
    text = N_(
        "The programme knows no office above this one on the line of the place. Add it to the "
        "offices, then come back."
    )


class NotTheNextLevel(Refused):
    code = "escalation_not_the_next_level"
    text = N_("A promise climbs one level at a time. Choose one of the offices shown.")


class MoveNotOpen(Refused):
    code = "escalation_move_not_open"
    text = N_("This step is not possible now. Read the page again: it may have moved on.")


class AnswerStillDue(Refused):
    code = "escalation_answer_still_due"
    text = N_("The office has until %(on)s to answer. After that day it can be carried further.")


class WordsMissing(Refused):
    code = "escalation_words_missing"
    text = N_("Write in a sentence what was answered, or why it is closed: citizens will read it.")


class DayNotPossible(Refused):
    code = "escalation_day_not_possible"
    text = N_("The day cannot be after today, nor before the step that came before.")


def cause_of(state: State, *, due_on: date, today: date) -> Cause | None:
    """Why a promise may be carried up today; None while it may not."""
    if state is State.CONTESTED:
        return Cause.CONTESTED
    if state in TO_DO and today - due_on >= OVERDUE_AFTER:
        return Cause.OVERDUE
    return None


def check_may_raise(cause: Cause | None, *, climbs: bool) -> Cause:
    """Something to carry up, and nothing under way."""
    if cause is None:
        raise NothingToCarryUp(days=OVERDUE_AFTER.days)
    if climbs:
        raise ClimbsAlready()
    return cause


@dataclass(frozen=True)
class Seat:
    """An office on the line of a place, and its level."""

    office: UUID
    level: str


def next_up(level: str, above: Sequence[Seat]) -> tuple[UUID, ...]:
    """The offices of the nearest level above a level that has any; empty where there is none.

    >>> mayor, prefect, governor = (UUID(int=n) for n in range(3))
    >>> line = [Seat(mayor, "commune"), Seat(governor, "region"), Seat(prefect, "cercle")]
    >>> next_up("commune", line) == (prefect,), next_up("cercle", line) == (governor,)
    (True, True)
    """
    higher = [seat for seat in above if LEVELS.index(seat.level) > LEVELS.index(level)]
    nearest = min((LEVELS.index(seat.level) for seat in higher), default=None)
    return tuple(seat.office for seat in higher if LEVELS.index(seat.level) == nearest)


def check_next(office: UUID, candidates: Sequence[UUID]) -> None:
    """One level, and not two."""
    if not candidates:
        raise NobodyAbove()
    if office not in candidates:
        raise NotTheNextLevel()


def after(stage: Stage, move: Move) -> Stage:
    """The stage that a move leads to."""
    line = _BY_MOVE.get(move)
    if line is None or stage not in line.sources:
        raise MoveNotOpen(stage=stage, move=move)
    return line.target


def check_may_move(
    move: Move, actor: Actor, *, to_office: UUID, from_office: UUID, line: frozenset[UUID]
) -> None:
    """Refuse an actor whom the table does not name. The office that is spoken of moves nothing."""
    takers = _BY_MOVE[move].takers
    if actor.sits_in(from_office):
        raise NotAllowed()
    if takers.addressee and actor.sits_in(to_office):
        return
    if not actor.holds(*takers.roles, line=line):
        raise NotAllowed()


def check_said(move: Move, words: str) -> None:
    """To answer and to close takes words."""
    if _BY_MOVE[move].has_words and not words.strip():
        raise WordsMissing()


def check_day(on: date, *, before: date, today: date) -> None:
    """Days go forward, and none is still to come."""
    if not before <= on <= today:
        raise DayNotPossible()


def check_may_climb(stage: Stage, *, made_on: date, today: date) -> None:
    """Further than an office that has not answered only when its time is over."""
    if stage is not Stage.ANSWERED and today <= answer_by(made_on):
        raise AnswerStillDue(on=answer_by(made_on))


def answer_by(made_on: date) -> date:
    """Until when the letter asks for an answer."""
    return made_on + ANSWER_WITHIN


def is_unanswered(stage: Stage, *, made_on: date, today: date) -> bool:
    """Whether the office written to has let its time go by."""
    return stage in (Stage.SENT, Stage.RECEIVED) and today > answer_by(made_on)


def open_moves(
    stage: Stage,
    actor: Actor,
    *,
    to_office: UUID,
    from_office: UUID,
    line: frozenset[UUID],
    made_on: date,
    today: date,
) -> tuple[Move, ...]:
    """The moves that this actor could make now, in the order of the table."""
    return tuple(
        one.move
        for one in TABLE
        if stage in one.sources
        and not (one.move is Move.CLIMB and not _may_climb(stage, made_on, today))
        and _may_move(one.move, actor, to_office, from_office, line)
    )


def _may_climb(stage: Stage, made_on: date, today: date) -> bool:
    return stage is Stage.ANSWERED or today > answer_by(made_on)


def _may_move(
    move: Move, actor: Actor, to_office: UUID, from_office: UUID, line: frozenset[UUID]
) -> bool:
    try:
        check_may_move(move, actor, to_office=to_office, from_office=from_office, line=line)
    except Refused:
        return False
    return True


def reference(promise: str, number: int) -> str:
    """What the letter is called.

    >>> reference("E-017", 2)
    'E-017/L2'
    """
    return f"{promise}/L{number}"
