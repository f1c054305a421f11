"""Voice lines and their sentences, and a provider of calls that signs what it sends."""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

from django.conf import settings
from django.test import Client
from twilio.request_validator import RequestValidator

from benkan.apps.files import actions as files
from benkan.apps.messaging import actions
from benkan.apps.messaging.models import Prompt
from benkan.apps.messaging.queries.prompts import prompts_in
from benkan.apps.messaging.rules import prompts as rules
from benkan.apps.messaging.rules.contracts import VoiceContract
from benkan.apps.registry.models import Programme
from tests.make.files import make_tone
from tests.make.messaging import ADMINISTRATOR, NUMBER
from tests.make.registry import NOW

SECRET = "a-secret-of-the-provider"
_serial = count(1)


def make_prompts(
    programme: Programme, *languages: str, without: Collection[str] = ()
) -> dict[str, UUID]:
    """Every sentence recorded and listened to, in some languages; all by one recording. The file of
    each language as a line plays it."""
    played: dict[str, UUID] = {}
    for language in languages:
        tone = make_tone(seconds=0.2 + 0.1 * len(played))
        recording = files.keep_audio(programme=programme.pk, content=tone, moment=NOW)
        played[language] = files.keep_for_telephone(recording=recording, moment=NOW)
        Prompt.objects.bulk_create(
            Prompt(
                programme=programme,
                code=one.code,
                language=language,
                recording_file=recording,
                telephone_file=played[language],
                recorded_words=one.words or one.guide,
                speaker="Awa Exemple",
                consented_at=NOW,
                reviewed_at=NOW,
                changed_at=NOW,
            )
            for one in prompts_in(programme.pk, language)
            if one.code not in without
        )
    return played


def make_voice_line(
    programme: Programme,
    *,
    languages: tuple[str, ...] = ("fr",),
    speaks_missing: bool = True,
    is_free: bool = True,
    recordings_host: str = "api.twilio.com",
    is_on_loopback: bool = False,
) -> UUID:
    contract = VoiceContract(
        auth_token=SECRET,
        account="AC0",
        recordings_host=recordings_host,
        languages=languages,
        is_free=is_free,
        speaks_missing=speaks_missing,
        is_on_loopback=is_on_loopback,
    )
    opened = actions.open_gateway(
        programme=programme.pk,
        code=f"voix-{next(_serial)}",
        contract=contract,
        actor=ADMINISTRATOR,
        moment=NOW,
    )
    return opened.gateway


def signed(address: str, body: dict[str, str], *, secret: str = SECRET) -> str:
    """The signature of a request, as the official library makes it."""
    validator: Any = RequestValidator(secret)
    return str(validator.compute_signature(address, body))


class Provider:
    """A provider of calls with one call: it signs as the official library does, does what the XML
    says, and repeats itself when told to."""

    def __init__(self, line: UUID, *, call: str = "", number: str = NUMBER) -> None:
        self._client = Client(enforce_csrf_checks=True)
        self.line = line
        self.call = call or f"CA{next(_serial):032}"
        self.number = number
        self.heard = ElementTree.Element("Response")
        self.last: tuple[str, dict[str, str]] = ("", {})

    def start(self) -> "Provider":
        return self._do(f"/passerelles/{self.line}/voix/", CallStatus="ringing")

    def press(self, keys: str) -> "Provider":
        """Each key is pressed when the menu has been said."""
        for key in keys:
            self._do(self._gather(), Digits=key, CallStatus="in-progress")
        return self

    def wait(self) -> "Provider":
        """No key is pressed, or no word is said: the last verb leads on."""
        return self._do(self.heard.findall("Redirect")[-1].text, CallStatus="in-progress")

    def speak(
        self, recording: str = "RE1", *, address: str = "", hangs_up: bool = False
    ) -> "Provider":
        fields = {
            "RecordingSid": recording,
            "RecordingUrl": address or f"https://api.twilio.com/Recordings/{recording}",
            "RecordingDuration": "4",
            "Digits": "hangup" if hangs_up else "#",
            "CallStatus": "completed" if hangs_up else "in-progress",
        }
        return self._do(self._record().get("action"), **fields)

    def tell_recording(self, recording: str = "RE1", *, address: str = "") -> int:
        """What arrives apart from the call, at any time."""
        answer = self.post(
            f"/passerelles/{self.line}/voix/enregistrement",
            {
                "RecordingSid": recording,
                "RecordingUrl": address or f"https://api.twilio.com/Recordings/{recording}",
                "RecordingStatus": "completed",
            },
        )
        return int(answer.status_code)

    def hang_up(self) -> int:
        fin = f"/passerelles/{self.line}/voix/fin"
        return int(self.post(fin, {"CallStatus": "completed"}).status_code)

    def repeat(self) -> "Provider":
        """The last request once more, as if our answer had been lost."""
        where, fields = self.last
        return self._do(where, **fields)

    def post(self, where: str | None, fields: dict[str, str], *, secret: str = SECRET) -> Any:
        assert where is not None, "the XML leads on"
        address = where if where.startswith("http") else f"{settings.ORIGIN}{where}"
        body = {"CallSid": self.call, "From": self.number, "To": "+22320000000", **fields}
        signature = signed(address, body, secret=secret)
        path = address.removeprefix(settings.ORIGIN)
        return self._client.post(path, body, headers={"X-Twilio-Signature": signature})

    @property
    def words(self) -> list[str]:
        """What the provider's own voice says, in order."""
        return [one.text or "" for one in self.heard.iter("Say")]

    @property
    def played(self) -> list[str]:
        return [one.text or "" for one in self.heard.iter("Play")]

    @property
    def verbs(self) -> list[str]:
        return [one.tag for one in self.heard]

    def _do(self, where: str | None, **fields: str) -> "Provider":
        assert where is not None, "the XML leads on"
        self.last = (where, fields)
        answer = self.post(where, fields)
        assert answer.status_code == 200, answer.content
        self.heard = ElementTree.fromstring(answer.content)
        return self

    def _gather(self) -> str | None:
        return self.heard.findall("Gather")[-1].get("action")

    def _record(self) -> ElementTree.Element:
        return self.heard.findall("Record")[-1]


TO_RECORD = "11"
"""Say what is wrong, water: from the first menu to where a caller speaks."""


class Archive:
    """Where a provider keeps recordings: a real HTTP server on this machine."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.content = make_tone(seconds=1, form="wav", codec="pcm_mulaw", rate=8_000)
        self.status = 200
        self.leads_to = ""
        self.asked: list[tuple[str, str]] = []

    def address(self, recording: str = "RE1") -> str:
        return f"http://{self.host}/Recordings/{recording}"


@contextmanager
def make_archive() -> Iterator[Archive]:
    class Shelf(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            archive.asked.append((self.path, self.headers.get("Authorization", "")))
            self.send_response(archive.status)
            if archive.leads_to:
                self.send_header("Location", archive.leads_to)
            self.send_header("Content-Length", str(len(archive.content)))
            self.end_headers()
            self.wfile.write(archive.content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    archive = Archive(f"127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield archive
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_call(archive: Archive, programme: Programme) -> Provider:
    """A provider whose recordings lie in the archive, with a line of its own."""
    line = make_voice_line(programme, recordings_host=archive.host, is_on_loopback=True)
    return Provider(line)


LANGUAGES = tuple(rules.LANGUAGES)
