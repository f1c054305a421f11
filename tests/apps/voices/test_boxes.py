"""What was said without a network arrives once, whoever sends it and how often."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from benkan.apps.files.models import StoredFile
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.registry.models import Account, Place, PlaceCode, Programme
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries import words_of
from benkan.apps.voices.rules.opening import MOST_CASES
from benkan.kit.actor import Role
from tests.make.boxes import Files, sent
from tests.make.files import make_picture, make_tone
from tests.make.neighbours import make_post
from tests.make.registry import make_place, make_programme

pytestmark = pytest.mark.django_db

PHOTO = {"photo": ("photo.jpg", "image/jpeg", make_picture())}
VOICE = {"recording": ("voix.wav", "audio/wav", make_tone(seconds=0.2))}
NOTHING_IS_A_PHOTO = {"photo": ("photo.jpg", "image/jpeg", b"not a photo")}


@pytest.fixture
def demo() -> Programme:
    return make_programme("demo")


@pytest.fixture
def commune() -> Place:
    return make_place("Sanankoroba")


SAID = {"kind": "said", "programme": "demo", "who": "", "language": "fr"}


def _words(**facts: Any) -> dict[str, Any]:
    return {"client_key": uuid4().hex, "service": "water", "text": "La pompe fuit", **facts}


def _said(files: Files | None = None, **facts: Any) -> dict[str, Any]:
    return sent(SAID, _words(**facts), files)


def _told(account: Account, place: Place, files: Files | None = None, **facts: Any) -> Any:
    envelope = {**SAID, "kind": "told", "who": account.pk}
    return sent(envelope, _words(place=place.pk, **facts), files)


def _post(client: Client, name: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    answer = client.post(reverse(name, kwargs={"programme": "demo"}), body)
    return answer.status_code, answer.json() if answer.status_code != 302 else {}


def test_a_box_opens_one_case_however_often_it_comes(
    client: Client, demo: Programme, commune: Place
) -> None:
    code = PlaceCode.objects.get(place=commune).code
    box = _said(PHOTO | VOICE, commune=code, number="76123456")["box"]
    answers = []

    for _ in range(3):
        box.seek(0)
        answers.append(_post(client, "voices:said_box", {"box": box}))

    case = Case.objects.get()
    assert answers == [answers[0]] * 3
    assert answers[0][0] == 200
    assert answers[0][1]["reference"] == case.reference == "SAN-0001"
    assert (case.channel, case.place_id) == ("web", commune.pk)
    assert words_of([case.pk]) == {case.pk: "La pompe fuit"}
    assert case.photo_file is not None
    assert case.recording_file is not None
    assert StoredFile.objects.count() == 2
    assert OutboundMessage.objects.count() == 1


def test_a_box_that_comes_when_the_programme_is_over_is_refused_in_a_sentence(
    client: Client, commune: Place
) -> None:
    over = make_programme("demo", kind="historical")
    account = make_post(over, Role.ANIMATOR, commune)
    animator = Client()
    animator.force_login(account)

    answers = [
        _post(client, "voices:said_box", _said(number="76123456")),
        _post(animator, "voices:told_box", _told(account, commune)),
    ]

    words = "Ce programme est terminé\u00a0: plus personne n’y lit de messages."
    assert answers == [(422, {"sentence": words, "fields": []})] * 2
    assert (Case.objects.count(), OutboundMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize("field", ["commune", "text"])
def test_a_sign_that_no_database_keeps_is_refused_in_a_sentence(
    client: Client, demo: Programme, field: str
) -> None:
    status, told = _post(client, "voices:said_box", _said(None, **{field: "SAN\0"}))

    sentences = {
        "commune": "Ce texte contient un signe invisible que l’on ne peut pas garder. "
        "Tapez-le de nouveau, puis envoyez.",
        "text": "Le caractère nul n’est pas autorisé.",
    }
    assert (status, told["sentence"], Case.objects.count()) == (422, sentences[field], 0)


def test_only_who_looks_at_the_page_is_shown_the_codes_there(
    client: Client, demo: Programme
) -> None:
    """What leaves by itself later does not leave its code to whoever has the telephone then."""
    page = reverse("voices:said", kwargs={"programme": "demo"})

    _post(client, "voices:said_box", _said())
    assert client.get(page).status_code == 302
    _post(client, "voices:said_box", _said() | {"here": "1"})
    assert client.get(page).status_code == 200


def test_a_commune_that_is_gone_does_not_lose_the_message(client: Client, demo: Programme) -> None:
    status, _ = _post(client, "voices:said_box", _said(commune="ML999999"))

    assert status == 200
    assert Case.objects.get().place is None


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({"number": "12"}, ["number"]),
        ({"text": "  "}, ["text"]),
        ({"service": "magic"}, ["service"]),
        ({"client_key": "x"}, ["client_key"]),
    ],
    ids=["number", "nothing said", "service", "key"],
)
def test_what_is_wrong_is_said_with_its_field(
    client: Client, demo: Programme, facts: dict[str, Any], fields: list[str]
) -> None:
    status, answer = _post(client, "voices:said_box", _said(**facts))

    assert (status, answer["fields"]) == (422, fields)
    assert len(answer["sentence"]) > 10
    assert Case.objects.count() == 0


def test_a_wrong_number_is_mended_beside_the_box(client: Client, demo: Programme) -> None:
    box = _said(number="12")["box"]
    _post(client, "voices:said_box", {"box": box})
    box.seek(0)

    status, _ = _post(client, "voices:said_box", {"box": box, "mend-number": "76 12 34 56"})

    assert status == 200
    assert Case.objects.get().contact is not None


def test_a_photo_that_is_none_may_be_left_out(client: Client, demo: Programme) -> None:
    box = _said(NOTHING_IS_A_PHOTO)["box"]
    status, answer = _post(client, "voices:said_box", {"box": box})
    assert (status, answer["fields"]) == (422, ["photo"])
    box.seek(0)

    status, _ = _post(client, "voices:said_box", {"box": box, "mend-photo": ""})

    assert status == 200
    assert Case.objects.get().photo_file is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"box": "words"},
        sent({**SAID, "programme": "other"}, _words()),
        sent({**SAID, "kind": "told"}, _words()),
    ],
    ids=["nothing", "words", "another programme", "another page"],
)
def test_a_box_that_does_not_belong_here_gets_one_sentence(
    client: Client, demo: Programme, body: dict[str, Any]
) -> None:
    status, answer = _post(client, "voices:said_box", body)

    assert (status, list(answer)) == (400, ["sentence", "fields"])
    assert Case.objects.count() == 0


def test_too_many_at_once_are_asked_to_come_later(client: Client, demo: Programme) -> None:
    """A telephone keeps what is answered with 429, and tries again."""
    for _ in range(MOST_CASES):
        assert _post(client, "voices:said_box", _said())[0] == 200

    assert _post(client, "voices:said_box", _said())[0] == 429


def test_a_stale_token_is_refused_and_a_fresh_one_taken(demo: Programme) -> None:
    client = Client(enforce_csrf_checks=True)
    address = reverse("voices:said_box", kwargs={"programme": "demo"})

    assert client.post(address, _said()).status_code == 403
    token = client.get(reverse("web:token")).json()["token"]
    answer = client.post(address, _said(), headers={"X-CSRFToken": token})

    assert answer.status_code == 200


def test_an_animator_sends_what_somebody_told_her(
    client: Client, demo: Programme, commune: Place
) -> None:
    account = make_post(demo, Role.ANIMATOR, commune)
    client.force_login(account)
    box = _told(account, commune, PHOTO, number="76123456", consents="on")["box"]
    answers = []

    for _ in range(2):
        box.seek(0)
        answers.append(_post(client, "voices:told_box", {"box": box}))

    case = Case.objects.get()
    assert [status for status, _ in answers] == [200, 200]
    assert (case.channel, case.place_id) == ("animator", commune.pk)
    assert case.steps.get().actor_id == account.pk
    assert case.contact is not None


def test_a_number_without_consent_is_refused_and_may_be_left_out(
    client: Client, demo: Programme, commune: Place
) -> None:
    account = make_post(demo, Role.ANIMATOR, commune)
    client.force_login(account)
    box = _told(account, commune, number="76123456")["box"]

    status, answer = _post(client, "voices:told_box", {"box": box})
    assert (status, answer["fields"]) == (422, ["consents"])
    box.seek(0)
    status, _ = _post(client, "voices:told_box", {"box": box, "mend-number": ""})

    assert status == 200
    assert Case.objects.get().contact is None


def test_nobody_sends_in_her_own_name_what_another_has_written(
    client: Client, demo: Programme, commune: Place
) -> None:
    writer, other = (make_post(demo, Role.ANIMATOR, commune) for _ in range(2))
    client.force_login(other)

    status, answer = _post(client, "voices:told_box", _told(writer, commune))

    assert status == 403
    assert len(answer["sentence"]) > 10
    assert Case.objects.count() == 0


def test_a_place_of_others_is_not_there(client: Client, demo: Programme, commune: Place) -> None:
    account = make_post(demo, Role.ANIMATOR, make_place("Dio"))
    client.force_login(account)
    address = reverse("voices:told_box", kwargs={"programme": "demo"})

    assert client.post(address, _told(account, commune)).status_code == 404
    assert Case.objects.count() == 0


def test_a_box_without_a_session_is_sent_to_log_in(
    client: Client, demo: Programme, commune: Place
) -> None:
    account = make_post(demo, Role.ANIMATOR, commune)

    assert _post(client, "voices:told_box", _told(account, commune))[0] == 302
    assert Case.objects.count() == 0


def test_an_unknown_facility_is_left_out(client: Client, demo: Programme, commune: Place) -> None:
    box = _said(place=commune.pk, facility=UUID(int=5))

    assert _post(client, "voices:said_box", box)[0] == 200
    assert Case.objects.get().facility is None
