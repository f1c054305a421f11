"""Search keeps places and facilities small, and gives each back as it was given."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.registry.rules.facility_rows import Facilities, FacilityEntry
from benkan.apps.registry.rules.place_rows import PlaceEntry, Places

ids = st.integers(0, 5).map(lambda number: UUID(int=number << 120 | number))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
places = st.builds(
    PlaceEntry,
    id=ids,
    kind=st.sampled_from(["commune", "village"]),
    name=words,
    commune=words,
    cercle=words,
    region=words,
    line=st.lists(ids, max_size=4).map(tuple),
    weight=st.integers(0, 30_000_000),
    others=st.lists(words, max_size=2).map(tuple),
)
facilities = st.builds(
    FacilityEntry,
    id=ids,
    sector=words,
    kind=words,
    name=words,
    locality=words,
    commune=st.none() | ids,
    commune_name=words,
    cercle=words,
)


@given(st.lists(places, max_size=6))
def test_every_place_is_as_it_was_given_and_lies_in_its_line(given: list[PlaceEntry]) -> None:
    kept = Places(iter(given))

    assert [kept[number] for number in range(len(kept))] == given
    for number, one in enumerate(given):
        assert kept.line(number) == tuple(kept.key_of(above) for above in one.line)


@given(st.lists(facilities, max_size=6))
def test_every_facility_is_as_it_was_given(given: list[FacilityEntry]) -> None:
    kept = Facilities(iter(given))

    assert [kept[number] for number in range(len(kept))] == given
