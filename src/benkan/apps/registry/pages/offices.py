"""Offices ("Responsables"): who answers for what, since when, and who did before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions import invitations
from benkan.apps.registry.actions import offices as actions
from benkan.apps.registry.forms.offices import EndForm, HolderForm, OfficeForm
from benkan.apps.registry.forms.people import InviteHolderForm
from benkan.apps.registry.pages.letters import invited
from benkan.apps.registry.rules.roles import KEEPS_THE_REGISTER, SEES_PEOPLE
from benkan.kit.actor import STAFF
from benkan.kit.forms import attempt, is_done
from benkan.kit.lists import page_of
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotAllowed, NotFound


@for_roles(*STAFF)
def offices(request: PageRequest) -> HttpResponse:
    programme, within = request.programme.id, request.actor.places(*STAFF)
    today = timezone.localdate()
    page = page_of(
        request,
        count=registry.offices_count(programme, within=within),
        rows=lambda start, limit: registry.offices_of(
            programme, within=within, on=today, start=start, limit=limit
        ),
    )
    shown = {
        "page": page,
        "may_add": request.actor.holds_anywhere(*KEEPS_THE_REGISTER),
        "sees_people": request.actor.holds_anywhere(*SEES_PEOPLE),
    }
    return render(request, "registry/offices.html", shown)


@for_roles(*KEEPS_THE_REGISTER)
def add(request: PageRequest) -> HttpResponse:
    form = OfficeForm(request.POST or None, request=request)
    if form.is_valid():
        office = attempt(
            form,
            lambda: actions.open_office(
                programme=request.programme.id,
                actor=request.actor,
                moment=timezone.now(),
                **form.cleaned_data,
            ),
        )
        if office is not None:
            return go_to(request, "registry:office", office=office)
    return render(request, "registry/office_form.html", {"form": form})


@for_roles(*STAFF)
def office(request: PageRequest, office: UUID) -> HttpResponse:
    card = _card(request, office)
    line = registry.line_of(card.place)
    shown = {
        "card": card,
        "holdings": registry.holdings_of(office),
        "may_write": request.actor.holds(*KEEPS_THE_REGISTER, line=line),
    }
    return render(request, "registry/office.html", shown)


@for_roles(*KEEPS_THE_REGISTER)
def fill(request: PageRequest, office: UUID) -> HttpResponse:
    card = _card(request, office)
    form = HolderForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and is_done(form, lambda: _filled(request, office, form)):
        messages.success(request, gettext("The new holder is written down."))
        return go_to(request, "registry:office", office=office)
    return render(request, "registry/fill_office.html", {"form": form, "card": card})


@for_roles(*KEEPS_THE_REGISTER)
def end(request: PageRequest, holding: UUID) -> HttpResponse:
    office = _office_of(request, holding)
    form = EndForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and is_done(form, lambda: _ended(request, holding, form)):
        messages.success(request, gettext("The end is written down."))
        return go_to(request, "registry:office", office=office)
    card = _card(request, office)
    line = next(line for line in registry.holdings_of(office) if line.id == holding)
    return render(request, "registry/end_holding.html", {"form": form, "card": card, "line": line})


@for_roles(*KEEPS_THE_REGISTER)
def invite(request: PageRequest, holding: UUID) -> HttpResponse:
    card = _card(request, _office_of(request, holding))
    form = InviteHolderForm(request.POST or None)
    if form.is_valid():
        invitation = attempt(
            form,
            lambda: invitations.invite_holder(
                programme=request.programme.id,
                holding=holding,
                email=form.cleaned_data["email"],
                actor=request.actor,
                moment=timezone.now(),
            ),
        )
        if invitation is not None:
            return invited(request, invitation)
    return render(request, "registry/invite_holder.html", {"form": form, "card": card})


def _filled(request: PageRequest, office: UUID, form: HolderForm) -> None:
    actions.fill_office(
        programme=request.programme.id,
        office=office,
        actor=request.actor,
        moment=timezone.now(),
        **form.cleaned_data,
    )


def _ended(request: PageRequest, holding: UUID, form: EndForm) -> None:
    actions.end_holding(
        programme=request.programme.id,
        holding=holding,
        closes_on=form.cleaned_data["closes_on"],
        actor=request.actor,
        moment=timezone.now(),
    )


def _office_of(request: PageRequest, holding: UUID) -> UUID:
    """The office of a holding, when it is the reader's to write."""
    office = registry.office_of_holding(holding)
    if office is None:
        raise NotFound()
    line = registry.line_of(_card(request, office).place)
    if not request.actor.holds(*KEEPS_THE_REGISTER, line=line):
        raise NotAllowed()
    return office


def _card(request: PageRequest, office: UUID) -> registry.OfficeCard:
    """The office, when it is in this programme and at a place of the reader."""
    card = registry.office_card(office, on=timezone.localdate())
    if card is None or registry.programme_of_office(office) != request.programme.id:
        raise NotFound()
    if not request.actor.holds(*STAFF, line=registry.line_of(card.place)):
        raise NotAllowed()
    return card
