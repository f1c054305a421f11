"""Telephone calls by TwiML, as Twilio and those who copy it speak it.

Each request is signed by the provider, and moves the call at most one step, committed before the
answer. What a caller recorded is fetched later: see docs/how-to/open-a-voice-line.md.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound, QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from twilio.twiml.voice_response import Gather, VoiceResponse

from benkan.apps.files import queries as files
from benkan.apps.messaging import queries as lines
from benkan.apps.messaging.queries import VoiceLineHere
from benkan.apps.messaging.rules.prompts import SPOKEN_BY_PROVIDER
from benkan.apps.voices import actions as voices
from benkan.apps.voices.queries import CallHere
from benkan.apps.voices.rules import voice_menu
from benkan.apps.voices.rules.opening import ProgrammeIsOver
from benkan.apps.voices.rules.voice_menu import At, Line, Said
from benkan.interfaces.gateways.guarding import plain
from benkan.kit.pages import file_response, for_everyone
from benkan.kit.refusals import NotFound, Refused
from benkan.kit.words import sentence

SECONDS_TO_PRESS = 6
SECONDS_TO_BREAK_IN = 1
SECONDS_OF_SILENCE = 8
"""After so long without a word a recording ends by itself."""

Taking = Callable[..., HttpResponse]


def for_voice_lines(what: Taking) -> Callable[..., HttpResponseBase]:
    """An address for the provider of a voice line, which signs what it sends."""

    @wraps(what)
    def page(request: HttpRequest, gateway: UUID, **named: Any) -> HttpResponse:
        line = lines.voice_line_that_signed(
            request.headers.get("X-Twilio-Signature", ""),
            gateway=gateway,
            address=f"{settings.ORIGIN}{request.get_full_path()}",
            fields=request.POST,
        )
        if line is None:
            return plain("Forbidden", 403)
        if not request.POST.get("CallSid"):
            return plain("CallSid is missing", 400)
        try:
            return what(line, request.POST, **named)
        except ProgrammeIsOver as refusal:
            return _hung_up(refusal)

    guarded: Callable[..., HttpResponseBase] = csrf_exempt(require_POST(for_everyone(page)))
    return guarded


@for_voice_lines
def called(line: VoiceLineHere, fields: QueryDict) -> HttpResponse:
    """Somebody calls. Asked again, she hears again where she is."""
    return _spoken(line, _begin(line, fields))


@for_voice_lines
def pressed(line: VoiceLineHere, fields: QueryDict, turn: int) -> HttpResponse:
    """A key, or none in time."""
    try:
        here = voices.press(
            gateway=line.id,
            call_key=_call_key(fields),
            turn=turn,
            key=fields.get("Digits", "")[:1],
            line=_offer(line),
            moment=timezone.now(),
        )
    except NotFound:  # a call that began before our memory does
        here = _begin(line, fields)
    return _spoken(line, here)


@for_voice_lines
def spoke(line: VoiceLineHere, fields: QueryDict, turn: int) -> HttpResponse:
    """The caller has spoken, or was silent; or hung up while she spoke."""
    _begin(line, fields)
    has_sound = fields.get("RecordingUrl") and fields.get("RecordingDuration") != "0"
    here = voices.note_spoken(
        gateway=line.id,
        call_key=_call_key(fields),
        turn=turn,
        recording_key=_recording_key(fields) if has_sound else "",
        address=fields.get("RecordingUrl", "")[:500],
        moment=timezone.now(),
    )
    if _is_over(fields):
        here = _end(line, fields)
    return _spoken(line, here)


@for_voice_lines
def recorded(line: VoiceLineHere, fields: QueryDict) -> HttpResponse:
    """A recording is ready at the provider's, which tells us apart from the call, often later."""
    if fields.get("RecordingStatus", "completed") == "completed" and fields.get("RecordingUrl"):
        _begin(line, fields)
        voices.note_recording(
            gateway=line.id,
            call_key=_call_key(fields),
            recording_key=_recording_key(fields),
            address=fields.get("RecordingUrl", "")[:500],
            moment=timezone.now(),
        )
    return HttpResponse(status=204)


@for_voice_lines
def ended(line: VoiceLineHere, fields: QueryDict) -> HttpResponse:
    """The call is over. One that never reached our menus leaves nothing behind."""
    if _is_over(fields):
        with suppress(NotFound):
            _end(line, fields)
    return HttpResponse(status=204)


