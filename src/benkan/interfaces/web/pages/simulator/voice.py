"""Call the service as a citizen would, and press the keys that the voice names.

In a demonstration the page is the provider: it asks the same actions as the gateway, and what is
recorded opens a message. In a real programme it only asks the rules where the keys lead.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.files import queries as files
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries as lines
from benkan.apps.messaging.queries import Spoken
from benkan.apps.messaging.rules.prompts import LANGUAGES
from benkan.apps.voices import actions, queries
from benkan.apps.voices.queries import CallHere
from benkan.apps.voices.rules import voice_menu
from benkan.apps.voices.rules.voice_menu import RECORDING, At, Line, Said, Where
from benkan.interfaces.web.pages.simulator.frame import TRIERS, Phone, frame, phone_of, screen
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, address, file_response, for_roles
from benkan.kit.refusals import NotFound

HERE = "web:simulator_voice"
PRETENDED = Line(languages=("fr", "bm"), is_free=True)
"""What is offered where no line is open yet."""
REFERENCE = "KAY-0427"
MOST_KEYS = 200
SPOKE = "s"
MOST_READ = 10_000_000
PAD = "123456789*0#"


@dataclass(frozen=True)
class Call:
    """A call as the page shows it. `session` names it; `keys`: all that was done, in a real programme,
    where nothing of it is kept."""

    session: str = ""
    keys: str = ""
    where: Where | None = None
    reference: str = ""
    is_written_to: bool = True
    has_hung_up: bool = False

    @property
    def goes_on(self) -> bool:
        return self.where is not None and not self.where.is_over and not self.has_hung_up


@for_roles(*TRIERS)
def voice(request: PageRequest) -> HttpResponse:
    """A telephone in a call, or at rest. A page that is sent twice is a provider that repeats itself."""
    phone, form, line = phone_of(request.GET.get("telephone")), forms.Form({}), _line(request)
    call: Call | None = Call()
    if request.method == "POST":
        go_on = _rehearsed if not request.programme.is_demonstration else _really
        call = attempt(form, lambda: go_on(request, phone, line))
    if call is None:  # the recording could not be kept: she is where she was
        call = _shown(request.POST.get("session", ""), _here(request, request.POST))
    words = frame(request, page=HERE, phone=phone) | _words(request, call, line)
    words |= {"form": form, "sms": screen(request, "web:simulator", phone) + "#dernier"}
    status = 422 if form.errors else 200
    return render(request, "web/simulator_voice.html", words, status=status)


@for_roles(*TRIERS)
def sound(request: PageRequest) -> HttpResponseBase:
    """What was recorded in a pretended call."""
    if not request.programme.is_demonstration:
        raise NotFound()
    return file_response(files.opened(_here(request, request.GET).heard_file))


def _line(request: PageRequest) -> Line:
    """What the programme's own line offers, or what one might."""
    for line in lines.voice_lines_of(request.programme.id):
        if line.is_open:
            return Line(languages=line.languages, is_free=line.is_free)
    return PRETENDED


def _really(request: PageRequest, phone: Phone, line: Line) -> Call:
    """One step of a pretended call, as the gateway takes it."""
    said, do = request.POST, request.POST.get("do", "")
    session = secrets.token_hex(16) if do == "call" else said.get("session", "")[:32]
    gateway = messaging.simulator_of(programme=request.programme.id)
    named: dict[str, Any] = {"gateway": gateway, "call_key": _call_key(session)}
    moment, turn = timezone.now(), _turn(said.get("turn", ""))
    if do == "call":
        here = actions.begin_call(
            programme=request.programme.id, number=phone.number, line=line, moment=moment, **named
        )
    elif do == "hang_up":
        here = actions.end_call(moment=moment, **named)
    elif do == "spoke":
        brought = request.FILES.get("recording")
        file = actions.keep_spoken(
            programme=request.programme.id,
            content=brought.read(MOST_READ) if brought else b"",
            moment=moment,
        )
        key = f"{session} {turn}" if file else ""
        here = actions.note_spoken(turn=turn, recording_key=key, file=file, moment=moment, **named)
    else:
        here = actions.press(
            turn=turn, key=said.get("key", "")[:1], line=line, moment=moment, **named
        )
    return _shown(session, here)


