"""The pages of the voice line: record, listen, open."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benkan.apps.messaging import queries
from benkan.apps.messaging.models import Gateway, Prompt
from benkan.apps.messaging.rules.prompts import CODES, State
from benkan.apps.registry.models import Account, Programme
from benkan.kit.actor import Role
from tests.browser.axe import violations_in
from tests.make.calls import make_prompts, make_voice_line
from tests.make.files import make_tone
from tests.make.registry import make_actor, make_programme

pytestmark = pytest.mark.django_db

WHO = {"speaker": "Awa Exemple", "agrees": "on"}
LINE = {"code": "voix", "languages": ["fr", "bm"], "auth_token": "secret", "is_free": "on",
        "recordings_host": "api.twilio.com", "account": "AC0"}  # fmt: skip


@pytest.fixture
def programme() -> Programme:
    return make_programme("essai", kind="demonstration")


def reader(programme: Programme, role: Role = Role.ADMINISTRATOR) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=make_actor(programme, role).account))
    return client


def _sound(name: str = "voix.ogg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make_tone(seconds=0.3))


def _state(programme: Programme, code: str = "digit_1") -> State:
    return queries.prompt_here(programme.pk, code, "bm").state


def test_a_sentence_is_recorded_and_listened_to(programme: Programme) -> None:
    client, page = reader(programme), "/p/essai/messages-vocaux/bm/digit_1/"

    answer = client.post(f"{page}voix/", {**WHO, "recording": _sound()})
    assert answer["Location"] == page
    assert _state(programme) is State.TO_REVIEW
    sound: Any = client.get(f"{page}son/")
    assert sound["Content-Type"] == "audio/ogg"
    recording = queries.prompt_here(programme.pk, "digit_1", "bm").recording
    client.post("/p/essai/messages-vocaux/bm/ecoute/", {"recording": str(recording)})

    assert _state(programme) is State.READY
    assert Prompt.objects.get().reviewer is not None


def test_what_is_missing_is_named_and_what_is_recorded_is_not(programme: Programme) -> None:
    make_prompts(programme, "bm", without={"topic_water"})

    page = reader(programme).get("/p/essai/messages-vocaux/bm/").content.decode()

    missing = page[page.index('id="missing"') : page.index("</section>", page.index('"missing"'))]
    assert "Pour l’eau, tapez" in missing
    assert "Pour la santé, tapez" not in missing


def test_many_are_brought_at_once_by_their_codes(programme: Programme) -> None:
    client, there = reader(programme), "/p/essai/messages-vocaux/bm/plusieurs/"
    files = [_sound("digit_1.ogg"), _sound("Digit_2.ogg")]

    answer = client.post(there, {**WHO, "recordings": files})

    assert answer.status_code == 302
    assert {_state(programme, "digit_1"), _state(programme, "digit_2")} == {State.TO_REVIEW}


@pytest.mark.parametrize(
    "files",
    [
        [],
        [("digit_1.ogg", make_tone(seconds=0.2)), ("welcom.ogg", b"")],
        [("digit_1.ogg", make_tone(seconds=0.2)), ("digit_2.ogg", b"no sound")],
    ],
    ids=["none", "a wrong name", "not a sound"],
)
def test_of_many_all_are_kept_or_none(programme: Programme, files: list[tuple[str, bytes]]) -> None:
    brought = [SimpleUploadedFile(name, content) for name, content in files]
    there = "/p/essai/messages-vocaux/bm/plusieurs/"

    answer = reader(programme).post(there, {**WHO, "recordings": brought})

    assert answer.status_code == 422
    assert Prompt.objects.count() == 0


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"voix/": {"speaker": "Awa", "agrees": "on"}}, "error"),
        ({"ecoute/": {"recording": "x"}}, "Il n’y a pas d’enregistrement de ces mots"),
    ],
)
def test_what_is_refused_is_said_on_the_page(
    programme: Programme, what: dict[str, dict[str, str]], said: str
) -> None:
    [(where, fields)] = what.items()
    middle = "" if where == "ecoute/" else "digit_1/"

    answer = reader(programme).post(f"/p/essai/messages-vocaux/bm/{middle}{where}", fields)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_words_are_changed(programme: Programme) -> None:
    there = "/p/essai/messages-vocaux/fr/welcome/"

    answer = reader(programme).post(f"{there}mots/", {"text": "Bonjour de Kayes."})

    assert answer["Location"] == there
    assert queries.prompt_here(programme.pk, "welcome", "fr").words == "Bonjour de Kayes."


def test_a_line_opens_only_once_nothing_is_missing(programme: Programme) -> None:
    make_prompts(programme, "fr", "bm", without={"digit_9"})
    client = reader(programme)

    refused = client.post("/p/essai/lignes-vocales/", LINE)
    assert refused.status_code == 422
    assert "Phrases manquantes (2) : « 9 » en français, « 9 » en bambara." in (
        refused.content.decode().replace("\u00a0", " ")
    )
    assert Gateway.objects.count() == 0
    make_prompts(programme, "fr", "bm", without=set(CODES) - {"digit_9"})

    opened = client.post("/p/essai/lignes-vocales/", LINE)

    assert opened["Location"] == "/p/essai/messages-vocaux/"
    assert Gateway.objects.get().contract == "voice"


def test_the_secret_is_never_shown(programme: Programme) -> None:
    make_voice_line(programme)

    page = reader(programme).get("/p/essai/messages-vocaux/").content.decode()

    assert "a-secret-of-the-provider" not in page
    assert "/voix/" in page


def test_an_open_line_whose_words_changed_says_so(programme: Programme) -> None:
    make_prompts(programme, "bm", "fr")
    make_voice_line(programme, languages=("bm", "fr"), speaks_missing=False)
    client = reader(programme)

    client.post("/p/essai/messages-vocaux/fr/welcome/mots/", {"text": "Bonsoir."})

    page = client.get("/p/essai/messages-vocaux/").content.decode()
    assert "2 phrases ont changé depuis qu’elles ont été enregistrées" in page


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ANIMATOR, Role.MONITORING_OFFICER])
@pytest.mark.parametrize("page", ["messages-vocaux/", "messages-vocaux/fr/", "lignes-vocales/"])
def test_others_have_no_such_page(programme: Programme, role: Role, page: str) -> None:
    assert reader(programme, role).get(f"/p/essai/{page}").status_code == 404


def test_programme_staff_record_and_do_not_open(programme: Programme) -> None:
    client = reader(programme, Role.PROGRAMME_STAFF)

    assert client.get("/p/essai/messages-vocaux/").status_code == 200
    assert client.get("/p/essai/lignes-vocales/").status_code == 404


@pytest.mark.parametrize("page", ["xx/", "fr/nothing/", "fr/digit_1/son/"])
def test_what_is_not_there_is_not_found(programme: Programme, page: str) -> None:
    assert reader(programme).get(f"/p/essai/messages-vocaux/{page}").status_code == 404


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
def test_anybody_can_use_the_pages(programme: Programme) -> None:
    make_prompts(programme, "fr", "bm", without={"digit_9"})
    make_voice_line(programme)
    client = reader(programme)
    client.post("/p/essai/messages-vocaux/bm/digit_9/voix/", {**WHO, "recording": _sound()})
    pages = {
        "list": client.get("/p/essai/messages-vocaux/"),
        "language": client.get("/p/essai/messages-vocaux/bm/"),
        "sentence": client.get("/p/essai/messages-vocaux/bm/digit_9/"),
        "refused": client.post("/p/essai/messages-vocaux/bm/digit_9/voix/", {}),
        "line": client.post("/p/essai/lignes-vocales/", {}),
    }

    assert violations_in({name: one.content.decode() for name, one in pages.items()}) == {}
