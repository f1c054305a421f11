"""People of a type, and households of a make-up."""

from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from benkan.methods.panel.drawing import draw_panel
from benkan.methods.panel.pool import Person, Pool
from benkan.methods.panel.types import types_of
from tests.methods.panel.making import Question, all_panels, make_pool, make_quotas, questions

QUOTAS = make_quotas("sex w 0 9", "sex m 0 9", "age old 0 9", "age new 0 9")


def test_people_with_equal_values_are_one_type() -> None:
    types = types_of(make_pool("a w old", "b w old", "c m old"), QUOTAS, 2)

    assert types.sizes.tolist() == [1.0, 2.0]
    assert sorted(id_ for ids in types.members[1] for id_ in ids) == ["a", "b"]


def test_a_shared_household_is_a_row_of_its_own() -> None:
    pool = make_pool("a w old x", "b m old x", "c w old y", "d m old y", "e w old z", "f w old")

    types = types_of(pool, QUOTAS, 3)

    # Women and men who live together, and women who live alone: z holds one person, so it is none.
    assert sorted(types.sizes.tolist()) == [2.0, 2.0, 2.0]
    assert types.most[len(types.names) :].tolist() == [2.0, 3.0]
    assert types.shares_homes().tolist().count(True) == 2


def test_two_of_a_type_in_one_household_leave_room_for_one() -> None:
    pool = make_pool("a w old x", "b w old x", "c w old")

    result = draw_panel(pool, QUOTAS, seats=2, seed=1)

    assert result.chances == pytest.approx({"a": 0.5, "b": 0.5, "c": 1.0}, abs=1e-9)


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_people_features_and_quotas_changes_nothing(
    question: Question, lots: Random
) -> None:
    assume(all_panels(question))
    people, quotas = list(question.pool.people), list(question.quotas)
    lots.shuffle(people)
    lots.shuffle(quotas)

    first = draw_panel(question.pool, question.quotas, seats=question.seats, seed=3)
    second = draw_panel(
        Pool(question.pool.features, tuple(people)), quotas, seats=question.seats, seed=3
    )

    assert first.chances == second.chances
    assert first.tickets == second.tickets


# A quota that binds without a price: inside the bounds its end is known to a square root only.
PRICELESS = Question(
    Pool(
        ("f0", "f1"),
        tuple(
            Person(f"p{at}", (first, second), household)
            for at, (first, second, household) in enumerate(
                [
                    ("v0", "v0", None),
                    ("v1", "v1", None),
                    ("v1", "v0", None),
                    ("v1", "v0", "a"),
                    ("v0", "v0", None),
                    ("v0", "v0", None),
                    ("v0", "v0", None),
                    ("v0", "v0", "a"),
                    ("v0", "v0", "b"),
                    ("v0", "v1", "b"),
                ]
            )
        ),
    ),
    make_quotas("f0 v0 3 3", "f0 v1 1 1", "f1 v0 3 3", "f1 v1 1 1"),
    4,
)


@pytest.mark.parametrize("rule", ["leximin", "maximin", "nash"])
@given(question=questions())
@example(question=PRICELESS)
def test_other_names_change_no_chance(rule: str, question: Question) -> None:
    assume(all_panels(question))

    renamed = renamed_question(question)
    first = draw_panel(question.pool, question.quotas, seats=question.seats, seed=3, rule=rule)
    second = draw_panel(renamed.pool, renamed.quotas, seats=question.seats, seed=3, rule=rule)

    assert list(second.chances.values()) == pytest.approx(list(first.chances.values()), abs=1e-9)


def renamed_question(question: Question) -> Question:
    """Ids, values and features backwards, so that every order by text is another."""
    turn = {"v0": "z", "v1": "y", "v2": "x"}
    people = tuple(
        type(person)(f"{9 - at}q", tuple(turn[v] for v in person.values), person.household)
        for at, person in enumerate(question.pool.people)
    )
    features = tuple(f"g{9 - int(name[1:])}" for name in question.pool.features)
    names = dict(zip(question.pool.features, features, strict=True))
    quotas = tuple(
        type(quota)(names[quota.feature], turn[quota.value], quota.least, quota.most)
        for quota in question.quotas
    )
    return Question(Pool(features, people), quotas, question.seats)