@require_safe
@for_everyone
def prompt(request: HttpRequest, gateway: UUID, file: UUID) -> HttpResponseBase:
    """A sentence of the line, as everybody hears it who calls. It never changes under its address."""
    line = lines.voice_line_here(gateway)
    if line is None or not lines.is_spoken_file(line.programme, file):
        return HttpResponseNotFound()
    response = file_response(files.opened(file))
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _hung_up(refusal: Refused) -> HttpResponse:
    """One sentence in the provider's own voice: nobody records sentences for what is over."""
    answer = VoiceResponse()
    with translation.override("fr"):
        answer.say(sentence(refusal), language=SPOKEN_BY_PROVIDER["fr"])
    answer.hangup()
    return HttpResponse(str(answer), content_type="text/xml; charset=utf-8")


def _begin(line: VoiceLineHere, fields: QueryDict) -> CallHere:
    return voices.begin_call(
        programme=line.programme,
        gateway=line.id,
        call_key=_call_key(fields),
        number=fields.get("From", ""),
        line=_offer(line),
        moment=timezone.now(),
    )


def _end(line: VoiceLineHere, fields: QueryDict) -> CallHere:
    return voices.end_call(gateway=line.id, call_key=_call_key(fields), moment=timezone.now())


def _offer(line: VoiceLineHere) -> Line:
    return Line(languages=line.languages, is_free=line.is_free)


def _call_key(fields: QueryDict) -> str:
    return lines.delivery_key(message_id=fields.get("CallSid", ""))


def _recording_key(fields: QueryDict) -> str:
    return lines.delivery_key(
        message_id=fields.get("RecordingSid") or fields.get("RecordingUrl", "")
    )


def _is_over(fields: QueryDict) -> bool:
    over = {"completed", "busy", "failed", "no-answer", "canceled"}
    return fields.get("CallStatus") in over or fields.get("Digits") == "hangup"


def _spoken(line: VoiceLineHere, here: CallHere) -> HttpResponse:
    """Where the call is, as the provider plays it: always the same for the same place."""
    twiml = str(_Answer(line, here).twiml())
    return HttpResponse(twiml, content_type="text/xml; charset=utf-8")


class _Answer:
    """What a caller hears and may do where she is."""

    def __init__(self, line: VoiceLineHere, here: CallHere) -> None:
        self._line, self._here, self._offer = line, here, _offer(line)
        self._voices = lines.Voices(line.programme, speaks_missing=line.speaks_missing)

    def twiml(self) -> VoiceResponse:
        answer, where = VoiceResponse(), self._here.where
        if where.at is At.KEPT and self._here.reference:
            reference, written = self._here.reference, self._here.is_written_to
            words = voice_menu.farewell(where.language, reference=reference, is_written_to=written)
            self._say(answer, words)
            answer.hangup()
        elif where.is_over or self._here.ended_at is not None:
            self._say(answer, voice_menu.said(where, self._offer))
            answer.hangup()
        elif where.at is At.RECORD:
            self._ask(answer, seconds=SECONDS_TO_BREAK_IN)
            self._record(answer)
        else:
            key = self._ask(answer, seconds=SECONDS_TO_PRESS)
            answer.redirect(key, method="POST")
        return answer

    def _ask(self, answer: VoiceResponse, *, seconds: int) -> str:
        """Say the menu, and wait for a key so long. Answers with the address that takes it."""
        key = _address(self._line, "voice_key", turn=self._here.where.turns)
        gather = Gather(action=key, method="POST", num_digits=1, finish_on_key="", timeout=seconds)
        self._say(gather, voice_menu.said(self._here.where, self._offer))
        answer.append(gather)
        return key

    def _record(self, answer: VoiceResponse) -> None:
        """Record; who says nothing is led to the same address, without a recording."""
        spoke = _address(self._line, "voice_spoke", turn=self._here.where.turns)
        answer.record(
            action=spoke,
            method="POST",
            max_length=voice_menu.MOST_SECONDS,
            timeout=SECONDS_OF_SILENCE,
            finish_on_key="#",
            play_beep=True,
            recording_status_callback=_address(self._line, "voice_recorded"),
            recording_status_callback_method="POST",
        )
        answer.redirect(spoke, method="POST")

    def _say(self, into: Any, words: Iterable[Said]) -> None:
        for one in words:
            if one.code == voice_menu.RECORDING:
                self._play_back(into)
                continue
            spoken = self._voices.of(one.code, one.language)
            if spoken.file is not None:
                into.play(_address(self._line, "voice_prompt", file=spoken.file))
            elif spoken.voice:
                into.say(spoken.words, language=spoken.voice)

    def _play_back(self, into: Any) -> None:
        """What the caller said, from where the provider keeps it, and from nowhere else."""
        if urlsplit(self._here.heard).netloc.lower() == self._line.recordings_host:
            into.play(self._here.heard)


def _address(line: VoiceLineHere, name: str, **named: Any) -> str:
    return str(settings.ORIGIN) + reverse(f"gateways:{name}", kwargs={"gateway": line.id, **named})
