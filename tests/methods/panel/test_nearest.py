"""The lottery whose average is nearest to a wanted one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.panel.nearest import nearest_lottery
from benkan.methods.panel.panels import Panels
from tests.methods.panel.making import Question, all_panels, make_pool, make_quotas, questions
from tests.methods.panel.test_panels import counts_of


@given(questions(), st.integers(0, 99))
def test_an_average_of_panels_is_reached(question: Question, seed: int) -> None:
    types, counts = question.types, counts_of(question)
    if not len(counts):
        return
    chances = np.random.default_rng(seed).dirichlet(np.ones(len(counts)))
    wanted = chances @ counts

    lottery = nearest_lottery(Panels(types, within=wanted), wanted)

    assert lottery is not None
    assert lottery.average() == pytest.approx(wanted, abs=1e-8)
    assert lottery.chances.sum() == pytest.approx(1.0, abs=1e-12)
    assert (lottery.chances > 0).all()
    assert len(lottery.chances) <= len(types.sizes) + 1
    assert all(panel.tolist() in counts.tolist() for panel in lottery.panels.T)


@given(questions(), st.integers(0, 99))
def test_no_panel_lies_beyond_the_nearest_point(question: Question, seed: int) -> None:
    types, counts = question.types, counts_of(question)
    if not len(counts):
        return
    wanted = np.random.default_rng(seed).normal(size=len(types.sizes))

    lottery = nearest_lottery(Panels(types), wanted, scale=np.ones(len(wanted)))

    assert lottery is not None
    short = wanted - lottery.average()
    assert float((counts @ short).max()) <= float(lottery.average() @ short) + 1e-7


def test_without_a_panel_there_is_no_lottery() -> None:
    question = Question(make_pool("a w", features=("sex",)), make_quotas("sex w 0 0"), 1)

    assert not all_panels(question)
    assert nearest_lottery(Panels(question.types), np.zeros(1)) is None
