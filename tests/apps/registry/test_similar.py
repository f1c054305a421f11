"""Which communes a commune is compared with."""

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.registry.rules.similar import (
    HOW_MANY,
    MOST_TIMES,
    CommuneLike,
    kind_of,
    per_ten_thousand,
    similar,
)


def _commune(
    number: int, population: int | None, *, region: str = "Kayes", kind: str = "other"
) -> CommuneLike:
    return CommuneLike(UUID(int=number), f"ML{number:04}", region, kind, population)


HERE = _commune(1, 10_000)


@pytest.mark.parametrize(
    ("others", "at_work", "found"),
    [
        ([], [], []),
        ([HERE], [], []),
        ([_commune(2, None)], [], []),
        (
            [_commune(2, 20_000), _commune(3, 20_001), _commune(4, 5_000), _commune(5, 4_999)],
            [],
            [2, 4],
        ),
        ([_commune(2, 10_000, kind="seat"), _commune(3, 12_000)], [], [3]),
        ([_commune(2, 10_000, region="Gao"), _commune(3, 15_000)], [], [3, 2]),
        ([_commune(2, 10_000, region="Gao"), _commune(3, 15_000)], [2], [2, 3]),
        ([_commune(5, 11_000), _commune(4, 11_000), _commune(3, 10_500)], [], [3, 4, 5]),
        ([_commune(number, 10_000 + number) for number in range(2, 9)], [], [2, 3, 4, 5]),
    ],
)
def test_the_likest_come_first(
    others: list[CommuneLike], at_work: list[int], found: list[int]
) -> None:
    chosen = similar(HERE, others, at_work=frozenset(UUID(int=one) for one in at_work))

    assert chosen == [UUID(int=one) for one in found]


@given(
    st.lists(
        st.builds(
            _commune,
            st.integers(2, 400),
            st.none() | st.integers(0, 90_000),
            region=st.sampled_from(["Kayes", "Gao"]),
            kind=st.sampled_from(["seat", "other"]),
        ),
        unique_by=lambda one: one.id,
    )
)
def test_nothing_unlike_is_compared_and_the_order_of_the_list_does_not_matter(
    others: list[CommuneLike],
) -> None:
    by_id = {one.id: one for one in others}

    found = similar(HERE, others, at_work=frozenset())

    assert found == similar(HERE, reversed(others), at_work=frozenset())
    assert len(found) <= HOW_MANY
    for one in (by_id[id_] for id_ in found):
        assert one.kind == HERE.kind
        assert 10_000 <= (one.population or 0) * MOST_TIMES <= 10_000 * MOST_TIMES * MOST_TIMES


def test_a_seat_and_a_quarter_of_the_district_are_kinds_of_their_own() -> None:
    kinds = [kind_of(name="Kayes", cercle="Kayes"), kind_of(name="Commune I", cercle="Bamako")]

    assert [*kinds, kind_of(name="Pelengana", cercle="Ségou")] == ["seat", "district", "other"]


def test_a_rate_is_exact_and_unknown_where_the_people_are() -> None:
    assert (per_ten_thousand(3, 37_300), per_ten_thousand(3, None)) == (Fraction(300, 373), None)
