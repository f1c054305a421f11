from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.results.rules.waiting import HIDDEN, Wait, hiding, waits_of, waits_of_json
from benkan.methods.survival.kaplan_meier import kaplan_meier
from benkan.methods.survival.life_table import life_table

pytestmark = pytest.mark.fast

ON = date(2026, 11, 3)


def wait(days_ago: int, outcome: str, after: int | None = None) -> Wait:
    began = ON - timedelta(days=days_ago)
    return Wait(began, outcome, None if after is None else began + timedelta(days=after))


waits = st.builds(
    lambda ago, outcome, after: wait(
        ago, outcome, min(after, ago) if outcome != "accepted" else None
    ),
    st.integers(0, 300),
    st.sampled_from(["accepted", "kept", "broken"]),
    st.integers(0, 300),
)


@given(st.lists(waits, min_size=1, max_size=40))
def test_it_is_kaplan_meier_with_broken_promises_among_those_who_wait(own: list[Wait]) -> None:
    weeks = []
    for one in own:
        until = one.settled_on if one.outcome == "kept" else ON
        assert until is not None
        weeks.append(float(np.ceil((until - one.began_on).days / 7)))
    kept = np.array([one.outcome == "kept" for one in own])
    oracle = kaplan_meier(life_table(np.array(weeks), kept))

    found = waits_of({"Kati": own}, on=ON)

    assert found.whole.median == oracle.median.time
    assert [point.week for point in found.curve] == oracle.table.times.tolist()
    assert [point.left for point in found.curve] == [round(s * 1000) for s in oracle.exact or ()]


def test_a_broken_promise_does_not_make_an_office_look_fast() -> None:
    quick = [wait(100, "kept", 14)] * 3
    broken = [wait(100, "broken", 30)] * 4

    assert waits_of({"Kati": quick}, on=ON).whole.median == 2
    assert waits_of({"Kati": [*quick, *broken]}, on=ON).whole.median is None


def test_times_come_back_as_they_were_kept_and_hidden_ones_do_not() -> None:
    told = waits_of({"Kati": [wait(60, "kept", 20)], "Dio": [wait(9, "accepted")]}, on=ON)

    shown = hiding(told, {"Dio"}, total="")

    assert waits_of_json(told.as_json()) == told
    assert shown.of("Dio") == HIDDEN
    assert shown.whole == told.whole
    assert hiding(told, {""}, total="").curve == ()
