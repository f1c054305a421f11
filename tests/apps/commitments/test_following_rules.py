"""When an office is reminded, and how a promise climbs: two tables, as somebody would show them."""

from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest

from benkan.apps.commitments.rules import SETTLED, State
from benkan.apps.commitments.rules.escalating import (
    OVER,
    TABLE,
    AnswerStillDue,
    Cause,
    DayNotPossible,
    Move,
    MoveNotOpen,
    NobodyAbove,
    NotTheNextLevel,
    Seat,
    Stage,
    WordsMissing,
    after,
    cause_of,
    check_day,
    check_may_climb,
    check_next,
    check_said,
    next_up,
    open_moves,
)
from benkan.apps.commitments.rules.reminding import Occasion, occasion_on, one_sms
from benkan.apps.messaging.rules.sms import segments
from benkan.kit.actor import Actor, Post, Role

DUE = date(2026, 12, 1)
ASKED = date(2026, 10, 1)
HOME, PROMISER, ADDRESSEE = UUID(int=1), UUID(int=2), UUID(int=3)


def said_on(days: int, state: State = State.ACCEPTED) -> str | None:
    day = DUE + timedelta(days=days)
    found = occasion_on(state, due_on=DUE, asked_on=ASKED, today=day)
    return found.value if found else None


def test_an_office_is_reminded_before_the_day_on_it_and_when_it_has_passed() -> None:
    said = {days: said_on(days) for days in range(-20, 40)}

    spans = {
        one: [days for days, what in said.items() if what == one] for one in set(said.values())
    }
    assert {one: (min(days), max(days)) for one, days in spans.items() if one} == {
        "two_weeks": (-14, -4), "three_days": (-3, -1), "today": (0, 0), "late": (7, 30),
    }  # fmt: skip


def test_who_has_not_answered_is_reminded_two_weeks_after_being_asked() -> None:
    said = [
        occasion_on(State.PROPOSED, due_on=DUE, asked_on=ASKED, today=ASKED + timedelta(days=days))
        for days in (13, 14, 45, 46)
    ]

    assert said == [None, Occasion.UNANSWERED, Occasion.UNANSWERED, None]


@pytest.mark.parametrize("state", [*SETTLED, State.REPORTED_DONE, State.CONFIRMED])
def test_nobody_is_reminded_of_what_is_settled_reported_or_checked(state: State) -> None:
    assert {said_on(days, state) for days in range(-20, 40)} == {None}


@pytest.mark.parametrize(
    ("state", "days", "cause"),
    [
        (State.ACCEPTED, 14, None),
        (State.ACCEPTED, 15, Cause.OVERDUE),
        (State.POSTPONED, 15, Cause.OVERDUE),
        (State.CONTESTED, -9, Cause.CONTESTED),
        (State.PROPOSED, 90, None),
        (State.REPORTED_DONE, 90, None),
        (State.BROKEN, 90, None),
    ],
)
def test_what_may_be_carried_up(state: State, days: int, cause: Cause | None) -> None:
    assert cause_of(state, due_on=DUE, today=DUE + timedelta(days=days)) == cause


def test_the_table_of_a_letter() -> None:
    """Every stage with every move: where it leads, or that it is not open."""
    made, sent, received, answered = Stage.MADE, Stage.SENT, Stage.RECEIVED, Stage.ANSWERED
    closed, climbed = Stage.CLOSED, Stage.CLIMBED

    table = {
        (stage, move): line.target
        for stage, move in product(Stage, Move)
        for line in TABLE
        if line.move is move and stage in line.sources
    }

    assert table == {
        (made, Move.SEND): sent,
        (sent, Move.RECEIVE): received,
        (sent, Move.ANSWER): answered, (received, Move.ANSWER): answered,
        (made, Move.CLOSE): closed, (sent, Move.CLOSE): closed,
        (received, Move.CLOSE): closed, (answered, Move.CLOSE): closed,
        (sent, Move.CLIMB): climbed, (received, Move.CLIMB): climbed,
        (answered, Move.CLIMB): climbed,
    }  # fmt: skip
    for stage, move in product(Stage, Move):
        if (stage, move) not in table:
            with pytest.raises(MoveNotOpen):
                after(stage, move)


