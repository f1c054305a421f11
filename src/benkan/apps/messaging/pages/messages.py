"""How the messages stand."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.messaging import queries
from benkan.apps.messaging.queries import LettersState, NotSent
from benkan.apps.messaging.rules import said
from benkan.apps.messaging.rules.outbox import Purpose, State
from benkan.kit.actor import Role
from benkan.kit.pages import PageRequest, for_roles
from benkan.kit.templatetags.benkan import number

CARERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)
Line = dict[str, Any]


@for_roles(*CARERS)
def outbox(request: PageRequest) -> HttpResponse:
    """How many SMS and e-mails are where, and the last that did not arrive: no number, no address,
    no words."""
    state, now = queries.outbox_state(request.programme.id), timezone.now()
    words = {
        "received": _counted(state.received),
        "counts": [
            (code, gettext(said.STATES[code]), _counted(state.counts[code])) for code in State
        ],
        "trying_again": [_line(one) for one in state.trying_again],
        "not_sent": [_line(one) for one in state.not_sent],
        "letters": _letters(queries.letters_state(request.programme.id)),
        "gateways": queries.gateways_of(request.programme.id),
        "asleep": queries.waiting_for_morning(request.programme.id, now=now),
        "morning": queries.morning_after(now),
        "news": queries.followers_shown(request.programme.id),
    }
    return render(request, "messaging/outbox.html", words)


def _counted(many: int) -> str:
    """A count as far as it goes."""
    if many <= queries.MOST_COUNTED:
        return str(many)
    return gettext("more than %(n)s") % {"n": number(queries.MOST_COUNTED)}


def _line(one: NotSent) -> Line:
    sentence, details = said.reason(one.reason)
    return {
        "purpose": gettext(said.PURPOSES[Purpose(one.purpose)]),
        "state": gettext(said.STATES[State(one.state)]),
        "reason": gettext(sentence) % details,
        "attempts": one.attempts,
        "moment": one.changed_at,
    }


def _letters(state: LettersState) -> Line:
    return {
        "total": state.total,
        "counts": [
            (gettext(said.LETTER_STATES[code]), state.counts[code])
            for code in said.LETTER_STATES
            if code in state.counts
        ],
        "troubles": [
            {
                "purpose": gettext("E-mail"),
                "state": gettext(said.LETTER_STATES[State(one.state)]),
                "reason": gettext(said.reason(one.reason)[0]) % said.reason(one.reason)[1],
                "attempts": one.attempts,
                "moment": one.changed_at,
            }
            for one in state.troubles
        ],
    }
