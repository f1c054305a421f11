from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.activities import rules
from benkan.kit.refusals import Refused
from benkan.kit.splits import AgeBand, Sex, Situation

pytestmark = pytest.mark.fast

TODAY = date(2026, 11, 3)
WOMEN = {(Sex.FEMALE, AgeBand.FROM_25): 4}


def test_unknown_is_a_value_and_counts() -> None:
    counts = {(Sex.UNKNOWN, AgeBand.UNKNOWN): 12}

    rules.check_attendance(counts, {(Situation.DISPLACED, Sex.UNKNOWN): 12})

    assert rules.people_of(counts) == 12


@pytest.mark.parametrize(
    ("headcounts", "situations", "refusal"),
    [
        ({}, {}, rules.NobodyCounted),
        ({(Sex.MALE, AgeBand.FROM_18): 0}, {}, rules.NobodyCounted),
        ({(Sex.MALE, AgeBand.FROM_18): -1}, {}, rules.CountNotPossible),
        ({(Sex.MALE, AgeBand.FROM_18): 100_001}, {}, rules.CountNotPossible),
        (WOMEN, {(Situation.DISABILITY, Sex.FEMALE): 5}, rules.MoreThanWereThere),
        (WOMEN, {(Situation.DISABILITY, Sex.MALE): 1}, rules.MoreThanWereThere),
    ],
)
def test_counts_that_cannot_be_are_refused(
    headcounts: rules.Headcounts, situations: rules.Situations, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        rules.check_attendance(headcounts, situations)


cells = st.tuples(st.sampled_from(Sex), st.sampled_from(AgeBand))
counts_of_people = st.dictionaries(cells, st.integers(0, 300))


@given(counts_of_people)
def test_the_sexes_add_up_to_everybody(counts: rules.Headcounts) -> None:
    assert sum(rules.people_of(counts, sex) for sex in Sex) == rules.people_of(counts)


@given(counts_of_people, st.sampled_from(Sex), st.integers(0, 300))
def test_a_situation_never_exceeds_the_people_of_that_sex(
    counts: rules.Headcounts, sex: Sex, people: int
) -> None:
    try:
        rules.check_attendance(counts, {(Situation.DISABILITY, sex): people})
    except Refused:
        return

    assert people <= rules.people_of(counts, sex)


def test_a_meeting_to_come_cannot_be_reported() -> None:
    rules.check_begun(TODAY, TODAY)

    with pytest.raises(rules.NotHeldYet):
        rules.check_begun(date(2026, 11, 4), TODAY)


def test_an_agreed_action_is_written_and_for_a_day_to_come() -> None:
    with pytest.raises(rules.ActionMissing):
        rules.check_agreed(" ", due_on=date(2026, 12, 1), today=TODAY)
    with pytest.raises(rules.DueDayHasPassed):
        rules.check_agreed("Réparer la pompe", due_on=TODAY, today=TODAY)
    with pytest.raises(rules.DueDayTooFar):
        rules.check_agreed("Réparer la pompe", due_on=date.max, today=TODAY)
