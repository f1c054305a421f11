"""The list of policy measures, and the forms that write one down."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.commitments.actions import policies as actions
from benkan.apps.commitments.forms.policies import (
    AgreementForm,
    FactsForm,
    NewAgreementForm,
    StartForm,
    choices_of,
    filters_of,
    said_before,
)
from benkan.apps.commitments.pages.rows import policy_rows
from benkan.apps.commitments.queries.policy_comments import waiting_comments
from benkan.apps.commitments.queries.policy_list import PolicyFilters, policy_list
from benkan.apps.commitments.queries.policy_page import PolicyCard, policy_page
from benkan.apps.commitments.rules.policies import WRITERS, Kind
from benkan.apps.commitments.rules.stages import Stage
from benkan.apps.registry import queries as registry
from benkan.kit.actor import STAFF, Actor
from benkan.kit.forms import attempt, is_done
from benkan.kit.lists import page_number
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*STAFF)
def policies(request: PageRequest) -> HttpResponse:
    """The measures that the reader follows, by kind, stage, sector and place."""
    filters, number = filters_of(request.GET), page_number(request)
    found = policy_list(request.actor, request.programme.id, filters, page=number)
    shown = {
        "found": found,
        "rows": policy_rows(request, found.lines),
        "stages": [(stage, found.by_stage[stage]) for stage in Stage],
        "is_filtered": filters != PolicyFilters(),
        "choices": choices_of(filters, found.places),
        "may_write": request.actor.holds_anywhere(*WRITERS),
        "comments": waiting_comments(request.programme.id, request.actor),
    }
    return render(request, "commitments/policies.html", shown)


@for_roles(*WRITERS)
def new(request: PageRequest) -> HttpResponse:
    """Write a measure down: first its kind and place, then what it says of itself."""
    places = _places(request.actor)
    start = StartForm(_asked(request) if "kind" in request.GET else None).offer(places)
    if not (start.is_bound and start.is_valid()):
        return render(request, "commitments/policy_start.html", {"form": start})
    kind, place = Kind(start.cleaned_data["kind"]), UUID(start.cleaned_data["place"])
    form = _new_form(request, kind, place)
    if form.is_valid():
        made = attempt(form, lambda: _registered(request, kind, place, form))
        if made is not None:
            done = gettext("The measure is written down. Nobody outside the programme sees it yet.")
            return go_to(request, "commitments:policy", policy_id=made, done=done)
    shown = {"form": form, "kind": kind, "place": registry.place_card(place)}
    return render(request, "commitments/policy_new.html", shown)


def _asked(request: PageRequest) -> dict[str, str]:
    """Kind and place as asked; a law is for the whole country, whatever place was chosen."""
    asked = request.GET.dict()
    if asked.get("kind") in (Kind.LAW, Kind.DECREE) and not asked.get("place"):
        asked["place"] = next((str(each) for each, _ in registry.countries()), "")
    return asked


def _places(actor: Actor) -> list[Any]:
    """Where the actor may write measures: the whole country for a post of the whole country."""
    within = actor.places(*WRITERS)
    chosen: list[Any] = list(registry.places_to_choose(within))
    whole = [(str(each), name) for each, name in registry.countries() if within is None]
    return [(gettext("Whole country"), whole), *chosen] if whole else chosen


def _new_form(request: PageRequest, kind: Kind, place: UUID) -> FactsForm:
    sent = request.POST if request.method == "POST" else None
    offices = offices_of(request, place)
    if kind is not Kind.INVESTMENT:
        return FactsForm(sent).offer(offices)
    form = NewAgreementForm(sent).offer_partners(
        registry.organisations_called(request.programme.id)
    )
    form.offer(offices)
    return form


def _registered(request: PageRequest, kind: Kind, place: UUID, form: FactsForm) -> UUID:
    return actions.register_policy(
        programme=request.programme.id,
        kind=kind,
        place=place,
        facts=form.facts(),
        organisations=form.organisations if isinstance(form, NewAgreementForm) else (),
        actor=request.actor,
        moment=timezone.now(),
    )


@for_roles(*WRITERS)
def change(request: PageRequest, policy_id: UUID) -> HttpResponse:
    """Correct what a measure says of itself."""
    card = seen(request, policy_id)
    if not card.may_write:
        raise NotFound()
    sent = request.POST if request.method == "POST" else None
    kind_of_form = AgreementForm if card.line.kind is Kind.INVESTMENT else FactsForm
    form = kind_of_form(sent, initial=said_before(card)).offer(offices_of(request, card.line.place))
    if form.is_valid() and is_done(form, lambda: _changed(request, policy_id, form)):
        done = gettext("The measure is corrected.")
        return go_to(request, "commitments:policy", policy_id=policy_id, done=done)
    return render(request, "commitments/policy_change.html", {"form": form, "line": card.line})


def _changed(request: PageRequest, policy: UUID, form: FactsForm) -> None:
    actions.change_policy(
        policy=policy, facts=form.facts(), actor=request.actor, moment=timezone.now()
    )


def offices_of(request: PageRequest, place: UUID) -> Sequence[tuple[UUID, str]]:
    """The offices of a place and of all above it, to choose one."""
    cards = registry.offices_above(request.programme.id, place)
    return [(card.id, f"{card.title}, {card.place_name}") for card in cards]


def seen(request: PageRequest, policy_id: UUID) -> PolicyCard:
    """The measure, for those who may open it."""
    return policy_page(
        policy_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
    )
