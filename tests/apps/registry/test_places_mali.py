"""Mali as it is shipped, loaded whole."""

import gzip
from collections import Counter

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries as Queries

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions import LoadReport, load_country
from benkan.apps.registry.actions.pack_files import shipped
from benkan.apps.registry.models import (
    DataPack,
    Facility,
    Language,
    Law,
    PhonePrefix,
    Place,
    PlaceAncestor,
    PlaceCode,
    PlaceName,
    PlaceParent,
    PlaceShape,
    PlaceSuccession,
)
from tests.apps.registry.guesses import GUESSES
from tests.make.mali import LOADED, whole_mali

__all__ = ["whole_mali"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("whole_mali"),
]


def test_everything_in_the_files_is_there(whole_mali: LoadReport) -> None:
    expected = {
        "divisions": 763,
        "regions_2023": 20,
        "villages": 18_769,
        "health_facilities": 1_478,
        "schools": 13_619,
        "languages": 14,
        "phone_prefixes": 27,
        "laws": 59,
        "rights": 13,
        "borders": 760,
    }

    assert whole_mali.counts == expected
    assert DataPack.objects.get(name="mali").counts == expected
    kinds = Counter(Place.objects.values_list("kind", flat=True))
    assert kinds == {"country": 1, "region": 27, "cercle": 50, "commune": 703, "village": 18_769}
    sectors = Counter(Facility.objects.values_list("sector", flat=True))
    assert sectors == {"health": 1_478, "education": 13_619}
    assert (Language.objects.count(), Law.objects.count(), PhonePrefix.objects.count()) == (
        14,
        59,
        27,
    )


def test_a_second_loading_changes_nothing() -> None:
    before = _everything()

    quick = load_country("mali", shipped("mali"), moment=LOADED)
    thorough = load_country("mali", shipped("mali"), moment=LOADED, again=True)

    assert (quick.added, quick.changed, quick.removed) == (0, 0, 0)
    assert (thorough.added, thorough.changed, thorough.removed) == (0, 0, 0)
    assert _everything() == before


def _everything() -> dict[str, set[object]]:
    tables = (Place, PlaceCode, PlaceName, PlaceParent, PlaceAncestor, PlaceShape)
    more = (PlaceSuccession, Facility, Language, Law, PhonePrefix)
    return {
        table.__name__: set(table._default_manager.values_list("pk", flat=True))
        for table in (*tables, *more)
    }


def test_a_commune_under_a_wrong_cercle_is_put_right_and_says_so() -> None:
    kassa = registry.place_by_code("ML050209")
    assert kassa is not None

    card = registry.place_card(kassa)

    assert (card.name, card.cercle, card.region) == ("Kassa", "Koro", "Mopti")
    assert card.flags == ("parent_corrected:ML0502", "population_weak")
    corrected = [
        flags
        for flags in Place.objects.filter(kind="commune").values_list("flags", flat=True)
        if any(flag.startswith("parent_corrected:") for flag in flags)
    ]
    assert len(corrected) == 8


def test_the_two_communes_without_border_say_so() -> None:
    codes = ["ML0704X1", "ML0802X1"]

    found = {code: registry.place_by_code(code) for code in codes}

    cards = registry.place_cards([place for place in found.values() if place])
    assert sorted(card.name for card in cards.values()) == ["Alata", "Intadjedite"]
    for card in cards.values():
        assert set(card.flags) == {"provisional_code", "no_border", "population_weak"}
    bordered = PlaceShape.objects.filter(place__kind="commune").count()
    assert bordered == 701


def test_every_commune_has_a_line_of_four_and_every_village_of_five() -> None:
    depths = PlaceAncestor.objects.filter(place__kind__in=("commune", "village"))

    lengths = depths.values("place", "place__kind").annotate(length=Count("id"))

    assert {(row["place__kind"], row["length"]) for row in lengths} == {
        ("commune", 4),
        ("village", 5),
    }


def test_names_do_not_stand_for_places() -> None:
    communes = registry.find_places("Niamana")

    assert [(c.name, c.cercle) for c in communes[:2]] == [("Niamana", "Nara"), ("Niamana", "San")]
    names = Counter(Place.objects.filter(kind="commune").values_list("name", flat=True))
    assert sum(1 for count in names.values() if count > 1) == 14


