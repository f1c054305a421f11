"""End the scoring: what is missing, one sentence each."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.assessments import actions, rules
from benkan.apps.assessments.pages.seeing import worked, works_on
from benkan.apps.assessments.pages.values import hundredths
from benkan.apps.assessments.queries.closing import standing_of
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.rules.closing import missing, worth_a_look
from benkan.kit.forms import Form, is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.words import sentence


@for_roles(*rules.WORKERS)
def closing(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What stands in the way and what is worth a look; and the button."""
    card = worked(request, round_id)
    form: forms.Form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and is_done(form, lambda: _closed(request, round_id)):
        done = gettext("The scoring is closed and the result computed. Nobody outside sees it yet.")
        return go_to(request, "assessments:closing", round_id=round_id, done=done)
    now = standing_of(seen_round(round_id, programme=request.programme.id, actor=request.actor))
    shown = {
        "round": card,
        "form": form,
        "missing": [(refusal.code, sentence(refusal)) for refusal in missing(now)],
        "remarks": [gettext(one.text) % one.details for one in worth_a_look(now)],
        "questions": now.questions,
        "index": hundredths(card.index),
        "coverage": hundredths(card.coverage),
        "may_release": works_on(request, round_id, *rules.RELEASERS),
    }
    return render(request, "assessments/meeting/closing.html", shown)


def _closed(request: PageRequest, round_id: UUID) -> None:
    actions.close_round(round_id=round_id, actor=request.actor, moment=timezone.now())
