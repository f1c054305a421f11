"""What a page of the desk asks of the database, all told: session, account, posts and scope with it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benkan.apps.registry.models import Account, Place, Programme
from benkan.apps.voices.actions import hand_over_case, open_issue
from benkan.kit.actor import Actor, Role
from tests.make.messaging import make_contact
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme
from tests.make.voices import make_case, say_about_office

pytestmark = pytest.mark.django_db

MOST_OF_A_LIST = 12
MOST_OF_A_CASE = 13
PUMP = "La pompe du marché est en panne depuis deux mois"


def _asked(actor: Actor, address: str) -> int:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _more(programme: Programme, place: Place, actor: Actor, number: int) -> None:
    """Cases that say the same, each with a contact, one of two in an issue."""
    for n in range(number):
        contact = make_contact(programme, number=f"+2237612{n:04}")
        case = make_case(programme, place, text=PUMP, contact=contact)
        if n % 2:
            open_issue(
                programme=programme.pk,
                title=PUMP,
                place=place.pk,
                service="water",
                cases=[case],
                actor=actor,
                moment=NOW,
            )


FILTERS = (
    "",
    "?state=new",
    "?service=water",
    "?language=fr",
    "?channel=web",
    "?idle=7",
    "?only=sensitive",
    "?only=unplaced",
    "?order=waiting",
)


@pytest.mark.parametrize("is_about", [False, True], ids=["about nobody", "about somebody"])
def test_the_list_asks_the_same_for_one_message_and_for_many(is_about: bool) -> None:
    programme, place = make_programme("demo"), make_place(kind="region")
    desk = make_actor(programme, Role.COORDINATOR, place=place)
    make_case(programme, place, text=PUMP, contact=make_contact(programme))
    if is_about:
        about = make_case(programme, place)
        say_about_office(about, make_office(programme, make_place("Mopti")), desk)
    one = {asked: _asked(desk, f"/p/demo/messages/{asked}") for asked in FILTERS}
    _more(programme, make_place("Kati", above=place), desk, 6)
    _more(programme, make_place("Kita", above=place), desk, 6)

    many = {asked: _asked(desk, f"/p/demo/messages/{asked}") for asked in FILTERS}

    assert many == one
    assert max(many.values()) <= MOST_OF_A_LIST


@pytest.mark.parametrize("is_about", [False, True], ids=["about nobody", "about somebody"])
def test_the_list_of_a_region_asks_no_more(is_about: bool) -> None:
    programme, place = make_programme("demo"), make_place(kind="region")
    _more(programme, make_place("Kati", kind="cercle", above=place), desk := _staff(programme), 6)
    if is_about:
        about = make_case(programme, place)
        say_about_office(about, make_office(programme, make_place("Mopti")), desk)

    for asked in ("", "&state=new&service=water&order=waiting", f"&at=0.0.{uuid4().hex}"):
        address = f"/p/demo/messages/?place={place.pk}{asked}"
        assert _asked(desk, address) <= MOST_OF_A_LIST


def _staff(programme: Programme) -> Actor:
    return make_actor(programme, Role.PROGRAMME_STAFF)


Before = Callable[[Programme, Place, Actor], object]


def _nothing(programme: Programme, place: Place, actor: Actor) -> None:
    """A programme in which no message is about somebody."""


def _one_about_somebody(programme: Programme, place: Place, actor: Actor) -> None:
    say_about_office(
        make_case(programme, place), make_office(programme, place, title="Directeur"), actor
    )


@pytest.mark.parametrize(("before", "more"), [(_nothing, 0), (_one_about_somebody, 1)])
def test_the_page_of_a_message_asks_the_same_among_few_and_among_many(
    before: Before, more: int
) -> None:
    programme, place = make_programme("demo"), make_place()
    desk = make_actor(programme, Role.COORDINATOR, place=place)
    before(programme, place, desk)
    make_office(programme, place, title="Médecin-chef")
    case = make_case(programme, place, text=PUMP, contact=make_contact(programme))
    _more(programme, place, desk, 2)
    few = _asked(desk, f"/p/demo/messages/{case}/")
    _more(programme, place, desk, 12)

    many = _asked(desk, f"/p/demo/messages/{case}/")

    assert many == few
    assert many <= MOST_OF_A_CASE + more


def test_the_page_asks_the_same_for_one_office_that_was_asked_and_for_several() -> None:
    programme, place = make_programme("demo"), make_place()
    desk = make_actor(programme, Role.COORDINATOR, place=place)
    case = make_case(programme, place, text=PUMP, contact=make_contact(programme))
    counts = []
    for title in ("Maire", "Sous-préfet", "Médecin-chef"):
        hand_over_case(
            case=case,
            office=make_office(programme, place, title=title).pk,
            asked="Réparer la pompe.",
            excerpt="",
            actor=desk,
            moment=NOW,
        )
        counts.append(_asked(desk, f"/p/demo/messages/{case}/"))

    assert counts == counts[:1] * 3
