"""What the words that a citizen gets cost as an SMS, for the forms on the page of a case."""

from typing import Any

from django import forms

from benkan.apps.messaging import queries as messaging
from benkan.apps.voices import queries
from benkan.apps.voices.actions import words
from benkan.apps.voices.rules.reasons import REASONS
from benkan.apps.voices.rules.states import State
from benkan.kit.pages import PageRequest


def costs_of(
    request: PageRequest, case: queries.CasePage, *, answer: forms.Form, set_aside: forms.Form
) -> dict[str, Any]:
    """What each form costs, in the citizen's language; nothing where no SMS can be sent. One query."""
    if not case.can_be_answered:
        return {}
    price = messaging.segment_price(request.programme.id)
    return {
        "cost": messaging.composing(
            price, text=answer["answer"].value() or "", before=_before(case)
        ),
        "aside_cost": messaging.composing(
            price,
            text=set_aside["reason"].value() or "",
            before=_before(case),
            befores={why.value: _before(case, why) for why in REASONS[State.SET_ASIDE]},
            chosen=set_aside["why"].value() or "",
        ),
    }


def _before(case: queries.CasePage, why: str = "") -> str:
    """What goes before the desk's own words."""
    reason = words.why(why, "", case.language)
    said = f"{reason} " if reason else ""
    return words.sms("step", case.language, reference=case.line.reference, words=said)