def _moves(stage: Stage, actor: Actor, *, days: int = 20) -> set[str]:
    found = open_moves(
        stage, actor, to_office=ADDRESSEE, from_office=PROMISER, line=frozenset({HOME}),
        made_on=DUE, today=DUE + timedelta(days=days),
    )  # fmt: skip
    return {move.value for move in found}


def test_who_makes_which_move() -> None:
    posts = {role: Actor(posts=(Post(role, place=HOME),)) for role in Role}
    written_to = Actor(posts=(Post(Role.OFFICE_HOLDER, place=HOME, office=ADDRESSEE),))
    spoken_of = Actor(
        posts=(
            Post(Role.OFFICE_HOLDER, place=HOME, office=PROMISER),
            Post(Role.COORDINATOR, place=HOME),
        )
    )
    next_door = Actor(posts=(Post(Role.COORDINATOR, place=UUID(int=9)),))

    assert {role: _moves(Stage.SENT, actor) for role, actor in posts.items()} == {
        Role.ADMINISTRATOR: set(), Role.MONITORING_OFFICER: set(), Role.ANIMATOR: set(),
        Role.OFFICE_HOLDER: set(),
        Role.COORDINATOR: {"receive", "answer", "close", "climb"},
        Role.PROGRAMME_STAFF: {"receive", "answer", "close", "climb"},
    }  # fmt: skip
    assert _moves(Stage.SENT, written_to) == {"receive", "answer"}
    assert (_moves(Stage.SENT, spoken_of), _moves(Stage.SENT, next_door)) == (set(), set())
    assert [_moves(stage, posts[Role.COORDINATOR]) for stage in OVER] == [set(), set()]
    # Before its time is over an office that has not answered is not passed by.
    assert "climb" not in _moves(Stage.SENT, posts[Role.COORDINATOR], days=15)
    assert "climb" in _moves(Stage.ANSWERED, posts[Role.COORDINATOR], days=3)


def test_a_promise_climbs_to_the_nearest_level_that_has_an_office() -> None:
    chief, mayor, prefect, deputy, minister = (UUID(int=n) for n in range(5))
    line = [
        Seat(minister, "ministry"), Seat(prefect, "cercle"), Seat(deputy, "cercle"),
        Seat(mayor, "commune"), Seat(chief, "village"),
    ]  # fmt: skip

    found = {level: next_up(level, line) for level in ("village", "commune", "cercle", "ministry")}

    assert found == {
        "village": (mayor,), "commune": (prefect, deputy), "cercle": (minister,), "ministry": (),
    }  # fmt: skip
    check_next(prefect, found["commune"])
    with pytest.raises(NotTheNextLevel):
        check_next(minister, found["commune"])
    with pytest.raises(NobodyAbove):
        check_next(minister, found["ministry"])


def test_what_a_move_has_to_say_and_on_which_day() -> None:
    check_said(Move.SEND, "")
    check_day(DUE, before=DUE, today=DUE)
    for move in (Move.ANSWER, Move.CLOSE):
        with pytest.raises(WordsMissing):
            check_said(move, " ")
    for day in (DUE - timedelta(days=1), DUE + timedelta(days=2)):
        with pytest.raises(DayNotPossible):
            check_day(day, before=DUE, today=DUE + timedelta(days=1))
    with pytest.raises(AnswerStillDue):
        check_may_climb(Stage.SENT, made_on=DUE, today=DUE + timedelta(days=15))


def test_a_reminder_is_one_sms_however_long_the_promise_is() -> None:
    action = "Réhabiliter l’école fondamentale du quartier de Sɔgɔla avec ses latrines, " * 5
    said = one_sms("Benkan E-017: promis pour le 01/12/2026. %(action)s", action)

    assert (segments(said), said.startswith("Benkan E-017"), said.endswith("...")) == (
        1,
        True,
        True,
    )