def test_a_region_of_2023_is_a_parent_that_skips_the_cercle_and_is_not_official() -> None:
    nioro = registry.place_by_code("nioro", scheme="region_2023")

    below = PlaceParent.objects.filter(parent=nioro, edition="2023", hierarchy="state")

    assert {row.place.kind for row in below.select_related("place")} == {"commune"}
    assert {row.status for row in below} == {"estimated"}
    assert below.count() == 31
    assert len(registry.regions(edition="2023")) == 20
    assert len(registry.regions()) == 9


def test_kidal_and_bamako_went_through_the_reform_unchanged() -> None:
    changed = PlaceSuccession.objects.values_list("successor__name", flat=True)

    assert registry.place_by_code("kidal", scheme="region_2023") == registry.place_by_code("ML08")
    assert registry.place_by_code("bamako", scheme="region_2023") == registry.place_by_code("ML09")
    assert {"Kidal", "District de Bamako"}.isdisjoint(changed)
    assert set(PlaceSuccession.objects.values_list("status", flat=True)) == {"estimated"}


def test_known_errors_of_facilities_stay_visible() -> None:
    flagged = Counter(
        flag.partition(":")[0]
        for flags in Facility.objects.exclude(flags=[]).values_list("flags", flat=True)
        for flag in flags
    )

    assert flagged == {
        "commune_by_similar_name": 838,
        "point_in_other_commune": 216,
        "point_in_other_cercle": 150,
        "point_in_other_region": 57,
        "no_coordinates": 30,
        "outside_country_km": 28,
        "shared_point": 10,
        "likely_double_of": 7,
        "no_code": 4,
        "rounded_point": 2,
    }


def test_populations_say_that_they_are_estimates() -> None:
    statuses = Counter(
        Place.objects.filter(kind="commune").values_list("population_status", flat=True)
    )

    assert statuses == {"estimate": 579, "weak_estimate": 124}


@pytest.mark.parametrize(
    ("typed", "name", "cercle"),
    [
        ("sanankoroba", "Sanankoroba", "Kati"),
        ("SANANKOROBA", "Sanankoroba", "Kati"),
        ("Sanankɔrɔba", "Sanankoroba", "Kati"),
        ("sanank", "Sanankoroba", "Kati"),
        ("snankoroba", "Sanankoroba", "Kati"),
        ("kalabancoro", "Kalabankoro", "Kati"),
        ("kalaban coro", "Kalabankoro", "Kati"),
        ("segu", "Ségou", "Ségou"),
        ("Buguni", "Bougouni", "Bougouni"),
        ("jenne", "Djenné", "Djenné"),
        ("tombouctu", "Tombouctou", "Tombouctou"),
        ("niamana san", "Niamana", "San"),
        ("commune de Niamana, cercle de Nara", "Niamana", "Nara"),
        ("commune 4", "Commune IV", "Bamako"),
        ("Commune IV", "Commune IV", "Bamako"),
        ("wolosebugu", "Ouélessébougou", "Kati"),
        ("koulikouro", "Koulikoro", "Koulikoro"),
    ],
)
def test_a_commune_is_found_as_people_write_it(typed: str, name: str, cercle: str) -> None:
    found = registry.find_places(typed)

    assert (found[0].name, found[0].cercle) == (name, cercle)


def test_a_cercle_typed_for_a_commune_lists_its_communes_the_largest_first() -> None:
    found = registry.find_places("Bamako")

    assert [place.name for place in found] == [
        "Commune VI",
        "Commune V",
        "Commune I",
        "Commune IV",
        "Commune II",
        "Commune III",
    ]


def test_communes_come_before_villages_of_the_same_name() -> None:
    found = registry.find_places("Markala", kinds=("commune", "village"))

    assert [place.kind for place in found[:2]] == ["commune", "village"]


def test_search_keeps_to_a_place_when_asked() -> None:
    san = registry.place_by_code("ML0404")

    found = registry.find_places("niamana", within=san)

    assert [(place.name, place.cercle) for place in found] == [("Niamana", "San")]


@pytest.mark.parametrize(
    ("typed", "name", "commune"),
    [
        ("cscom kalabancoro", "Kalabancoro", "Kalabankoro"),
        ("CSCom de Sanankɔrɔba", "Sanankoroba", "Sanankoroba"),
        ("csref kati", "Kati", "Kati"),
        ("hopital gabriel toure", "Chu Gabriel Toure Hopital", "Commune II"),
    ],
)
def test_a_facility_is_found_by_its_kind_and_name(typed: str, name: str, commune: str) -> None:
    found = registry.find_facilities(typed, commune=None)

    assert (found[0].name, found[0].commune_name) == (name, commune)


