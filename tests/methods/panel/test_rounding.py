"""Tickets: equal, whole, and near to the chances that they stand for."""

from collections import Counter
from itertools import pairwise

import pytest

from benkan.methods.panel.drawing import draw_panel
from benkan.methods.panel.rounding import together
from tests.methods.panel.making import make_pool, make_quotas

HALVES = make_quotas("sex w 1 1", "sex m 1 1")


def test_the_gap_is_the_largest_difference_between_a_chance_and_its_share_of_the_tickets() -> None:
    pool = make_pool("a w", "b w", "c w", "d m", features=("sex",))

    result = draw_panel(pool, HALVES, seats=2, seed=1)

    held = Counter(id_ for panel in result.tickets for id_ in panel)
    assert sorted(held.values()) == [333, 333, 334, 1000]
    assert result.rounding_gap == pytest.approx(334 / 1000 - 1 / 3, abs=1e-9)


def test_within_a_type_nobody_has_two_tickets_more_than_another() -> None:
    women = [f"w{at} w" for at in range(7)]
    men = [f"m{at} m" for at in range(13)]

    result = draw_panel(
        make_pool(*women, *men, features=("sex",)),
        make_quotas("sex w 2 4", "sex m 3 5"),
        seats=7,
        seed=1,
    )

    held = Counter(id_ for panel in result.tickets for id_ in panel)
    for letter in "wm":
        seats = [count for id_, count in held.items() if id_.startswith(letter)]
        assert max(seats) - min(seats) <= 1


def test_no_ticket_holds_two_of_a_household() -> None:
    pool = make_pool(
        "a w x", "b m x", "c w y", "d m y", "e w z", "f m z", "g w z", "h m", features=("sex",)
    )
    homes = {person.id: person.household or person.id for person in pool.people}

    result = draw_panel(pool, make_quotas("sex w 1 2", "sex m 1 2"), seats=3, seed=1)

    assert all(len({homes[id_] for id_ in panel}) == 3 for panel in result.tickets)


def test_equal_tickets_stand_together_and_the_seed_changes_none_of_them() -> None:
    pool = make_pool("a w", "b w", "c m", "d m", features=("sex",))

    first, second = (draw_panel(pool, HALVES, seats=2, seed=seed) for seed in (1, 2))

    assert first.tickets == second.tickets
    changes = sum(one != other for one, other in pairwise(first.tickets))
    assert changes + 1 == len(set(first.tickets))
    assert together([("b",), ("a",), ("b",)]) == [("b",), ("b",), ("a",)]
