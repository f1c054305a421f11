"""Dial the service as a citizen would from a telephone with keys.

In a demonstration the page is the provider: it joins what was typed and asks the same action as the
gateway. Elsewhere it only asks the rules what the screen would be.
"""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from benkan.apps.messaging import queries as messaging
from benkan.apps.voices import actions, queries
from benkan.apps.voices.queries import UssdScreen
from benkan.apps.voices.rules.ussd.fitting import ROOM, letters
from benkan.interfaces.web.pages.simulator.frame import TRIERS, Phone, frame, phone_of, screen
from benkan.kit.pages import PageRequest, for_roles

HERE = "web:simulator_ussd"
KEYS = (
    ("1", ""), ("2", "abc"), ("3", "def"), ("4", "ghi"), ("5", "jkl"), ("6", "mno"),
    ("7", "pqrs"), ("8", "tuv"), ("9", "wxyz"), ("*", ""), ("0", ""), ("#", ""),
)  # fmt: skip
MOST_TYPED = 80


@dataclass(frozen=True)
class Handset:
    """What the telephone remembers between two keys: it is carried in the form, not kept here."""

    session: str = ""
    typed: tuple[str, ...] = ()
    draft: str = ""


@for_roles(*TRIERS)
def ussd(request: PageRequest) -> HttpResponse:
    """A telephone with keys. A page that is sent twice is a provider that repeats itself."""
    phone = phone_of(request.GET.get("telephone"))
    handset = _after(request) if request.method == "POST" else Handset()
    shown = _screen(request, handset, phone) if handset.session else None
    words = frame(request, page=HERE, phone=phone) | _words(request, handset, shown, phone)
    return render(request, "web/simulator_ussd.html", words)


def _after(request: PageRequest) -> Handset:
    """The telephone after the key that was pressed."""
    said = request.POST
    now = Handset(
        session=said.get("session", "")[:32],
        typed=tuple(one[:ROOM] for one in said.getlist("typed")[:MOST_TYPED]),
        draft=said.get("draft", "")[:ROOM],
    )
    if key := said.get("key", ""):
        return replace(now, draft=(now.draft + key[:1])[:ROOM])
    match said.get("do"):
        case "call":
            return Handset(session=secrets.token_hex(16))
        case "send" if now.session:
            return replace(now, typed=(*now.typed, now.draft), draft="")
        case "erase":
            return replace(now, draft=now.draft[:-1])
        case "hang_up":
            return Handset()
    return now


def _screen(request: PageRequest, handset: Handset, phone: Phone) -> UssdScreen:
    if not request.programme.is_demonstration:
        return queries.rehearsed(handset.typed)
    return actions.dial(
        programme=request.programme.id,
        number=phone.number,
        session=f"simulator {handset.session}",
        text="*".join(handset.typed),
        moment=timezone.now(),
    )


def _words(
    request: PageRequest, handset: Handset, shown: UssdScreen | None, phone: Phone
) -> dict[str, Any]:
    return {
        "handset": handset,
        "shown": shown,
        "letters": letters(shown.text) if shown else 0,
        "longest": ROOM,
        "keys": KEYS,
        "code": messaging.dialled_code(request.programme.id) or "*123#",
        "sms": screen(request, "web:simulator", phone) + "#dernier",
    }
