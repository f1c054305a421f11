"""By HTTP: whom a message is about finds nothing of it, and each reading of a sensitive one is shown."""

import re

import pytest
from django.test import Client

from benkan.apps.files.actions import keep_audio, keep_picture
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account, Place, Programme
from benkan.apps.voices.models import Case, Confidant
from benkan.kit.actor import Actor, Role
from tests.make.files import make_picture, make_tone
from tests.make.registry import NOW, make_actor, make_office, make_place, make_programme
from tests.make.voices import (
    make_case,
    make_case_about,
    make_confidant,
    open_one,
    say_about_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Programme:
    return make_programme("demo", kind="demonstration")


@pytest.fixture
def place() -> Place:
    return make_place("Kalifabougou", above=make_place("Kati", kind="cercle"))


def _as(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def _said(html: str) -> str:
    """A page without the marks of the moment."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_whom_a_message_is_about_finds_it_under_no_address(demo: Programme, place: Place) -> None:
    her, desk = (make_actor(demo, Role.COORDINATOR, place=place) for _ in range(2))
    picture = keep_picture(programme=demo.pk, content=make_picture(), moment=NOW)
    sound = keep_audio(programme=demo.pk, content=make_tone(seconds=0.2), moment=NOW)
    opened = open_one(demo, place, recording_file=sound, photo_file=picture)
    say_about_person(opened.case, her, desk)
    page = f"/p/demo/messages/{opened.case}/"
    lists = ("messages/", f"messages/?q={opened.reference}", "aujourdhui/", "preoccupations/")

    hers, others = _as(her), _as(desk)
    addresses = [page, f"{page}enregistrement/", f"{page}photo/", f"{page}transmettre/"]
    assert [hers.get(address).status_code for address in addresses] == [404] * 4
    assert [others.get(address).status_code for address in addresses] == [200] * 4
    told = [hers.get(f"/p/demo/{name}", follow=True).content.decode() for name in lists]
    assert [opened.reference in html.replace(f"q={opened.reference}", "") for html in told] == [
        False,
        # What she has typed herself comes back in the box.
        f'value="{opened.reference}"' in told[1],
        False,
        False,
    ]
    assert hers.get("/p/demo/aujourdhui/").context["today"].tasks == []


def test_a_reading_is_noted_and_shown_to_the_next_reader(demo: Programme, place: Place) -> None:
    readers = [make_actor(demo, Role.COORDINATOR, place=place) for _ in range(2)]
    for reader in readers:
        make_confidant(reader)
    sound = keep_audio(programme=demo.pk, content=make_tone(seconds=0.2), moment=NOW)
    case = make_case(demo, place, is_sensitive=True, recording_file=sound)
    first, second = (_as(reader) for reader in readers)

    first.get(f"/p/demo/messages/{case}/")
    first.get(f"/p/demo/messages/{case}/enregistrement/")
    shown = second.get(f"/p/demo/messages/{case}/").context["readings"]

    name = Account.objects.get(pk=readers[0].account).name
    assert {(one.name == name, one.what) for one in shown} == {
        (True, "page"),
        (True, "recording"),
        (False, "page"),
    }
    assert Entry.objects.filter(name="SensitiveCaseRead").count() == 3


def test_a_list_shows_no_words_of_a_sensitive_message(demo: Programme, place: Place) -> None:
    reader = make_actor(demo, Role.COORDINATOR, place=place)
    make_confidant(reader)
    make_case(demo, place, is_sensitive=True, text="On me menace au puits")

    html = _as(reader).get("/p/demo/messages/").content.decode()

    assert "On me menace" not in html


@pytest.mark.parametrize(
    "role", [Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER, Role.COORDINATOR, Role.ANIMATOR]
)
def test_only_an_administrator_finds_the_list_of_those_named(
    demo: Programme, place: Place, role: Role
) -> None:
    actor = make_actor(demo, role, place=place)
    client = _as(actor)

    answers = [
        client.get("/p/demo/messages/personnes/").status_code,
        client.post("/p/demo/messages/personnes/", {"account": str(actor.account)}).status_code,
    ]

    assert answers == [404, 404]
    assert not Confidant.objects.exists()


def test_an_administrator_names_somebody_and_ends_it(demo: Programme, place: Place) -> None:
    chief, reader = make_actor(demo, Role.ADMINISTRATOR), make_actor(demo, Role.COORDINATOR)
    client = _as(chief)

    client.post("/p/demo/messages/personnes/", {"account": str(reader.account), "place": ""})
    [named] = Confidant.objects.filter(closes_at=None)
    client.post(f"/p/demo/messages/personnes/{named.pk}/fin/")

    assert named.account_id == reader.account
    assert not Confidant.objects.filter(closes_at=None).exists()


def test_a_message_that_nobody_may_read_is_not_told_of_to_whom_it_is_about(
    demo: Programme, place: Place
) -> None:
    chief = make_actor(demo, Role.ADMINISTRATOR)
    make_case_about(chief, demo, place, sensitivity="threat")
    waiting = _as(chief).get("/p/demo/messages/personnes/").content.decode()
    Case.objects.all().delete()

    without = _as(chief).get("/p/demo/messages/personnes/").content.decode()

    assert _said(waiting) == _said(without)


def test_somebody_of_the_desk_says_by_the_page_whom_it_is_about(
    demo: Programme, place: Place
) -> None:
    desk = make_actor(demo, Role.COORDINATOR, place=place)
    mayor = make_office(demo, place)
    case = make_case(demo, place, text="Le maire garde l’argent du marché")
    client = _as(desk)
    asked = client.get(f"/p/demo/messages/{case}/").context["trust"].whom.proposed

    said = {"subject": f"office:{mayor.pk}", "is_so": "yes"}
    client.post(f"/p/demo/messages/{case}/concerne/", said)

    known = client.get(f"/p/demo/messages/{case}/").context["trust"].whom.known
    assert [[one.id for one in lines] for lines in (asked, known)] == [[mayor.pk], [mayor.pk]]


def test_whom_a_message_is_about_is_chosen_on_a_page_of_its_own(
    demo: Programme, place: Place
) -> None:
    client = _as(make_actor(demo, Role.COORDINATOR, place=place))
    elsewhere = _as(make_actor(demo, Role.COORDINATOR, place=make_place("Mopti")))
    mayor = make_office(demo, place)
    case = make_case(demo, place)
    page = f"/p/demo/messages/{case}/"
    choose = f"{page}concerne/"

    way = f'href="{choose}?at=' in client.get(page).content.decode()
    offered = [value for value, _ in client.get(choose).context["form"].fields["subject"].choices]
    unsaid = client.post(f"{choose}?state=new", {"subject": "", "is_so": "yes"})
    said = client.post(f"{choose}?state=new", {"subject": f"office:{mayor.pk}", "is_so": "yes"})

    assert (way, offered[0], offered[1]) == (True, "", "Fonctions")
    assert (unsaid.status_code, unsaid.context["form"].errors.keys()) == (422, {"subject"})
    assert said.headers["Location"] == f"{page}?state=new"
    assert elsewhere.get(choose).status_code == 404


def test_an_office_whom_the_words_may_accuse_is_not_chosen_before_somebody_says_no(
    demo: Programme, place: Place
) -> None:
    desk = make_actor(demo, Role.COORDINATOR, place=place)
    mayor = make_office(demo, place)
    case = make_case(demo, place, text="Le maire garde l’argent du marché", service="market")
    client, ask = _as(desk), f"/p/demo/messages/{case}/transmettre/"

    def offered() -> tuple[object, list[str]]:
        field = client.get(ask).context["form"].fields["office"]
        return field.initial, [str(name) for _, name in field.choices]

    before = offered()
    said = {"subject": f"office:{mayor.pk}", "is_so": "no"}
    client.post(f"/p/demo/messages/{case}/concerne/", said)

    name = "Maire, Kalifabougou · Commune"
    assert before == (None, [f"{name} (le message le met peut-être en cause)"])
    assert offered() == (str(mayor.pk), [f"{name} (proposé)"])
