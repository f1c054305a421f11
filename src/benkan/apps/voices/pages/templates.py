"""Ready answers: what there is, in which languages, and whether another has read it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.voices import actions, queries
from benkan.apps.voices.actions import words
from benkan.apps.voices.forms.templates import TemplateForm
from benkan.apps.voices.rules.languages import language_label
from benkan.apps.voices.rules.templates import (
    PLACES,
    WRITERS,
    ReviewedByAnother,
    check_may_write,
    filled,
)
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.words import sentence


@for_roles(*WRITERS)
def templates(request: PageRequest) -> HttpResponse:
    """The ready answers, and a form for one more."""
    check_may_write(request.actor)
    code = request.GET.get("code", "")[:40]
    form = TemplateForm(request.POST) if request.method == "POST" else TemplateForm()
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: _write(request, form, code=code))
        if not form.errors:
            return go_to(request, "voices:templates", done=gettext("The answer is written."))
    lines = queries.templates_of(request.programme.id)
    shown = {
        "answers": [(line, language_label(line.language)) for line in lines],
        "of": next((line for line in lines if line.code == code), None),
        "form": form,
        "me": request.actor.account,
        "places": PLACES.items(),
    }
    return render(request, "voices/templates.html", shown, status=422 if form.errors else 200)


@for_roles(*WRITERS)
@require_POST
def take_ready(request: PageRequest) -> HttpResponse:
    """Begin with the answers that are ready."""
    came = actions.take_ready_answers(
        programme=request.programme.id, actor=request.actor, moment=timezone.now()
    )
    done = gettext("%(n)s answers came.") % {"n": came}
    return go_to(request, "voices:templates", done=done)


@for_roles(*WRITERS)
def template(request: PageRequest, template_id: UUID) -> HttpResponse:
    """One ready answer, to be written anew."""
    check_may_write(request.actor)
    line = queries.template_of(template_id, request.programme.id)
    facts = {"title": line.title, "service": line.service or "", "language": line.language}
    form = TemplateForm(initial={**facts, "text": line.text})
    if request.method == "POST":
        form = TemplateForm({**request.POST.dict(), "language": line.language})
        if form.is_valid():
            attempt(form, lambda: _write(request, form, template=template_id))
        if not form.errors:
            return go_to(request, "voices:templates", done=gettext("The answer is written."))
    form.fields["language"].disabled = True
    shown = {"line": line, "form": form}
    return render(request, "voices/template.html", shown, status=422 if form.errors else 200)


@for_roles(*WRITERS)
@require_POST
def review_template(request: PageRequest, template_id: UUID) -> HttpResponse:
    try:
        actions.review_template(
            template=template_id,
            programme=request.programme.id,
            actor=request.actor,
            moment=timezone.now(),
        )
    except ReviewedByAnother as refusal:
        messages.warning(request, sentence(refusal))
        return go_to(request, "voices:templates")
    return go_to(request, "voices:templates", done=gettext("Noted: you have read it."))


@for_roles(*WRITERS)
@require_POST
def withdraw_template(request: PageRequest, template_id: UUID) -> HttpResponse:
    actions.withdraw_template(
        template=template_id, programme=request.programme.id, actor=request.actor
    )
    return go_to(request, "voices:templates", done=gettext("The answer is no longer offered."))


NO_ANSWERS: dict[str, Any] = {"ready": [], "chosen_answer": "", "no_answer_in": ""}
"""What `answers_for` gives where nobody answers: the case is over, or the reader may not."""


def answers_for(request: PageRequest, case: queries.CasePage, *, office: str) -> dict[str, Any]:
    """For the page of a case: the ready answers, filled in, and the one that was chosen."""
    lines = queries.templates_for(
        request.programme.id, service=case.line.service, language=case.language
    )
    values = {
        "reference": case.line.reference,
        "place": case.line.place_name,
        "service": gettext(case.line.service.label),
        "office": office,
    }
    ready = [(line, filled(line.text, values), language_label(line.language)) for line in lines]
    asked = request.GET.get("answer", "")
    return {
        "ready": ready,
        "chosen_answer": next((words for line, words, _ in ready if str(line.id) == asked), ""),
        "no_answer_in": ""
        if any(line.language == case.language for line in lines)
        else language_label(case.language),
        "may_write_answers": request.actor.holds(*WRITERS),
    }


def discreet_answer(case: queries.CasePage) -> str:
    """Words to begin with where an SMS would answer a sensitive message: they say nothing of it, since
    whoever holds the telephone reads them."""
    is_read_by_others = case.line.is_sensitive and case.can_be_answered
    return words.answer("discreet", case.language) if is_read_by_others else ""


def office_asked(handed: Sequence[queries.RequestPage]) -> str:
    """The office that was asked last, as a citizen knows it; nothing when none was."""
    line = handed[0].line if handed else None
    return f"{line.office_title}, {line.place_name}" if line else ""


def _write(request: PageRequest, form: TemplateForm, **which: Any) -> UUID:
    return actions.write_template(
        programme=request.programme.id,
        **which,
        **form.cleaned_data,
        actor=request.actor,
        moment=timezone.now(),
    )
