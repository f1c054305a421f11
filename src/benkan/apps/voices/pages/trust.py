"""Who reads sensitive messages, and whom a message is about."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.registry import queries as registry
from benkan.apps.voices import actions, queries
from benkan.apps.voices.forms.trust import (
    AboutForm,
    ConfidantForm,
    GuardForm,
    ListedConfidantForm,
    SaidAboutForm,
)
from benkan.apps.voices.pages.queue import to_case, to_list, walk_of
from benkan.apps.voices.rules.scope import ANSWERERS, SORTERS
from benkan.apps.voices.rules.sensitivity import NAMERS
from benkan.kit.actor import STAFF
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to


@for_roles(*NAMERS)
def confidants(request: PageRequest) -> HttpResponse:
    """The list of those who read sensitive messages; a person more is named below it."""
    programme, now = request.programme.id, timezone.now()
    form = ListedConfidantForm(request.POST or None)
    form.offer_people(registry.people_to_choose(programme, *STAFF, moment=now))
    own = request.actor.places(*NAMERS)
    form.offer_places(registry.places_to_choose(own), country=own is None)
    if form.is_valid() and is_done(form, lambda: _name(request, form)):
        return go_to(request, "voices:confidants", done=gettext("This person is named."))
    shown = {
        "confidants": queries.confidants_of(programme),
        "form": form,
    }
    return render(request, "voices/confidants.html", shown, status=422 if form.errors else 200)


def _name(request: PageRequest, form: forms.Form) -> UUID:
    return actions.name_confidant(
        programme=request.programme.id,
        account=form.cleaned_data["account"],
        place=form.cleaned_data["place"],
        actor=request.actor,
        moment=timezone.now(),
    )


@for_roles(*ANSWERERS)
@require_POST
def end_confidant(request: PageRequest, confidant: UUID) -> HttpResponse:
    """End what somebody was named for, on the list or on one message."""
    case = queries.case_of_confidant(confidant)
    actions.end_confidant(
        programme=request.programme.id,
        confidant=confidant,
        actor=request.actor,
        moment=timezone.now(),
    )
    done = gettext("This person reads no longer.")
    if case is None:
        return go_to(request, "voices:confidants", done=done)
    if not queries.may_read(case, actor=request.actor, programme=request.programme.id):
        return go_to(request, "voices:triage", done=done)
    return go_to(request, "voices:case", case_id=case, done=done)


@for_roles(*ANSWERERS)
def entrust(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Name somebody to follow one sensitive message."""
    row = queries.case_to_open(
        case_id, actor=request.actor, programme=request.programme.id, roles=ANSWERERS
    )
    form = ConfidantForm(request.POST or None)
    form.offer_people(_people(request))
    if form.is_valid() and is_done(
        form,
        lambda: actions.entrust_case(
            case=case_id,
            account=form.cleaned_data["account"],
            actor=request.actor,
            moment=timezone.now(),
        ),
    ):
        return _back(request, case_id)
    return _asked(request, "voices/entrust.html", row.reference, case_id, form)


@for_roles(*SORTERS)
def about(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Say whom a message is about, or that it is not about her. What there is to choose from is long,
    so that it has a page of its own."""
    row = queries.case_to_open(
        case_id, actor=request.actor, programme=request.programme.id, roles=SORTERS
    )
    sent = SaidAboutForm(request.POST or None)
    if sent.is_valid() and is_done(sent, lambda: _say_about(request, case_id, sent)):
        return _back(request, case_id)
    form = AboutForm(request.POST or None).offer_subjects(
        offices=queries.offices_it_may_be_about(row, on=timezone.localdate()),
        organisations=registry.organisations_called(request.programme.id),
        people=_people(request) if request.actor.holds_anywhere(*ANSWERERS) else [],
    )
    if request.method == "POST":
        form.full_clean()
        for error in sent.non_field_errors():
            form.add_error(None, error)
    return _asked(request, "voices/about.html", row.reference, case_id, form)


def _people(request: PageRequest) -> list[tuple[UUID, str]]:
    return registry.people_to_choose(request.programme.id, *STAFF, moment=timezone.now())


def _say_about(request: PageRequest, case_id: UUID, form: forms.Form) -> None:
    kind, subject = form.cleaned_data["subject"]
    actions.say_about(
        case=case_id,
        kind=kind,
        subject=subject,
        is_so=form.cleaned_data["is_so"] == "yes",
        actor=request.actor,
        moment=timezone.now(),
    )


def _asked(
    request: PageRequest, template: str, reference: str, case_id: UUID, form: forms.Form
) -> HttpResponse:
    shown = {
        "reference": reference,
        "case_id": case_id,
        "form": form,
        "along": walk_of(request).list_query,
    }
    return render(request, template, shown, status=422 if form.errors else 200)


def _back(request: PageRequest, case_id: UUID) -> HttpResponse:
    """To the message; whoever may not read it any more goes to the list."""
    messages.success(request, gettext("Done."))
    query = walk_of(request).list_query
    if not queries.may_read(case_id, actor=request.actor, programme=request.programme.id):
        return to_list(request, query)
    return to_case(request, case_id, query)


def trust_of(case_id: UUID, trust: queries.TrustOfCase) -> dict[str, Any]:
    """What the page of a message shows of it: the danger, whom it is about, who reads it; once this
    reading is noted, which is among them."""
    return {
        "trust": trust,
        "readings": queries.readings_of(case_id) if trust.sensitivity else (),
        "guard_form": GuardForm(initial={"sensitivity": trust.sensitivity or "other"}),
    }
