"""A telephone that was put down shows nothing to whoever takes it up."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as SHOWN
from django.test import Client
from django.utils import timezone

from benkan.apps.registry.actions.invitations import invite
from benkan.apps.registry.models import Account, Place
from benkan.config.idle import SEEN
from benkan.kit.actor import Role
from tests.make.neighbours import make_post
from tests.make.registry import make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db

PASSWORD = "quatre mots que personne ne dit"
PAGE = "/p/demo/aujourdhui/"


@pytest.fixture
def place() -> Place:
    return make_place()


def _logged_in(client: Client, place: Place, *, kind: str = "real") -> Account:
    account = make_post(make_programme("demo", kind=kind), Role.ANIMATOR, place)
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)
    client.get(PAGE)
    return account


def _left_alone(client: Client, *, minutes: int) -> None:
    session = client.session
    session[SEEN] = timezone.now().timestamp() - minutes * 60
    session.save()


def test_a_page_asks_who_is_there_after_a_while_and_then_opens(
    client: Client, place: Place
) -> None:
    _logged_in(client, place)
    _left_alone(client, minutes=21)

    asked = client.get(PAGE)
    question = client.get(asked.headers["Location"])
    answered = client.post(
        asked.headers["Location"], {"password": PASSWORD, "next": PAGE}, follow=True
    )

    assert asked.headers["Location"] == "/comptes/confirmer/?next=%2Fp%2Fdemo%2Faujourdhui%2F"
    assert "Ce téléphone est resté seul un moment" in question.content.decode()
    assert answered.status_code == 200
    assert answered.redirect_chain == [(PAGE, 302)]
    assert client.get(PAGE).status_code == 200


def _logged_in_before(client: Client, *, hours: int) -> None:
    session = client.session
    session[SHOWN] = [{**one, "at": one["at"] - hours * 3600 - 1} for one in session[SHOWN]]
    session.save()


def test_who_works_is_not_asked(client: Client, place: Place) -> None:
    _logged_in(client, place)

    for _ in range(3):
        _left_alone(client, minutes=19)
        assert client.get(PAGE).status_code == 200
    assert client.session[SEEN] > timezone.now().timestamp() - 60


def test_after_twelve_hours_even_who_works_is_asked(client: Client, place: Place) -> None:
    account = _logged_in(client, place)
    client.logout()
    client.post("/comptes/connexion/", {"login": account.email, "password": PASSWORD})
    opened = client.get(PAGE).status_code
    _logged_in_before(client, hours=12)
    _left_alone(client, minutes=0)

    asked = client.get(PAGE).headers["Location"]
    client.post(asked, {"password": PASSWORD, "next": PAGE})

    assert (opened, asked.partition("?")[0]) == (200, "/comptes/confirmer/")
    assert client.get(PAGE).status_code == 200


def test_who_came_by_an_invitation_is_asked_too(client: Client) -> None:
    programme = make_programme("demo")
    invitation = invite(
        programme=programme.pk,
        email="fanta@example.org",
        name="Fanta Exemple",
        role=Role.MONITORING_OFFICER,
        actor=make_actor(programme, Role.ADMINISTRATOR),
        moment=timezone.now(),
    )
    chosen = {"name": "Fanta Exemple", "password": PASSWORD}
    client.post(f"/invitation/{invitation.token}/", chosen)
    opened = client.get(PAGE).status_code

    _logged_in_before(client, hours=1)

    assert opened == 200
    assert client.get(PAGE).headers["Location"].startswith("/comptes/confirmer/")


def test_what_was_written_meanwhile_is_taken_and_the_next_page_asks(
    client: Client, place: Place
) -> None:
    _logged_in(client, place)
    _left_alone(client, minutes=300)
    form = {"kind": "forum", "title": "Forum", "place": place.pk, "planned_on": "2026-12-01"}

    sent = client.post("/p/demo/activites/nouvelle/", form)
    after = client.get(sent.headers["Location"])

    assert sent.headers["Location"].startswith("/p/demo/activites/")
    assert after.headers["Location"].startswith("/comptes/confirmer/")


def test_pages_for_everyone_and_demonstrations_do_not_ask(client: Client, place: Place) -> None:
    _logged_in(client, place, kind="demonstration")
    _left_alone(client, minutes=300)

    assert client.get(PAGE).status_code == 200
    assert client.get("/p/demo/dire/").status_code == 200
