"""The examples of docs/methods/panel.md, and pools where divided people could do what panels cannot."""

from collections import Counter
from fractions import Fraction

import pytest

from benkan.methods.panel.drawing import PanelDraw, draw_panel
from benkan.methods.refusals import Refused
from tests.methods.panel.making import make_pool, make_quotas

SEVEN = make_pool(
    "a woman young",
    "b woman old",
    "c woman old",
    "d woman young",
    "e man old",
    "f man old",
    "g man young",
)
EXACTLY_ONE = make_quotas("f 1 1 1", "f 0 1 1", "g 1 1 1", "g 0 1 1", "h 1 1 1", "h 0 1 1")
DIVIDED = ("a 1 1 1", "b 1 0 0", "c 0 1 0", "d 0 0 1")


def seven(rule: str = "leximin") -> PanelDraw:
    quotas = make_quotas("sex woman 2 2", "sex man 2 2", "age young 0 1", "age old 0 4")
    return draw_panel(SEVEN, quotas, seats=4, seed=20261125, rule=rule)


def test_the_chances_of_the_worked_example() -> None:
    result = seven()

    third, two_thirds, five_sixths = (float(Fraction(n, 6)) for n in (2, 4, 5))
    assert result.chances == pytest.approx(
        {
            "a": third,
            "b": two_thirds,
            "c": two_thirds,
            "d": third,
            "e": five_sixths,
            "f": five_sixths,
            "g": third,
        },
        abs=1e-12,
    )
    assert result.fair.by_relaxation


def test_the_tickets_of_the_worked_example() -> None:
    held = Counter(id_ for panel in seven().tickets for id_ in panel)

    assert sorted(held[id_] for id_ in "adg") == [333, 333, 334]
    assert seven().ticket == 526


def test_divided_people_can_keep_quotas_that_no_panel_keeps() -> None:
    pool = make_pool(*DIVIDED, features=("f", "g", "h"))

    with pytest.raises(Refused) as refused:
        draw_panel(pool, EXACTLY_ONE, seats=2, seed=1)

    assert refused.value.code == "quotas_clash"


@pytest.mark.parametrize("rule", ["leximin", "maximin", "nash"])
def test_who_is_on_no_panel_has_no_chance_though_divided_people_would(rule: str) -> None:
    pool = make_pool(*DIVIDED, "e 0 0 0", features=("f", "g", "h"))

    result = draw_panel(pool, EXACTLY_ONE, seats=2, seed=1, rule=rule)

    assert result.chances == pytest.approx({"a": 1, "b": 0, "c": 0, "d": 0, "e": 1}, abs=1e-9)
    assert not result.fair.by_relaxation
