from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benkan.apps.registry.models import Account, Place, Programme
from benkan.apps.results import actions, queries
from benkan.apps.results.models import Fact, Indicator
from benkan.kit.actor import Actor, Role
from tests.make.commitments import make_commitment
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme
from tests.make.results import make_fact

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
ADDRESS = "/p/kayes/chiffres/engagements-tenus/"


@pytest.fixture
def programme() -> Programme:
    actions.load_indicators()
    return make_programme("kayes")


def lay_down(programme: Programme, place: Place, *, kept: int, broken: int = 0) -> None:
    for outcome in ["kept"] * kept + ["broken"] * broken:
        make_fact(programme, place, outcome=outcome)


def share(programme: Programme, place: Place | None = None, on: date = TODAY) -> list[int | None]:
    found = queries.share_kept(programme=programme.pk, place=place.pk if place else None, on=on)
    return [found.numerator, found.denominator]


def test_indicators_loaded_twice_are_there_once() -> None:
    first, second = actions.load_indicators(), actions.load_indicators()

    assert (first, second, Indicator.objects.count()) == (14, 0, 14)


def test_the_share_is_two_counts_with_its_definition(programme: Programme) -> None:
    lay_down(programme, make_place(), kept=6, broken=3)

    found = queries.share_kept(programme=programme.pk, place=None, on=TODAY, language="fr")

    assert (found.numerator, found.denominator, found.percent) == (6, 9, 67)
    assert (found.title, found.is_hidden) == ("Engagements tenus", False)


def test_any_past_day_can_be_counted_again(programme: Programme) -> None:
    place = make_place()
    lay_down(programme, place, kept=5)
    make_fact(programme, place, outcome="broken", moment=NOW + timedelta(days=1))

    assert share(programme, on=TODAY) == [5, 5]
    assert share(programme, on=TODAY + timedelta(days=1)) == [5, 6]


def test_a_small_commune_and_the_one_that_would_give_it_away_are_hidden(
    programme: Programme,
) -> None:
    small, middle, large = make_place("Sandaré"), make_place("Nioro"), make_place("Kati")
    lay_down(programme, small, kept=1)
    lay_down(programme, middle, kept=5)
    lay_down(programme, large, kept=7, broken=2)

    assert share(programme) == [13, 15]
    assert share(programme, large) == [7, 9]
    assert share(programme, small) == [None, None]
    assert share(programme, middle) == [None, None]


def test_a_cercle_is_shown_only_where_its_communes_are(programme: Programme) -> None:
    cercle, other = make_place("Kati", kind="cercle"), make_place("Nioro", kind="cercle")
    lay_down(programme, make_place("Baguinéda", above=cercle), kept=6)
    lay_down(programme, make_place("Sandaré", above=other), kept=2)
    lay_down(programme, make_place("Gavinané", above=other), kept=3)

    assert share(programme, cercle) == [6, 6]
    assert share(programme, other) == [None, None]


def test_a_village_counts_in_its_commune(programme: Programme) -> None:
    commune = make_place()
    lay_down(programme, make_place("Dialakoroba", kind="village", above=commune), kept=3)
    lay_down(programme, commune, kept=3)

    assert share(programme, commune) == [6, 6]


def test_a_figure_that_nobody_defined_is_not_shown() -> None:
    programme = make_programme()
    lay_down(programme, make_place(), kept=9)

    assert share(programme) == [None, None]


def test_another_programme_is_not_counted(programme: Programme) -> None:
    lay_down(make_programme(), make_place(), kept=9)

    assert share(programme) == [0, 0]


def test_the_same_journal_entry_is_counted_once(programme: Programme) -> None:
    fact = make_fact(programme, make_place())

    for _ in range(2):
        actions.count_outcome(
            entry=fact.entry,
            programme=programme.pk,
            indicator=fact.indicator,
            record=fact.record,
            place=fact.place_id,
            service=fact.service,
            due_on=fact.due_on,
            outcome="kept",
            moment=NOW,
        )

    assert Fact.objects.count() == 1


@pytest.mark.parametrize("communes", [1, 5])
def test_the_figure_takes_as_many_queries_for_many_communes(
    programme: Programme, communes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(communes):
        lay_down(programme, make_place(), kept=5)

    with django_assert_num_queries(7):
        queries.figure_kept(programme=programme.pk, on=TODAY)


def record_of(programme: Programme, place: Place) -> Fact:
    """A kept commitment with its fact."""
    office = make_office(programme, place, title=f"Chef {Fact.objects.count()}")
    commitment = make_commitment(office, state="kept")
    fact = make_fact(programme, place)
    Fact.objects.filter(pk=fact.pk).update(record=commitment.pk)
    return fact


def open_records(client: Client, actor: Actor) -> list[str] | int:
    client.force_login(Account.objects.get(pk=actor.account))
    page = client.get(ADDRESS + "sources/")
    if page.status_code != 200:
        return page.status_code
    return [source.line.place_name for source in page.context["sources"].lines]


def test_staff_open_the_figure_down_to_its_records(programme: Programme, client: Client) -> None:
    here, there = make_place("Sanankoroba"), make_place("Bougouni")
    record_of(programme, here)
    record_of(programme, there)

    officer = make_actor(programme, Role.MONITORING_OFFICER)
    coordinator = make_actor(programme, Role.COORDINATOR, place=here)

    assert sorted(open_records(client, officer)) == ["Bougouni", "Sanankoroba"]  # type: ignore[arg-type]
    assert open_records(client, coordinator) == ["Sanankoroba"]


@pytest.mark.parametrize("role", [Role.ANIMATOR, Role.OFFICE_HOLDER, Role.ADMINISTRATOR])
def test_others_are_refused_the_records(programme: Programme, client: Client, role: Role) -> None:
    assert open_records(client, make_actor(programme, role, place=make_place())) == 404


def test_the_neighbour_is_refused_the_records(programme: Programme, client: Client) -> None:
    record_of(programme, make_place("Sanankoroba"))
    neighbour = make_actor(programme, Role.COORDINATOR, place=make_place("Bougouni"))

    assert open_records(client, neighbour) == []


@pytest.mark.parametrize("records", [1, 4])
def test_the_records_take_as_many_queries_for_many(
    programme: Programme, records: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(records):
        record_of(programme, make_place())

    with django_assert_num_queries(4):
        queries.records_of(programme=programme.pk, on=TODAY, places=None)
