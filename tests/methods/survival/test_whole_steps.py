"""The curve without numpy gives what the curve with it gives."""

from math import isclose, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.methods.survival.kaplan_meier import kaplan_meier
from benkan.methods.survival.life_table import life_table
from benkan.methods.survival.whole_steps import whole_steps

pytestmark = pytest.mark.fast

cases = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60)


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and (other is None or isnan(other))
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


@given(cases)
def test_it_is_the_method_step_by_step(rows: list[tuple[int, bool]]) -> None:
    times, happened = [time for time, _ in rows], [is_so for _, is_so in rows]

    ours = whole_steps(times, happened)
    oracle = kaplan_meier(life_table(np.array(times, dtype=float), np.array(happened)))

    assert tuple(step.survival for step in ours.steps) == oracle.exact
    assert [step.at_risk for step in ours.steps] == oracle.table.at_risk.tolist()
    assert [step.censored for step in ours.steps] == oracle.table.censored.tolist()
    for at, step in enumerate(ours.steps):
        assert _alike(step.low, float(oracle.low[at]))
        assert _alike(step.high, float(oracle.high[at]))
    assert (ours.median, ours.low, ours.high) == (
        oracle.median.time,
        oracle.median.low,
        oracle.median.high,
    )


def test_nobody_has_no_curve() -> None:
    assert whole_steps([], []).steps == ()
