"""The fairest lottery, held against programmes over every panel there is."""

import numpy as np
import pytest
from hypothesis import given

from benkan.methods.panel import draw_panel
from benkan.methods.refusals import Refused
from tests.methods.panel.making import (
    Question,
    all_panels,
    is_kept,
    leximin_by_hand,
    questions,
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
    if not all_panels(question):
        return

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
    if not all_panels(question):
        return

    result = draw_panel(question.pool, question.quotas, seats=question.seats, seed=5)

    people = {person.id: person for person in question.pool.people}
    assert sum(result.chances.values()) == pytest.approx(question.seats, abs=1e-9)
    assert all(is_kept([people[id_] for id_ in panel], question) for panel in set(result.tickets))
    assert len(result.tickets) == 1000
