"""The fairest lottery, held against programmes over every panel there is."""

import numpy as np
import pytest
from hypothesis import assume, given

from benkan.methods.panel.drawing import draw_panel
from benkan.methods.refusals import Refused
from tests.methods.panel.making import (
    Question,
    all_panels,
    is_kept,
    leximin_by_hand,
    make_pool,
    make_quotas,
    questions,
)

MANY = Question(
    make_pool(
        *(f"p{at} v{at % 3} w{at % 5} x{at % 7 // 2}" for at in range(80)), features=("f", "g", "h")
    ),
    make_quotas(
        *(f"f v{at} 2 4" for at in range(3)),
        *(f"g w{at} 1 2" for at in range(5)),
        *(f"h x{at} 1 3" for at in range(4)),
    ),
    9,
)


def chances_of(question: Question, rule: str = "leximin") -> np.ndarray:
    result = draw_panel(question.pool, question.quotas, seats=question.seats, seed=1, rule=rule)
    return np.array(list(result.chances.values()))


@given(questions())
def test_leximin_equals_the_programme_over_all_panels(question: Question) -> None:
    expected = leximin_by_hand(question)

    if expected is None:
        with pytest.raises(Refused):
            chances_of(question)
    else:
        assert chances_of(question) == pytest.approx(expected, abs=1e-7)


@given(questions())
def test_maximin_has_the_lowest_chance_of_leximin_and_no_higher_highest(question: Question) -> None:
    assume(all_panels(question))

    lexi, maxi = chances_of(question), chances_of(question, "maximin")

    possible = lexi > 1e-7
    assert maxi[possible].min() == pytest.approx(lexi[possible].min(), abs=1e-7)
    assert maxi.max() <= lexi.max() + 1e-7


@given(questions())
def test_no_panel_improves_the_product_of_chances(question: Question) -> None:
    panels = all_panels(question)
    if not panels:
        return

    chances = chances_of(question, "nash")

    counted = chances > 0
    assert all(panel_worth(panel, chances) <= counted.sum() * (1 + 1e-6) for panel in panels)


def panel_worth(panel: tuple[int, ...], chances: np.ndarray) -> float:
    return float(sum(1.0 / chances[person] for person in panel))


@given(questions())
def test_chances_add_up_to_the_seats_and_every_ticket_keeps_the_quotas(question: Question) -> None:
    assume(all_panels(question))

    result = draw_panel(question.pool, question.quotas, seats=question.seats, seed=5)

    people = {person.id: person for person in question.pool.people}
    assert sum(result.chances.values()) == pytest.approx(question.seats, abs=1e-9)
    assert all(is_kept([people[id_] for id_ in panel], question) for panel in set(result.tickets))
    assert len(result.tickets) == 1000


def test_progress_goes_forward_a_few_hundred_steps_at_most() -> None:
    told: list[float] = []

    draw_panel(MANY.pool, MANY.quotas, seats=MANY.seats, seed=1, progress=told.append)

    assert told == sorted(told)
    assert 0 < len(told) <= 200
    assert all(0 < share <= 1 for share in told)