def _rehearsed(request: PageRequest, phone: Phone, line: Line) -> Call:
    """Where the keys lead, worked out from the first one each time."""
    said, do = request.POST, request.POST.get("do", "")
    keys = said.get("keys", "")[:MOST_KEYS]
    if do == "call":
        keys = ""
    elif do == "spoke":
        keys += SPOKE
    elif do != "hang_up":
        # A silence is written as a dash.
        keys += said.get("key", "")[:1] or "-"
    where = voice_menu.begin(line, known_language="")
    for key in keys:
        if key == SPOKE:
            where = voice_menu.after_recording(where, has_sound=True)
        else:
            where = voice_menu.after(where, key.replace("-", ""), line)
    return Call("dry", keys, where, REFERENCE, has_hung_up=do == "hang_up")


def _here(request: PageRequest, said: Any) -> CallHere:
    gateway = messaging.simulator_of(programme=request.programme.id)
    here = queries.call_here(gateway, _call_key(said.get("session", "")[:32]))
    if here is None:
        raise NotFound()
    return here


def _call_key(session: str) -> str:
    return lines.delivery_key(message_id=f"simulator {session}")


def _turn(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else -1


def _shown(session: str, here: CallHere) -> Call:
    over = here.ended_at is not None
    return Call(session, "", here.where, here.reference, here.is_written_to, has_hung_up=over)


def _words(request: PageRequest, call: Call, line: Line) -> dict[str, Any]:
    where = call.where
    if where is None:
        return {"call": call, "pad": PAD}
    said: Iterable[Said] = voice_menu.said(where, line)
    if where.at is At.KEPT and call.reference:
        written = call.is_written_to
        said = voice_menu.farewell(where.language, reference=call.reference, is_written_to=written)
    elif call.has_hung_up and not where.is_over:
        said = ()
    return {
        "call": call,
        "pad": PAD,
        "heard": _heard(request, call, said),
        "is_to_speak": call.goes_on and where.at is At.RECORD,
        "is_kept": bool(call.reference) and (where.at is At.KEPT or call.has_hung_up),
        "longest": voice_menu.MOST_SECONDS,
    }


@dataclass(frozen=True)
class Heard:
    """A line of what the caller hears: in words, with the recording of its sentence. `borrowed`: the
    language in which it ought to be said, and is not yet."""

    words: str
    language: str
    sounds: tuple[str, ...]
    borrowed: str = ""


def _heard(request: PageRequest, call: Call, said: Iterable[Said]) -> list[Heard]:
    how = lines.Voices(request.programme.id, speaks_missing=True)
    found: list[Heard] = []
    for one in said:
        if one.code == RECORDING:
            there = address(request, "web:simulator_voice_sound")
            href = f"{there}?{urlencode({'session': call.session})}"
            own = () if not request.programme.is_demonstration else (href,)
            found.append(Heard(gettext("(what you have recorded)"), "fr", own))
            continue
        spoken = how.of(one.code, one.language)
        line = _line_of(request, one, spoken)
        is_piece = one.code.startswith(("digit_", "letter_")) and found
        if is_piece:
            last = found[-1]
            # Each digit and letter has a recording of its own: a player for each would hide the rest.
            line = replace(last, words=f"{last.words} {line.words}")
            found.pop()
        found.append(line)
    return found


def _line_of(request: PageRequest, one: Said, spoken: Spoken) -> Heard:
    sounds: tuple[str, ...] = ()
    if spoken.file is not None:
        named = {"language": spoken.language, "prompt": spoken.code}
        sounds = (address(request, "voices:listen_prompt", **named),)
    borrowed = "" if spoken.language == one.language else gettext(LANGUAGES[one.language])
    return Heard(spoken.words, spoken.language, sounds, borrowed)