def test_the_facilities_of_a_commune_are_found_without_a_name() -> None:
    sanankoroba = registry.find_places("sanankoroba")[0].id

    found = registry.find_facilities("cscom", commune=sanankoroba)

    health = registry.facilities_in(sanankoroba, sector="health")
    assert {facility.id for facility in found} == {facility.id for facility in health}


def test_a_message_is_placed_or_left_alone() -> None:
    labelled = {text: (place, facility) for text, place, facility in GUESSES}

    guessed = {text: registry.guess_place(text) for text in labelled}

    assert len(labelled) == len(GUESSES)
    assert {text: _as_labelled(guess) for text, guess in guessed.items()} == labelled


def _as_labelled(guessed: registry.PlaceGuess | None) -> tuple[str, str]:
    if guessed is None:
        return ("", "")
    card = guessed.card
    facility = registry.facility_card(guessed.facility).name if guessed.facility else ""
    return (f"{card.kind} {card.name}/{card.commune or card.cercle}", facility)


def test_namesakes_come_with_the_guess() -> None:
    guessed = registry.guess_place("Bonjour, à Niamana il n'y a pas d'eau")

    assert guessed is not None
    assert [(card.name, card.cercle) for card in guessed.others] == [("Niamana", "San")]


def test_a_search_is_one_query_once_warm(django_assert_num_queries: Queries) -> None:
    registry.find_places("warm")

    with django_assert_num_queries(1):
        registry.find_places("sanan", kinds=("commune", "village"))
    with django_assert_num_queries(1):
        registry.find_facilities("cscom kati", commune=None)
    with django_assert_num_queries(3):
        registry.guess_place("la pompe de sanankoroba")


def test_cards_take_as_many_queries_for_one_place_as_for_many(
    django_assert_num_queries: Queries,
) -> None:
    country = registry.place_by_code("ML")
    kita = registry.place_by_code("ML0105")
    assert country is not None
    assert kita is not None

    with django_assert_num_queries(2):
        registry.place_card(kita)
    with django_assert_num_queries(2):
        assert len(registry.communes_of(country)) == 703
    with django_assert_num_queries(2):
        assert len(registry.communes_of(kita)) == 33
    with django_assert_num_queries(2):
        registry.regions()


def test_places_are_found_while_typing(client: Client) -> None:
    answer = client.get(reverse("places:search"), {"q": "niaman"})

    places = answer.json()["places"]
    assert [(place["name"], place["where"]) for place in places[:2]] == [
        ("Niamana", "Nara, Koulikoro"),
        ("Niamana", "San, Ségou"),
    ]
    assert len(client.get(reverse("places:search"), {"q": "ko"}).json()["places"]) == 10
    assert client.get(reverse("places:search"), {"q": "k"}).json() == {"places": []}


def _weight(drawn: str) -> int:
    return len(gzip.compress(drawn.encode()))


def test_maps_are_light_enough_for_a_slow_network() -> None:
    communes = [registry.find_places(name)[0].id for name in ("sanankoroba", "salam", "commune 4")]
    communes.append(registry.find_places("madina, kita")[0].id)

    assert _weight(registry.country_map(address=lambda card: f"/p/x/regions/{card.code}/")) < 6_000
    assert _weight(registry.country_map(edition="2023")) < 6_000
    assert max(_weight(registry.commune_map(commune)) for commune in communes) < 4_000


def test_a_map_is_drawn_for_the_country_a_region_and_a_commune() -> None:
    sikasso = registry.place_by_code("ML03")
    assert sikasso is not None
    shades = {region.id: registry.Shade(2, "3 of 4") for region in registry.regions()[:1]}

    country = registry.country_map(values=shades)
    region = registry.region_map(sikasso)

    assert country.count("<path") == 9
    assert (country.count("map-level-2"), country.count('"map-hidden"')) == (1, 8)
    assert region.count("<path") == len(registry.communes_of(sikasso))


def test_a_commune_without_border_has_no_map() -> None:
    alata = registry.place_by_code("ML0704X1")
    assert alata is not None

    assert registry.commune_map(alata) == ""


def test_a_map_takes_as_many_queries_for_a_large_commune_as_for_a_small_one(
    django_assert_num_queries: Queries,
) -> None:
    registry.country_map()

    for name in ("salam", "commune 2"):
        commune = registry.find_places(name)[0].id
        with django_assert_num_queries(6):
            registry.commune_map(commune)
    with django_assert_num_queries(3):
        registry.country_map()
