"""Panels found by exchange and by integer programming."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.panel.panels import FIRM, GRADUAL, LENIENT, STRICT, Panels
from benkan.methods.panel.types import Floats, Types
from tests.methods.panel.making import Question, all_panels, questions


def counts_of(question: Question) -> Floats:
    """Every panel as counts a type, shape (panels, C)."""
    types = question.types
    kind = {id_: at for at, its in enumerate(types.members) for ids in its for id_ in ids}
    counts = np.zeros((len(all_panels(question)), len(types.sizes)))
    for row, panel in enumerate(all_panels(question)):
        for person in panel:
            counts[row, kind[question.pool.people[person].id]] += 1.0
    return counts


def worths(types: Types, seed: int) -> Floats:
    return np.random.default_rng(seed).normal(size=len(types.sizes))


@given(questions(), st.integers(0, 99))
def test_the_best_panel_is_the_best_of_all(question: Question, seed: int) -> None:
    types, counts = question.types, counts_of(question)
    worth = worths(types, seed)

    best = Panels(types).best(worth)

    if not len(counts):
        assert best is None
    else:
        assert best is not None
        assert abs(float(worth @ best) - float((counts @ worth).max())) < 1e-7


@given(questions(), st.integers(0, 99), st.sampled_from([STRICT, LENIENT, FIRM, GRADUAL]))
def test_exchanges_lead_to_a_panel_that_keeps_the_quotas_or_to_none(
    question: Question, seed: int, fines: tuple[float, ...]
) -> None:
    types, counts = question.types, counts_of(question)
    if not len(counts):
        return
    worth = worths(types, seed)

    climbed = Panels(types).climbed(counts[0], worth, fines)

    if fines == STRICT:
        assert climbed is not None
        assert float(worth @ climbed) >= float(worth @ counts[0]) - 1e-9
    assert climbed is None or climbed.tolist() in counts.tolist()
