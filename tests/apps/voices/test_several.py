"""The same for several messages: each for itself, and who is refused is told why."""

import pytest
from django.test import Client

from benkan.apps.registry.models import Account, Programme
from benkan.apps.voices.actions import answer_case
from benkan.kit.actor import Role
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import case_row, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Programme:
    return make_programme("demo")


def _as(demo: Programme, role: Role = Role.COORDINATOR) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=make_actor(demo, role).account))
    return client


def test_one_that_cannot_be_set_aside_is_named_and_the_others_are(demo: Programme) -> None:
    place = make_place("Sanankoroba")
    fresh, answered = make_case(demo, place), make_case(demo, place)
    answer_case(case=answered, answer="Oui", actor=make_actor(demo, Role.ADMINISTRATOR), moment=NOW)

    page = _as(demo).post(
        "/p/demo/messages/ensemble/ecarter/",
        {"case": [str(fresh), str(answered)], "why": "test", "back": "state=new&at=x&next=//evil"},
        follow=True,
    )

    said = page.content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    assert [case_row(case).state for case in (fresh, answered)] == ["set_aside", "answered"]
    assert f"{case_row(answered).reference} – Ce message a avancé entre-temps." in said
    assert "C’est fait pour 1 message." in said
    assert page.redirect_chain[-1][0] == "/p/demo/messages/?state=new"


def test_place_service_and_follow_up_are_said_for_all_at_once(demo: Programme) -> None:
    place, cases = make_place("Sanankoroba"), [str(make_case(demo)) for _ in range(3)]
    client = _as(demo)

    shown = client.get("/p/demo/messages/ensemble/", {"case": cases, "q": "sanankorob"})
    client.post("/p/demo/messages/ensemble/lieu/", {"case": cases, "place": str(place.pk)})
    client.post("/p/demo/messages/ensemble/service/", {"case": cases, "service": "roads"})
    client.post("/p/demo/messages/ensemble/suite/", {"case": cases})

    rows = [case_row(case) for case in cases]  # type: ignore[arg-type]
    assert [found.id for found in shown.context["places"]] == [place.pk]
    assert {(row.place_id, row.service, row.state) for row in rows} == {
        (place.pk, "roads", "accepted")
    }


def test_a_neighbours_message_among_them_is_left_alone(demo: Programme) -> None:
    here, there = make_place("Kati"), make_place("Mopti")
    own, other = make_case(demo, here), make_case(demo, there)
    client = Client()
    client.force_login(Account.objects.get(pk=make_actor(demo, Role.ANIMATOR, place=here).account))

    for act in ("lieu", "service", "suite"):
        client.post(
            f"/p/demo/messages/ensemble/{act}/",
            {"case": [str(own), str(other)], "service": "roads", "place": str(here.pk)},
        )
    aside = client.post("/p/demo/messages/ensemble/ecarter/", {"case": [str(own)], "why": "test"})

    assert (case_row(own).service, case_row(own).state) == ("roads", "accepted")
    assert (case_row(other).service, case_row(other).state) == ("water", "new")
    assert aside.status_code == 404


def test_nothing_chosen_goes_back_with_a_word(demo: Programme) -> None:
    page = _as(demo).get("/p/demo/messages/ensemble/", follow=True)

    assert "Choisissez au moins un message dans la liste." in page.content.decode()
