"""The page on the data that are kept: read by who answers for them, written by administrators."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from benkan.apps.messaging.actions import keep_longer
from benkan.apps.messaging.models import KeptLonger
from benkan.apps.registry.models import Account, Programme
from benkan.apps.registry.queries import programme_here
from benkan.apps.registry.rules.retention import TABLE
from benkan.interfaces.web.gather import retention_page
from benkan.kit.actor import Role
from benkan.reactions.retention import every_kind, run_all
from tests.browser.axe import violations_in
from tests.make.messaging import make_contact
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import case_row, make_case, make_confidant

pytestmark = pytest.mark.django_db
PURPOSE = "Plainte portée devant le juge de Kati"


@pytest.fixture
def programme() -> Programme:
    return make_programme("kayes")


def client_of(programme: Programme, role: Role) -> Client:
    client = Client()
    actor = make_actor(programme, role)
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def test_it_shows_each_line_of_the_table_and_what_has_gone(programme: Programme) -> None:
    contact = make_contact(programme)
    now = NOW + timedelta(days=91)
    list(run_all(every_kind(), now=now))

    page = client_of(programme, Role.MONITORING_OFFICER).get("/p/kayes/conservation/")

    assert page.status_code == 200
    html = page.content.decode()
    assert html.count("<h3>") == len(TABLE)
    assert "effacés : 1" in html.replace("\u202f", " ").replace("\u00a0", " ")
    assert '<form method="post" action="/p/kayes/conservation/garder/"' not in html
    assert str(contact) not in html


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_four_queries(
    programme: Programme, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(many):
        make_contact(programme, number=f"7612345{n}")
    list(run_all(every_kind(), now=NOW))
    here = programme_here(programme.pk)
    actor = make_actor(programme, Role.ADMINISTRATOR)

    with django_assert_num_queries(4):
        found = retention_page(here, actor=actor, now=NOW + timedelta(days=84))

    assert found.going == many


def test_an_administrator_keeps_somebody_longer_once(programme: Programme) -> None:
    contact = make_contact(programme)
    case = case_row(make_case(programme, make_place(), contact=contact))
    client = client_of(programme, Role.ADMINISTRATOR)
    until = timezone.localdate() + timedelta(days=200)
    said = {"reference": case.reference.lower(), "purpose": PURPOSE, "until": until.isoformat()}

    answers = [client.post("/p/kayes/conservation/garder/", said) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [(row.contact_id, row.purpose) for row in KeptLonger.objects.all()] == [
        (contact, PURPOSE)
    ]
    assert PURPOSE in client.get("/p/kayes/conservation/").content.decode()


def test_a_message_without_a_number_leads_to_nobody(programme: Programme) -> None:
    case = case_row(make_case(programme, make_place()))
    until = timezone.localdate() + timedelta(days=200)
    said = {"reference": case.reference, "purpose": PURPOSE, "until": until.isoformat()}

    answer = client_of(programme, Role.ADMINISTRATOR).post("/p/kayes/conservation/garder/", said)

    assert answer.status_code == 422
    assert "Aucun message de ce numéro" in answer.content.decode()
    assert KeptLonger.objects.count() == 0


@pytest.mark.parametrize("is_sensitive", [True, False])
def test_why_somebody_is_kept_is_told_to_nobody_who_may_not_know_what_she_said(
    programme: Programme, is_sensitive: bool
) -> None:
    contact = make_contact(programme)
    make_case(programme, contact=contact, is_sensitive=is_sensitive)
    reader = make_actor(programme, Role.ADMINISTRATOR)
    keep_longer(
        contact=contact,
        purpose=PURPOSE,
        until=timezone.localdate() + timedelta(days=200),
        actor=reader,
        moment=timezone.now(),
    )
    client = Client()
    client.force_login(Account.objects.get(pk=reader.account))

    before = client.get("/p/kayes/conservation/").content.decode()
    make_confidant(reader)
    named = client.get("/p/kayes/conservation/").content.decode()

    assert (PURPOSE in before, PURPOSE in named) == (not is_sensitive, True)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ANIMATOR, Role.OFFICE_HOLDER])
def test_who_works_in_one_place_has_no_such_page(programme: Programme, role: Role) -> None:
    assert client_of(programme, role).get("/p/kayes/conservation/").status_code == 404


@pytest.mark.parametrize("role", [Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER])
def test_only_an_administrator_writes(programme: Programme, role: Role) -> None:
    answer = client_of(programme, role).post("/p/kayes/conservation/garder/", {})

    assert answer.status_code == 404


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
def test_everybody_can_read_it(programme: Programme) -> None:
    client = client_of(programme, Role.ADMINISTRATOR)
    empty = client.get("/p/kayes/conservation/").content.decode()
    make_contact(programme)
    list(run_all(every_kind(), now=NOW + timedelta(days=91)))
    # That run let go of the log-in as well.
    client = client_of(programme, Role.ADMINISTRATOR)
    full = client.get("/p/kayes/conservation/").content.decode()

    assert violations_in({"empty": empty, "full": full}) == {}
