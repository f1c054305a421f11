from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from benkan.apps.commitments.models import CitizensCheck, Commitment, Proof
from benkan.apps.registry.models import Account, Office, Programme
from benkan.kit.actor import Actor, Role
from tests.browser.axe import violations_in
from tests.make.commitments import make_commitment
from tests.make.registry import (
    make_actor,
    make_office,
    make_office_holder,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme("kayes")


@pytest.fixture
def office(programme: Programme) -> Office:
    return make_office(programme, make_place())


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(Account.objects.get(pk=actor.account))
    return client


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    return SimpleUploadedFile("pompe.jpg", out.getvalue(), "image/jpeg")


def page_of(commitment: Commitment, tail: str = "") -> str:
    return f"/p/kayes/engagements/{commitment.pk}/{tail}"


def offered(client: Client, commitment: Commitment) -> list[str]:
    return [step.name for step in client.get(page_of(commitment)).context["steps"]]


def test_a_mayor_answers_reports_and_is_not_asked_to_check(client: Client, office: Office) -> None:
    promise = make_commitment(office)
    as_(client, make_office_holder(office))

    assert offered(client, promise) == ["accept", "decline"]
    client.post(page_of(promise, "accept/"))
    assert offered(client, promise) == ["begin", "postpone", "report_done"]
    client.post(page_of(promise, "report_done/"), {"note": "Pompe réparée", "photo": picture()})
    assert offered(client, promise) == []

    assert Commitment.objects.get().state == "reported_done"
    assert Proof.objects.get().kind == "photo"


def test_an_animator_records_what_citizens_found(client: Client, office: Office) -> None:
    promise = make_commitment(office, state="reported_done")
    as_(client, make_actor(office.programme, Role.ANIMATOR, place=office.place))
    found = {"confirms": "yes", "from_women": "9", "people": "12", "finding": "L’eau coule."}

    sent = client.post(page_of(promise, "check/"), found)

    assert (sent.status_code, Commitment.objects.get().state) == (302, "confirmed")
    check = CitizensCheck.objects.get()
    assert (check.people, check.groups) == (12, {"women": 9})


def test_a_refusal_comes_back_on_its_form(client: Client, office: Office) -> None:
    promise = make_commitment(office, state="accepted")
    as_(client, make_office_holder(office))

    page = client.post(page_of(promise, "report_done/"), {"note": "C’est fait"})

    [form] = [step.form for step in page.context["steps"] if step.name == "report_done"]
    assert (len(form.non_field_errors()), form["note"].value()) == (1, "C’est fait")


def test_a_step_sent_too_late_is_refused_in_a_sentence(client: Client, office: Office) -> None:
    promise = make_commitment(office, state="accepted")
    as_(client, make_office_holder(office))

    page = client.post(page_of(promise, "accept/"))

    [form] = page.context["refused"]
    assert len(form.non_field_errors()) == 1


@pytest.mark.parametrize("tail", ["", "accept/", "keep/"])
def test_the_neighbour_finds_no_such_promise(client: Client, office: Office, tail: str) -> None:
    promise = make_commitment(office)
    neighbour = make_actor(office.programme, Role.PROGRAMME_STAFF, place=make_place("Bougouni"))
    as_(client, neighbour)

    found = client.post(page_of(promise, tail)) if tail else client.get(page_of(promise))

    assert (found.status_code, Commitment.objects.get().state) == (404, "proposed")


def test_a_proof_is_shown_to_those_who_follow_the_promise_only(
    client: Client, office: Office
) -> None:
    promise = make_commitment(office, state="accepted")
    as_(client, make_office_holder(office))
    client.post(page_of(promise, "report_done/"), {"note": "Réparée", "photo": picture()})
    address = page_of(promise, f"preuves/{Proof.objects.get().pk}/")
    neighbour = make_actor(office.programme, Role.ANIMATOR, place=make_place("Bougouni"))

    own = client.get(address)
    others = as_(client, neighbour).get(address)
    client.logout()
    strangers = client.get(address)

    assert (own.status_code, own["Content-Type"]) == (200, "image/webp")
    assert (others.status_code, strangers.status_code) == (404, 302)


def test_the_offices_own_list_is_for_office_holders(client: Client, office: Office) -> None:
    make_commitment(office)
    make_commitment(make_office(office.programme, make_place("Bougouni")))
    address = "/p/kayes/engagements/les-miens/"

    mine = as_(client, make_office_holder(office)).get(address)
    staff = as_(client, make_actor(office.programme, Role.PROGRAMME_STAFF)).get(address)

    assert mine.context["day"].open == 1
    assert staff.status_code == 404


def test_a_filter_that_makes_no_sense_shows_everything(client: Client, office: Office) -> None:
    make_commitment(office)
    as_(client, make_actor(office.programme, Role.PROGRAMME_STAFF))

    page = client.get("/p/kayes/engagements/?show=x&place=1&office=y&page=z")

    assert len(page.context["board"].lines) == 1


@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.soak)])
def test_axe_finds_nothing_on_the_pages_of_promises(
    client: Client, office: Office, width: int
) -> None:
    promise = make_commitment(office, state="reported_done")
    board = "/p/kayes/engagements/"
    ways = ("", "par-responsable/", "par-commune/", "calendrier/?month=2026-12")
    public = make_commitment(office, state="accepted", is_public=True)
    addresses = [
        *(board + way for way in (*ways, "a-publier/", "nouveau/", f"E-{public.number}/")),
        f"{board}nouveau/?place={office.place_id}&service=water",
        *(page_of(public, tail) for tail in ("", "publier/", "completer/")),
        page_of(promise),
    ]
    as_(client, make_actor(office.programme, Role.PROGRAMME_STAFF))
    pages = {address: client.get(address).content.decode() for address in addresses}
    as_(client, make_office_holder(office))
    mine = "/p/kayes/engagements/les-miens/"
    pages[mine] = client.get(mine).content.decode()

    assert violations_in(pages, width=width) == {}
