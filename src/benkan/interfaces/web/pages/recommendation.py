"""What becomes of a recommendation: a promise of an office, or a reason why not."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from benkan.apps.activities import actions as activities
from benkan.apps.activities.rules import ORGANISERS
from benkan.apps.activities.rules.ending import REASONS, Ending
from benkan.interfaces.web.gather.recommendation import Recommendation, recommendation_of
from benkan.kit.forms import Day, Form, is_done, offer
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service


class NoteForm(Form):
    """A recommendation, before anybody has said what becomes of it."""

    action = forms.CharField(
        label=_("What the meeting recommends"), widget=forms.Textarea(attrs={"rows": 3})
    )
    problem = forms.CharField(
        label=_("For which problem"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    service = forms.ChoiceField(
        label=_("Service"), choices=[(one.value, _(one.label)) for one in Service], initial="other"
    )


class PromiseForm(Form):
    """Who does it, by when."""

    office = forms.TypedChoiceField(label=_("Who will do it"), coerce=UUID)
    due_on = forms.DateField(label=_("By which day"), widget=Day)


class EndForm(Form):
    """Why it does not become a promise."""

    ending = forms.ChoiceField(
        label=_("Why not?"),
        widget=forms.RadioSelect,
        choices=[(one.value, _(one.label)) for one in REASONS],
    )
    promised_before = forms.TypedChoiceField(
        label=_("Which promise answers it already?"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("Only where it was promised already."),
    )
    note = forms.CharField(
        label=_("In a sentence"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


@for_roles(*ORGANISERS)
def recommendation(request: PageRequest, recommendation_id: UUID) -> HttpResponse:
    """One recommendation, with the two ways to end it."""
    found = _found(request, recommendation_id)
    return _shown(request, found, _promise_form(found), _end_form(found))


@require_POST
@for_roles(*ORGANISERS)
def promise(request: PageRequest, recommendation_id: UUID) -> HttpResponse:
    """Put it before an office."""
    found = _found(request, recommendation_id)
    form = _promise_form(found, request)
    if form.is_valid() and is_done(
        form,
        lambda: activities.promise_recommendation(
            recommendation=recommendation_id,
            actor=request.actor,
            moment=timezone.now(),
            **form.cleaned_data,
        ),
    ):
        done = gettext("The recommendation is put before the office, which is asked to answer.")
        return _back(request, found, done)
    return _shown(request, found, form, _end_form(found))


@require_POST
@for_roles(*ORGANISERS)
def end(request: PageRequest, recommendation_id: UUID) -> HttpResponse:
    """Write down why it does not become a promise."""
    found = _found(request, recommendation_id)
    form = _end_form(found, request)
    if form.is_valid() and is_done(
        form,
        lambda: activities.end_recommendation(
            recommendation=recommendation_id,
            actor=request.actor,
            moment=timezone.now(),
            **form.cleaned_data,
        ),
    ):
        return _back(request, found, gettext("The reason is written down."))
    return _shown(request, found, _promise_form(found), form)


def _found(request: PageRequest, recommendation_id: UUID) -> Recommendation:
    found = recommendation_of(
        recommendation_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
    )
    if not found.is_ours:
        raise NotFound()
    return found


def _promise_form(found: Recommendation, request: PageRequest | None = None) -> PromiseForm:
    form = PromiseForm(request.POST if request else None, auto_id="promise-%s")
    named = [(str(card.id), f"{card.title}, {card.place_name}") for card in found.offices]
    offer(form, "office", [("", gettext("Choose…")), *named])
    return form


def _end_form(found: Recommendation, request: PageRequest | None = None) -> EndForm:
    form = EndForm(request.POST if request else None, auto_id="end-%s")
    named = [(str(one.id), _named(one.action, one.due_on)) for one in found.promises]
    offer(form, "promised_before", [("", gettext("Choose…")), *named])
    return form


def _named(action: str, due_on: date) -> str:
    return f"{action[:80]} ({due_on:%d/%m/%Y})"


def _back(request: PageRequest, found: Recommendation, done: str) -> HttpResponse:
    return go_to(request, "web:meeting", activity_id=found.activity.id, done=done)


def _shown(
    request: PageRequest, found: Recommendation, promise_form: PromiseForm, end_form: EndForm
) -> HttpResponse:
    shown = {
        "found": found,
        "activity": found.activity,
        "line": found.recommended,
        "is_open": found.recommended.ending is Ending.OPEN,
        "promise_form": promise_form,
        "end_form": end_form,
    }
    return render(request, "web/recommendation.html", shown)
