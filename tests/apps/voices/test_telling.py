"""An animator writes down what somebody told her."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benkan.apps.messaging.models import Consent, OutboundMessage
from benkan.apps.registry.models import Account, Office, OfficeHolding, Place, Programme
from benkan.apps.registry.queries import actor_for
from benkan.apps.voices import queries
from benkan.apps.voices.actions import tell
from benkan.apps.voices.models import Case
from benkan.apps.voices.rules.telling import TELLERS, ConsentMissing, PlaceMissing
from benkan.kit.actor import NOBODY, Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from benkan.kit.services import Service
from tests.make.files import make_picture
from tests.make.neighbours import make_post
from tests.make.registry import NOW, make_actor, make_facility, make_place, make_programme

pytestmark = pytest.mark.django_db

PAGE = "/p/demo/messages/pour/"


@pytest.fixture
def demo() -> Programme:
    return make_programme("demo")


@pytest.fixture
def commune() -> Place:
    return make_place("Sanankoroba", above=make_place("Kati", kind="cercle"))


def _tell(programme: Programme, actor: Actor, place: Place | None, **facts: Any) -> Any:
    filled: dict[str, Any] = {
        "client_key": "a" * 32,
        "service": Service.WATER,
        "facility": None,
        "text": "La pompe fuit",
        "recording_file": None,
        "photo_file": None,
        "number": "",
        "consents": False,
        "is_sensitive": False,
        "language": "fr",
        "moment": NOW,
        **facts,
    }
    return tell(programme=programme.pk, place=place.pk if place else None, actor=actor, **filled)


@pytest.mark.parametrize("role", Role)
def test_who_may_write_for_somebody(demo: Programme, commune: Place, role: Role) -> None:
    actor = make_actor(demo, role, place=commune)

    if role in TELLERS:
        assert _tell(demo, actor, commune).is_new
    else:
        with pytest.raises(NotAllowed):
            _tell(demo, actor, commune)


def test_not_at_another_place_nor_in_another_programme(demo: Programme, commune: Place) -> None:
    there = make_actor(demo, Role.ANIMATOR, place=make_place("Dio"))
    elsewhere = make_actor(make_programme(), Role.ANIMATOR, place=commune)

    with pytest.raises(NotAllowed):
        _tell(demo, there, commune)
    with pytest.raises(NotFound):
        _tell(demo, elsewhere, commune)
    with pytest.raises(NotFound):
        _tell(demo, NOBODY, commune)
    assert Case.objects.count() == 0


def test_not_where_she_holds_an_office_herself(demo: Programme, commune: Place) -> None:
    account = Account.objects.get(pk=make_actor(demo, Role.COORDINATOR, place=commune).account)
    office = Office.objects.create(programme=demo, place=commune, title="Maire", level="commune")
    OfficeHolding.objects.create(
        office=office, holder="X", account=account, capacity="elected", opens_on=NOW.date()
    )
    with pytest.raises(NotAllowed):
        _tell(demo, actor_for(account.pk, programme=demo.pk, moment=NOW), commune)


def test_a_place_is_needed_and_a_number_only_with_consent(demo: Programme, commune: Place) -> None:
    actor = make_actor(demo, Role.ANIMATOR, place=commune)

    with pytest.raises(PlaceMissing):
        _tell(demo, actor, None)
    with pytest.raises(ConsentMissing):
        _tell(demo, actor, commune, number="76123456")


def test_the_person_is_told_by_sms_when_she_agreed(demo: Programme, commune: Place) -> None:
    actor = make_actor(demo, Role.ANIMATOR, place=commune)

    first = _tell(demo, actor, commune, number="76123456", consents=True)
    again = _tell(demo, actor, commune, number="76123456", consents=True)

    assert (first.case, first.tracking_code) == (again.case, again.tracking_code)
    assert Consent.objects.get().how == "animator"
    assert OutboundMessage.objects.count() == 1
    assert Case.objects.get().channel == "animator"


def test_the_pages_lead_from_the_commune_to_the_code(
    client: Client, demo: Programme, commune: Place
) -> None:
    account = make_post(demo, Role.ANIMATOR, commune)
    facility = make_facility(commune=commune)
    client.force_login(account)

    first = client.get(PAGE).content.decode()
    words = client.get(PAGE, {"service": "health", "place": str(commune.pk)})
    assert "Sanankoroba" in first
    assert "CSCom de Sanankoroba" in words.content.decode()
    form = {name: value for name, value in words.context["form"].initial.items() if value}
    body = {**form, "facility": facility.pk, "text": "Pas de sage-femme"}
    with_photo = {**body, "photo": _photo()}
    sent = client.post(f"{PAGE}recu/", with_photo)
    codes = client.get(sent.headers["Location"]).context["codes"]

    case = Case.objects.get()
    assert case.facility_id == facility.pk
    assert case.photo_file is not None
    found = queries.case_of_code(codes.tracking_code, demo.pk)
    assert found is not None
    assert found.id == case.pk


def test_what_is_wrong_is_said_beside_its_field(
    client: Client, demo: Programme, commune: Place
) -> None:
    client.force_login(make_post(demo, Role.ANIMATOR, commune))
    about = {"service": "water", "place": commune.pk, "client_key": uuid4().hex}

    empty = client.post(f"{PAGE}recu/", about)
    number = client.post(f"{PAGE}recu/", {**about, "text": "La pompe", "number": "76123456"})

    assert (empty.status_code, number.status_code) == (422, 422)
    assert "text" in empty.context["form"].errors
    assert "consents" in number.context["form"].errors
    assert Case.objects.count() == 0


def test_the_commune_of_others_is_not_offered_nor_taken(
    client: Client, demo: Programme, commune: Place
) -> None:
    client.force_login(make_post(demo, Role.ANIMATOR, make_place("Dio")))
    about = {"service": "water", "place": str(commune.pk)}

    offered = client.get(PAGE, about)
    taken = client.post(f"{PAGE}recu/", {**about, "client_key": uuid4().hex, "text": "La pompe"})

    assert "place" in offered.context["form"].errors
    assert taken.status_code == 404
    assert Case.objects.count() == 0


def _photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", make_picture(), "image/jpeg")
