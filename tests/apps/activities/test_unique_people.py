"""Counting people once: the laws of it, and whom a name finds again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.activities.rules.attendance import Line, Person, counted_once, heard, identity
from benkan.kit.splits import AgeBand, Sex, Situation

pytestmark = pytest.mark.fast

lines = st.builds(
    Line,
    token=st.one_of(st.none(), st.sampled_from("abcdef")),
    sex=st.sampled_from(Sex),
    age_band=st.sampled_from(AgeBand),
    situations=st.frozensets(st.sampled_from(Situation)),
)
sheets = st.lists(st.lists(lines, max_size=12), max_size=6)


def all_of(meetings: list[list[Line]]) -> list[Line]:
    return [line for sheet in meetings for line in sheet]


@given(sheets)
def test_people_are_no_more_than_attendances_and_no_fewer_than_the_largest_sheet(
    meetings: list[list[Line]],
) -> None:
    met = counted_once(all_of(meetings))

    assert met.attendances == len(all_of(meetings))
    assert met.people + met.unsure <= met.attendances
    assert met.people >= max((counted_once(sheet).people for sheet in meetings), default=0)
    assert met.people <= sum(counted_once(sheet).people for sheet in meetings)


@given(sheets, st.lists(lines, max_size=12))
def test_a_longer_period_never_has_fewer_people(
    meetings: list[list[Line]], more: list[Line]
) -> None:
    before, after = counted_once(all_of(meetings)), counted_once(all_of([*meetings, more]))

    assert before.people <= after.people <= before.people + counted_once(more).people
    assert before.unsure <= after.unsure


@given(sheets)
def test_a_sheet_of_people_who_are_known_adds_nobody(meetings: list[list[Line]]) -> None:
    known = [line for line in all_of(meetings) if line.token]

    assert counted_once([*all_of(meetings), *known]).people == counted_once(all_of(meetings)).people


@given(sheets)
def test_each_person_has_one_sex_and_one_age_and_no_situation_has_more_than_all(
    meetings: list[list[Line]],
) -> None:
    met = counted_once(all_of(meetings))

    assert sum(met.by_sex_and_age.values()) == met.people
    for of in Situation:
        assert sum(met.by_situation.get((of, sex), 0) for sex in Sex) <= met.people


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Traoré Oumou", "oumou TRAORE"),
        ("Umu Traoré", "Oumou Traore"),
        ("Djénéba Coulibaly", "Jeneba Kulibali"),
        ("Fatoumata Diarra", "Fatumata Jara"),
        ("N’Faly Cissé", "N Fali Sise"),
        ("Ɲeba Kɔne", "Gneba Koné"),
    ],
)
def test_a_name_is_heard_whatever_its_spelling_and_order(one: str, other: str) -> None:
    assert heard(one) == heard(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Awa Traoré", "Awa Diarra"),
        ("Moussa Keïta", "Mamadou Keïta"),
        ("Awa Sidibé", "Hawa Sidibé"),
    ],
)
def test_other_names_are_other_people_though_some_sound_alike(one: str, other: str) -> None:
    is_alike = heard(one) == heard(other)

    assert is_alike == (one == "Awa Sidibé")


def test_without_a_mark_nobody_is_known_again() -> None:
    assert identity(Person("Awa Traoré", Sex.FEMALE)) == ""
    assert identity(Person("Awa Traoré", Sex.FEMALE, mark="1985")) != identity(
        Person("Awa Traoré", Sex.FEMALE, mark="4127")
    )
