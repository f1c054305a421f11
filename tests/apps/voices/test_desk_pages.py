"""The triage desk in the browser: what works, and who is told that there is nothing here."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benkan.apps.activities.actions import plan_activity
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.messaging.queries.keys import words_of
from benkan.apps.messaging.rules.contracts import HttpContract
from benkan.apps.registry.models import Account, Place, Programme
from benkan.apps.voices.actions import open_issue
from benkan.apps.voices.models import Case, Issue
from benkan.kit.actor import Actor, Role
from tests.make.messaging import make_contact, make_gateway
from tests.make.registry import (
    NOW,
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)
from tests.make.voices import case_row, make_case, make_confidant

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Programme:
    return make_programme("demo")


def _as(actor: Actor) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(pk=actor.account),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def _desk(programme: Programme, place: Place | None = None) -> Client:
    return _as(make_actor(programme, Role.COORDINATOR, place=place))


def test_a_stranger_is_sent_to_log_in(client: Client, demo: Programme) -> None:
    answer = client.get("/p/demo/messages/")

    assert answer.status_code == 302


def test_the_neighbour_is_told_that_there_is_nothing_here(demo: Programme) -> None:
    here, there = make_place("Kati"), make_place("Dio-Gare")
    case = make_case(demo, here)
    other = make_programme()
    addresses = [f"/p/demo/messages/{case}/", f"/p/demo/messages/{case}/enregistrement/"]
    writes = ["lieu", "service", "delicat", "suite", "cloture", "reponse", "ecarter"]
    filled = {"place": here.pk, "service": "roads", "answer": "Oui", "reason": "Non"}

    seen = [
        [client.get(address).status_code for address in addresses]
        + [client.post(f"/p/demo/messages/{case}/{w}/", filled).status_code for w in writes]
        for client in (
            _desk(demo, there),
            _as(make_actor(other, Role.ADMINISTRATOR)),
            _as(make_office_holder(make_office(demo, here))),
        )
    ]

    assert seen == [[404] * 9] * 3
    assert case_row(case).state == "new"


def test_a_case_is_sorted_and_answered(demo: Programme) -> None:
    place = make_place("Sanankoroba")
    case = make_case(demo, place)
    client = _desk(demo)

    client.post(f"/p/demo/messages/{case}/service/", {"service": "health"})
    client.post(f"/p/demo/messages/{case}/suite/")
    client.post(f"/p/demo/messages/{case}/reponse/", {"answer": "Le stock est arrivé."})

    row = case_row(case)
    assert (row.service, row.state) == ("health", "answered")
    assert "Le stock est arrivé." in client.get(f"/p/demo/messages/{case}/").content.decode()


def test_what_an_answer_costs_is_counted_without_a_script_and_nothing_is_sent(
    demo: Programme,
) -> None:
    case = make_case(demo, make_place(), contact=make_contact(demo), channel="animator")
    way = HttpContract(send_url="http://127.0.0.1:9/send")
    make_gateway(demo, contract=way, price=15)
    words = {"answer": "Bientôt. " * 10, "spelling": "economical", "count": "1"}

    page = _desk(demo).post(f"/p/demo/messages/{case}/reponse/", words).content.decode()

    assert ("2 SMS · 30 FCFA" in page, "1 SMS · 15 FCFA" in page) == (True, True)
    assert "Bientôt. Bientôt." in page
    assert (case_row(case).state, OutboundMessage.objects.count()) == ("new", 0)


def test_an_answer_to_a_sensitive_message_warns_who_reads_an_sms_and_begins_discreetly(
    demo: Programme,
) -> None:
    reader = make_actor(demo, Role.COORDINATOR)
    make_confidant(reader)
    told = make_contact(demo)
    cases = [
        make_case(demo, make_place(), channel="animator", contact=contact, is_sensitive=sensitive)
        for contact, sensitive in ((told, True), (None, True), (told, False))
    ]

    pages = [_as(reader).get(f"/p/demo/messages/{case}/") for case in cases]

    warning = "la personne qui tient le téléphone peut les lire"
    begins = "Nous avons lu votre message et nous nous en occupons."
    assert [warning in page.content.decode() for page in pages] == [True, False, False]
    words = [page.context["answer_form"]["answer"].value() for page in pages]
    assert [word.startswith(begins) for word in words] == [True, False, False]


def test_what_is_said_when_it_is_set_aside_goes_out_in_the_spelling_that_was_chosen(
    demo: Programme,
) -> None:
    case = make_case(demo, make_place(), contact=make_contact(demo), channel="animator")
    make_gateway(demo, contract=HttpContract(send_url="http://127.0.0.1:9/send"), price=15)
    desk, page = _desk(demo), f"/p/demo/messages/{case}/ecarter/"
    words = {"why": "not_ours", "reason": "Voyez bientôt la mairie.", "spelling": "economical"}

    counted = desk.post(page, {**words, "count": "1"})
    costs = counted.context["aside_cost"].costs
    before = OutboundMessage.objects.count()
    desk.post(page, words)

    sent = OutboundMessage.objects.get()
    text = words_of(sent.contact, sent.sealed_text, sent.pk)
    assert (before, costs.saves, text == costs.economical_text) == (0, True, True)
    assert text.endswith("Voyez bientot la mairie.")


def test_a_case_without_words_for_the_citizen_is_not_set_aside(demo: Programme) -> None:
    case = make_case(demo, make_place())
    client = _desk(demo)

    answer = client.post(f"/p/demo/messages/{case}/ecarter/", {"reason": ""})

    assert answer.status_code == 422
    assert case_row(case).state == "new"


def test_a_place_is_found_by_typing_and_set(demo: Programme) -> None:
    place = make_place("Sanankoroba")
    case = make_case(demo)
    client = _desk(demo)

    found = client.get(f"/p/demo/messages/{case}/", {"q": "sanankorob"}).context["places"]
    client.post(f"/p/demo/messages/{case}/lieu/", {"place": str(found[0].id)})

    assert case_row(case).place_id == place.pk
    assert case_row(case).place_status == "confirmed"


def test_who_sorts_a_case_to_security_goes_back_to_the_list(demo: Programme) -> None:
    place = make_place()
    case = make_case(demo, place)

    answer = _desk(demo, place).post(f"/p/demo/messages/{case}/service/", {"service": "security"})

    assert answer.headers["Location"] == "/p/demo/messages/"


def test_who_marks_a_case_as_sensitive_may_lose_sight_of_it(demo: Programme) -> None:
    case = make_case(demo, make_place())
    client = _desk(demo)

    answer = client.post(f"/p/demo/messages/{case}/delicat/", {"is_sensitive": "yes"})

    assert answer.headers["Location"] == "/p/demo/messages/"
    assert client.get(f"/p/demo/messages/{case}/").status_code == 404


def test_chosen_cases_become_an_issue_or_join_one(demo: Programme) -> None:
    place = make_place()
    cases = [str(make_case(demo, place)) for _ in range(3)]
    client = _desk(demo)

    page = client.get("/p/demo/preoccupations/regrouper/", {"case": cases[:2]})
    client.post(
        "/p/demo/preoccupations/regrouper/",
        {"case": cases[:2], "title": "Pompe", "service": "water", "place": str(place.pk)},
    )
    issue = Issue.objects.get()
    client.post("/p/demo/preoccupations/joindre/", {"case": cases[2:], "issue": str(issue.pk)})

    assert page.status_code == 200
    assert set(Case.objects.values_list("state", flat=True)) == {"grouped"}
    shown = client.get(f"/p/demo/preoccupations/{issue.pk}/")
    assert len(shown.context["rows"]) == 3


def test_no_case_chosen_says_so_on_the_list(demo: Programme) -> None:
    client = _desk(demo)

    answer = client.get("/p/demo/preoccupations/regrouper/", follow=True)

    assert "Choisissez au moins un message dans la liste." in answer.content.decode()


@pytest.mark.parametrize("address", ["/p/demo/messages/", "/p/demo/preoccupations/"])
def test_a_list_page_costs_the_same_for_one_row_and_for_many(demo: Programme, address: str) -> None:
    client, place = _desk(demo), make_place()
    make_case(demo, place)
    client.get(address)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    one = cost()
    for name in ("Kati", "Ségou", "Mopti"):
        make_case(demo, make_place(name))

    assert cost() == one


def test_the_page_of_a_case_costs_the_same_however_many_there_are(demo: Programme) -> None:
    client, place = _desk(demo), make_place()
    case = make_case(demo, place)
    client.get(f"/p/demo/messages/{case}/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/p/demo/messages/{case}/")
        return len(asked)

    one = cost()
    for name in ("Kati", "Ségou", "Mopti"):
        make_case(demo, make_place(name))

    assert cost() == one
    assert one <= 40


def test_a_page_that_does_not_exist_is_an_empty_list(demo: Programme) -> None:
    client = _desk(demo)

    pages = [
        client.get("/p/demo/messages/", {"page": p}).status_code for p in ("9", "-1", "x", "²")
    ]

    assert pages == [200] * 4


def test_an_issue_is_put_before_a_meeting_and_its_page_says_so(demo: Programme) -> None:
    place = make_place("Sanankoroba")
    coordinator = make_actor(demo, Role.COORDINATOR, place=place)
    issue = open_issue(
        programme=demo.pk,
        title="Une seule pompe",
        place=place.pk,
        service="water",
        cases=[make_case(demo, place)],
        actor=coordinator,
        moment=NOW,
    )
    meeting = plan_activity(
        programme=demo.pk,
        kind="interface_meeting",
        title="Rencontre sur l’eau",
        place=place.pk,
        venue="Mairie",
        organisation=None,
        planned_on=date(2126, 12, 10),
        actor=coordinator,
        moment=NOW,
    )
    client = _as(coordinator)

    before = client.get(f"/p/demo/preoccupations/{issue}/").context["coming"]
    client.post(f"/p/demo/preoccupations/{issue}/ordre-du-jour/", {"activity": str(meeting)})
    after = client.get(f"/p/demo/preoccupations/{issue}/")

    assert [card.id for card in before] == [meeting]
    assert [card.id for _, card in after.context["agenda"]] == [meeting]
    assert f"/p/demo/rencontres/{meeting}/" in after.content.decode()
    assert after.context["issue"].state.value == "on_agenda"
