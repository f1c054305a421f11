from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.results import rules
from benkan.apps.results.rules import Known, Share

pytestmark = pytest.mark.fast

DAY = date(2026, 11, 3)
START = datetime(2026, 6, 1, tzinfo=UTC)
OUTCOMES = ("accepted", "postponed", "kept", "broken", "declined")


def fact(outcome: str, *, record: int = 1, due: int = 0, hour: int = 0, entry: int = 1) -> Known:
    """A fact due so many days after the day counted."""
    return Known(
        record=UUID(int=record),
        place=UUID(int=0),
        service="water",
        outcome=outcome,
        due_on=DAY + timedelta(days=due),
        moment=START + timedelta(hours=hour),
        entry=UUID(int=entry),
    )


@pytest.mark.parametrize(
    ("outcome", "due", "share"),
    [
        ("kept", 30, Share(1, 1)),
        ("kept", -30, Share(1, 1)),
        ("broken", 30, Share(0, 1)),
        ("broken", -30, Share(0, 1)),
        ("declined", -30, Share(0, 0)),
        ("accepted", 30, Share(0, 0)),
        ("accepted", 0, Share(0, 0)),
        ("accepted", -1, Share(0, 1)),
        ("postponed", 1, Share(0, 0)),
        ("postponed", -1, Share(0, 1)),
    ],
)
def test_a_promise_counts_as_the_definition_says(outcome: str, due: int, share: Share) -> None:
    assert rules.counted(fact(outcome, due=due), DAY) == share


def test_the_latest_fact_of_a_record_holds() -> None:
    facts = [fact("kept", hour=9), fact("accepted", hour=1), fact("postponed", hour=5)]

    assert rules.latest(facts) == {UUID(int=1): facts[0]}


def test_of_one_moment_what_settles_is_later() -> None:
    facts = [fact("broken", entry=1), fact("accepted", entry=2)]

    assert rules.latest(facts)[UUID(int=1)].outcome == "broken"


facts_laid_down = st.lists(
    st.builds(
        fact,
        st.sampled_from(OUTCOMES),
        record=st.integers(1, 4),
        due=st.integers(-3, 3),
        hour=st.integers(0, 5),
        entry=st.integers(1, 500),
    ),
    max_size=20,
    unique_by=lambda known: known.entry,
)


@given(facts_laid_down, st.integers())
def test_the_order_in_which_facts_arrive_changes_nothing(facts: list[Known], seed: int) -> None:
    shuffled = Random(seed).sample(facts, len(facts))

    assert rules.latest(shuffled) == rules.latest(facts)


@given(facts_laid_down)
def test_never_more_are_kept_than_counted(facts: list[Known]) -> None:
    known = rules.latest(facts)

    share = rules.total(rules.counted(last, DAY) for last in known.values())

    assert 0 <= share.numerator <= share.denominator <= len(known)


@given(st.integers(0, 400), st.integers(1, 400))
def test_per_cent_is_rounded_once_a_half_up(part: int, whole: int) -> None:
    found = rules.percent(Share(part, whole))

    assert found is not None
    assert -Fraction(1, 2) < found - Fraction(100 * part, whole) <= Fraction(1, 2)


def test_nothing_has_no_per_cent() -> None:
    assert rules.percent(Share(0, 0)) is None
