"""A pretended telephone that calls: the menus, a recording, and nothing by play in a real programme."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benkan.apps.files.models import StoredFile
from benkan.apps.messaging.models import Contact, Gateway, OutboundMessage
from benkan.apps.registry.models import Account, Programme
from benkan.apps.voices.models import Case, VoiceCall
from benkan.kit.actor import Role
from tests.browser.axe import violations_in
from tests.make.calls import make_prompts
from tests.make.files import make_tone
from tests.make.registry import make_actor, make_programme

pytestmark = pytest.mark.django_db


class Handset:
    """The page, and what was on it the last time."""

    def __init__(self, kind: str = "demonstration", role: Role = Role.ANIMATOR) -> None:
        self.programme: Programme = make_programme(kind=kind)
        self.client = Client()
        self.client.force_login(Account.objects.get(pk=make_actor(self.programme, role).account))
        self.address = f"/p/{self.programme.slug}/simulateur/voix/"
        self.page = self._read(self.client.get(self.address))
        self.last: dict[str, Any] = {}

    def do(self, what: str, **more: Any) -> "Handset":
        return self._send({"do": what, **more})

    def press(self, keys: str) -> "Handset":
        for key in keys:
            self._send({"key": key})
        return self

    def wait(self) -> "Handset":
        return self._send({"key": ""})

    def speak(self) -> "Handset":
        return self.do("spoke", recording=SimpleUploadedFile("voix.ogg", make_tone(seconds=0.3)))

    def repeat(self) -> "Handset":
        self.page = self._read(self.client.post(self.address, self.last))
        return self

    @property
    def words(self) -> list[str]:
        return re.findall(r'<p lang="\w+">(.*?)</p>', self.page)

    def _send(self, said: dict[str, Any]) -> "Handset":
        hidden = dict(re.findall(r'name="(session|keys|turn)" value="([^"]*)"', self.page))
        self.last = {**hidden, **said}
        return self.repeat()

    def _read(self, answer: Any) -> str:
        self.status = answer.status_code
        return str(answer.content.decode())


def test_a_call_ends_with_a_message_and_its_sms() -> None:
    here = Handset().do("call")
    assert here.words[0] == "Pour le français, tapez un"

    here.press("111").speak()
    assert 'src="/p/' in here.press("2").page
    here.press("1")

    case = Case.objects.get()
    assert (case.channel, case.service) == ("voice", "water")
    assert case.reference in here.page
    assert here.words[0].startswith("Merci. Votre message est gardé. Son numéro est")
    assert OutboundMessage.objects.count() == 1
    assert StoredFile.objects.get(pk=case.recording_file).delete_after is None


def test_the_recording_can_be_heard_again_by_those_who_try() -> None:
    here = Handset().do("call").press("111").speak().press("2")

    [sound] = re.findall(r'src="([^"]+/simulateur/voix/[^"]+)"', here.page)
    answer: Any = here.client.get(sound)
    assert answer["Content-Type"] == "audio/ogg"
    assert here.client.get(f"{here.address}son/?session=nothing").status_code == 404


def test_hanging_up_keeps_what_was_recorded() -> None:
    here = Handset().do("call").press("111").speak().do("hang_up")

    assert Case.objects.count() == 1
    assert Case.objects.get().reference in here.page


def test_a_page_that_is_sent_twice_changes_nothing() -> None:
    here = Handset().do("call").press("1")
    first = here.words

    assert here.repeat().words == first
    here.press("11").speak().repeat().press("1").repeat()

    assert (Case.objects.count(), VoiceCall.objects.count()) == (1, 1)


def test_the_language_is_remembered_for_the_telephone() -> None:
    here = Handset().do("call").press("1").do("hang_up").do("call")

    assert here.words[0].startswith("Bonjour")
    assert Contact.objects.get().language == "fr"


def test_a_file_that_is_no_recording_is_refused_and_the_call_goes_on() -> None:
    here = Handset().do("call").press("111")

    here.do("spoke", recording=SimpleUploadedFile("voix.ogg", b"no sound"))

    assert here.status == 422
    assert here.words[0].startswith("Après le bip")
    assert here.speak().words[0].startswith("Votre message est enregistré")


def test_saying_nothing_is_answered_as_on_the_line() -> None:
    here = Handset().do("call").press("1").wait()
    assert here.words[0] == "Nous n’avons rien entendu."

    here.press("11").do("spoke")

    assert here.words[0].startswith("Nous n’avons rien entendu. Essayons")
    assert Case.objects.count() == 0


def test_a_real_programme_is_only_rehearsed() -> None:
    here = Handset(kind="real").do("call").press("111").do("spoke")
    assert here.words[0].startswith("Votre message est enregistré")

    here.press("1")

    assert here.words[0].endswith("K A Y zéro quatre deux sept")
    assert "raccroché" in here.do("call").press("1").do("hang_up").page
    left: list[Any] = [Case, VoiceCall, Contact, OutboundMessage, StoredFile, Gateway]
    assert [table.objects.count() for table in left] == [0] * 6
    assert here.client.get(f"{here.address}son/?session=nothing").status_code == 404


def test_what_is_recorded_can_be_heard_and_what_is_borrowed_is_said() -> None:
    here = Handset()
    make_prompts(here.programme, "bm", without={"welcome"})
    page = here.do("call").press("2").page

    assert "pas encore enregistré dans cette langue (bambara)" in page
    assert f"/p/{here.programme.slug}/messages-vocaux/bm/free/son/" in page


@pytest.mark.parametrize("turn", ["", "x", "-1", "99999", "²"])
def test_a_broken_page_breaks_nothing(turn: str) -> None:
    here = Handset().do("call")
    session = re.findall(r'name="session" value="([^"]*)"', here.page)[0]

    answer = here.client.post(here.address, {"session": session, "turn": turn, "key": "1"})

    assert answer.status_code == 200
    assert here.client.post(here.address, {"session": "x", "key": "1"}).status_code == 404


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
def test_anybody_can_use_the_telephone() -> None:
    here = Handset()
    make_prompts(here.programme, "bm")
    pages = {"rest": here.page}
    pages["menu"] = here.do("call").page
    pages["recording"] = here.press("211").page
    pages["review"] = here.speak().page
    pages["over"] = here.press("1").page

    assert violations_in(pages) == {}
