"""How the messages stand, and a telephone to try the programme with."""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.forms import PHONES, Phone, PretendedMessage, phone_of
from benkan.apps.messaging.queries import NotSent
from benkan.apps.messaging.rules import said
from benkan.apps.messaging.rules.outbox import Purpose, State
from benkan.kit.actor import Role
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, address, for_roles
from benkan.kit.refusals import NotFound

CARERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)
Line = dict[str, Any]


@for_roles(*CARERS)
def outbox(request: PageRequest) -> HttpResponse:
    """How many messages are where, and the last that did not arrive: no number, no words."""
    state = queries.outbox_state(request.programme.id)
    words = {
        "received": state.received,
        "counts": [(code, gettext(said.STATES[code]), state.counts[code]) for code in State],
        "trying_again": [_line(one) for one in state.trying_again],
        "not_sent": [_line(one) for one in state.not_sent],
        "gateways": queries.gateways_of(request.programme.id),
    }
    return render(request, "messaging/outbox.html", words)


def _line(one: NotSent) -> Line:
    sentence, details = said.reason(one.reason)
    return {
        "purpose": gettext(said.PURPOSES[Purpose(one.purpose)]),
        "state": gettext(said.STATES[State(one.state)]),
        "reason": gettext(sentence) % details,
        "attempts": one.attempts,
        "moment": one.changed_at,
    }


@for_roles(*CARERS)
def simulator(request: PageRequest) -> HttpResponseBase:
    """Write as a citizen would, in a programme that is not real, and see what comes back."""
    if request.programme.is_real:
        raise NotFound()
    phone = phone_of(request.GET.get("telephone"))
    form = PretendedMessage(request.POST or None, initial=_blank(phone))
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: _send(request, form))
        if form.is_valid():
            return HttpResponseRedirect(_screen(request, form.sender()))
    return render(request, "messaging/simulator.html", _shown(request, phone, form))


def _blank(phone: Phone) -> dict[str, str]:
    return {"phone": phone.code, "key": secrets.token_hex(16)}


def _send(request: PageRequest, form: PretendedMessage) -> bool:
    text = form.cleaned_data["text"]
    return actions.receive(
        gateway=actions.simulator_of(programme=request.programme.id),
        external_key=queries.delivery_key(message_id=form.cleaned_data["key"]),
        number=form.sender().number,
        text=text,
        raw=text.encode(),
        moment=timezone.now(),
    )


def _shown(request: PageRequest, phone: Phone, form: PretendedMessage) -> dict[str, Any]:
    programme = request.programme.id
    contact = queries.simulated_contact(programme, phone.number)
    said_here = queries.simulated_messages(programme, contact=contact) if contact else []
    screens = [(one, _screen(request, one), one == phone) for one in PHONES]
    return {"phone": phone, "screens": screens, "conversation": said_here, "form": form}


def _screen(request: PageRequest, phone: Phone) -> str:
    place = address(request, "messaging:simulator")
    return f"{place}?{urlencode({'telephone': phone.code})}#dernier"
