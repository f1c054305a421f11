"""The home, the commune and the day: what they show, to whom, and in how many queries."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from benkan.apps.registry.models import Account, Programme
from benkan.apps.registry.queries import code_of
from benkan.kit.actor import Role
from tests.interfaces.web.make import make_lively_programme
from tests.make.activities import make_activity
from tests.make.commitments import make_commitment
from tests.make.registry import (
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)
from tests.make.results import make_publication
from tests.make.voices import make_case

pytestmark = pytest.mark.django_db


def _log_in(client: Client, programme: Programme, role: Role) -> None:
    client.force_login(Account.objects.get(pk=make_actor(programme, role).account))


def test_the_home_shows_the_communes_of_the_programme_and_no_other(client: Client) -> None:
    _, (place,) = make_lively_programme()
    make_place("Elsewhere")

    home = client.get("/p/demo/").context["home"]

    assert [(line.card.id, line.promises) for line in home.communes] == [(place.pk, 2)]


def test_the_home_finds_a_commune_by_a_word_without_accents(client: Client) -> None:
    make_programme("demo")
    place = make_place("Sénou")

    found = client.get("/p/demo/?commune=senou").context["found"]

    assert [card.id for card in found] == [place.pk]


def test_a_region_lists_all_its_communes_and_another_code_none(client: Client) -> None:
    make_programme("demo")
    region = make_place("Ségou", kind="region")
    inside = make_place("Pelengana", above=region)
    outside = make_place("Sénou")

    home = client.get("/p/demo/", {"region": code_of(region.pk)})
    other = client.get("/p/demo/", {"region": code_of(outside.pk)})

    assert [card.id for card in home.context["region"].communes] == [inside.pk]
    assert other.context["region"] is None


def test_the_latest_promises_are_those_answered_and_published(client: Client) -> None:
    programme = make_programme("demo")
    office = make_office(programme, make_place())
    make_commitment(office, state="proposed", is_public=True)
    taken_on = make_commitment(office, state="accepted", is_public=True)
    kept = make_commitment(office, state="kept", is_public=True)
    make_commitment(office, state="declined", is_public=True)
    make_commitment(office, state="accepted")
    make_commitment(office, state="broken")

    home = client.get("/p/demo/").context["home"]

    assert [here.line.id for here in home.promised] == [taken_on.pk]
    assert [here.line.id for here in home.settled] == [kept.pk]
    assert (home.kept.kept, home.kept.due) == (1, 1)


@pytest.mark.parametrize(("communes", "things"), [(1, 2), (3, 14)])
def test_the_home_takes_the_same_queries_for_one_and_for_many(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    communes: int,
    things: int,
) -> None:
    make_lively_programme(communes, things=things)
    client.get("/p/demo/")  # borders are read once and kept

    with django_assert_num_queries(HOME):
        client.get("/p/demo/")


@pytest.mark.parametrize("things", [2, 14])
def test_a_commune_takes_the_same_queries_for_one_and_for_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, things: int
) -> None:
    _, (place,) = make_lively_programme(things=things)
    address = f"/p/demo/communes/{code_of(place.pk)}/"
    client.get(address)  # borders are read once and kept

    with django_assert_num_queries(COMMUNE):
        client.get(address)


@pytest.mark.parametrize("things", [2, 14])
def test_the_day_takes_the_same_queries_for_one_and_for_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, things: int
) -> None:
    programme, _ = make_lively_programme(things=things)
    _log_in(client, programme, Role.PROGRAMME_STAFF)

    with django_assert_num_queries(TODAY):
        client.get("/p/demo/aujourdhui/")


# One for the programme, and what each page says of itself; the day adds session and account, and the
# posts come with the programme.
HOME = 18
COMMUNE = 25
TODAY = 19


def test_a_commune_says_what_the_published_figures_say_and_no_more(client: Client) -> None:
    programme, place = make_programme("demo"), make_place()
    for _ in range(6):
        make_case(programme, place, service="water")
    of, page = str(place.pk), f"/p/demo/communes/{code_of(place.pk)}/"
    before = client.get(page).context["commune"].said
    for period, cells, total in (("2026-T3", [12, None], 15), ("2026-T2", [7, 9], None)):
        shown = {
            "columns": ["water", "health"],
            "rows": [[of, cells, total]],
            "totals": [cells, total],
        }
        make_publication(programme, period=period, shown=shown)

    said = client.get(page).context["commune"].said

    assert (before.shown, before.total) == ((), None)
    assert [(line.service, line.cases) for line in said.shown] == [("water", 19), ("health", 9)]
    assert said.total == 15


def test_the_public_is_told_of_meetings_to_which_everybody_is_invited(client: Client) -> None:
    programme, place = make_programme("demo"), make_place()
    tomorrow = timezone.localdate() + timedelta(days=1)
    make_activity(programme, place, planned_on=tomorrow, title="Rencontre sur l’eau")
    among_women = make_activity(programme, place, planned_on=tomorrow, title="Entre femmes")
    among_women.kind = "consultation"
    among_women.save()

    shown = client.get(f"/p/demo/communes/{code_of(place.pk)}/").context["commune"].meetings

    assert [meeting.title for meeting in shown] == ["Rencontre sur l’eau"]


def test_a_code_of_no_commune_is_not_found(client: Client) -> None:
    make_programme("demo")
    region = make_place("Kayes", kind="region")

    assert client.get("/p/demo/communes/NOWHERE/").status_code == 404
    assert client.get(f"/p/demo/communes/{code_of(region.pk)}/").status_code == 404


def test_the_day_of_somebody_with_nothing_to_do_is_calm(client: Client) -> None:
    programme = make_programme("demo")
    _log_in(client, programme, Role.COORDINATOR)

    assert client.get("/p/demo/aujourdhui/").context["today"].is_calm


def test_the_day_of_an_office_holder_shows_what_awaits_her_and_no_message(client: Client) -> None:
    programme = make_programme("demo")
    place = make_place()
    office = make_office(programme, place)
    make_case(programme, place)
    make_commitment(office, state="proposed", due_on=date(2099, 1, 1))
    make_activity(programme, place, planned_on=date(2026, 1, 1))
    client.force_login(Account.objects.get(pk=make_office_holder(office).account))

    today = client.get("/p/demo/aujourdhui/").context["today"]

    assert [(task.page, task.count) for task in today.tasks] == [("commitments:mine", 1)]
    assert today.to_report == [], "the report is not hers to write"


def test_the_day_is_closed_to_the_neighbour(client: Client) -> None:
    make_programme("demo")
    _log_in(client, make_programme("other"), Role.ADMINISTRATOR)

    assert client.get("/p/demo/aujourdhui/").status_code == 404


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    make_programme("demo")

    answer = client.get("/p/demo/aujourdhui/")

    assert answer.headers["Location"] == "/comptes/connexion/?next=/p/demo/aujourdhui/"
