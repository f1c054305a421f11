"""The organisations of the programme, by kind."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions import organisations as actions
from benkan.apps.registry.forms.organisations import OrganisationForm
from benkan.apps.registry.forms.places import COUNTRY
from benkan.apps.registry.rules.roles import KEEPS_THE_REGISTER, SEES_PEOPLE
from benkan.kit.actor import STAFF
from benkan.kit.forms import is_done
from benkan.kit.lists import page_of
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotAllowed, NotFound


@for_roles(*STAFF)
def organisations(request: PageRequest) -> HttpResponse:
    programme, kind = request.programme.id, request.GET.get("kind", "")
    page = page_of(
        request,
        count=registry.organisations_count(programme, kind=kind),
        rows=lambda start, limit: registry.organisations_of(
            programme, kind=kind, start=start, limit=limit
        ),
    )
    shown = {
        "page": page,
        "kinds": registry.organisation_kinds(),
        "kind": kind,
        "may_add": request.actor.holds_anywhere(*KEEPS_THE_REGISTER),
        "sees_people": request.actor.holds_anywhere(*SEES_PEOPLE),
    }
    return render(request, "registry/organisations.html", shown)


@for_roles(*KEEPS_THE_REGISTER)
def add(request: PageRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None, request=request)
    if form.is_valid() and is_done(form, lambda: _added(request, form)):
        messages.success(request, gettext("The organisation is written down."))
        return go_to(request, "registry:organisations")
    return render(request, "registry/organisation_form.html", {"form": form})


@for_roles(*KEEPS_THE_REGISTER)
def change(request: PageRequest, organisation: UUID) -> HttpResponse:
    card = registry.organisation_card(organisation)
    if card is None or card.programme != request.programme.id:
        raise NotFound()
    if not request.actor.holds(*KEEPS_THE_REGISTER, line=registry.line_or_country(card.place)):
        raise NotAllowed()
    written = {
        "name": card.name,
        "short_name": card.short_name,
        "kind": card.kind,
        "place": card.place or COUNTRY,
    }
    form = OrganisationForm(request.POST or None, request=request, initial=written)
    if form.is_valid() and is_done(form, lambda: _changed(request, organisation, form)):
        messages.success(request, gettext("The change is saved."))
        return go_to(request, "registry:organisations")
    return render(request, "registry/organisation_form.html", {"form": form, "card": card})


def _added(request: PageRequest, form: OrganisationForm) -> None:
    actions.register_organisation(
        programme=request.programme.id,
        actor=request.actor,
        moment=timezone.now(),
        **form.cleaned_data,
    )


def _changed(request: PageRequest, organisation: UUID, form: OrganisationForm) -> None:
    actions.change_organisation(
        programme=request.programme.id,
        organisation=organisation,
        actor=request.actor,
        moment=timezone.now(),
        **form.cleaned_data,
    )
