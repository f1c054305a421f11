"""The first two phases of a barometer, and its questions with their versions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions import barometers as actions
from benkan.apps.assessments.actions import local_indicators as local
from benkan.apps.assessments.forms.barometers import (
    SCALE_WORDS,
    ContextForm,
    LocalIndicatorForm,
    PreparationForm,
    ReasonForm,
    said_before,
)
from benkan.apps.assessments.models import Round
from benkan.apps.assessments.pages.seeing import OneForm, form_page, seen, works_on
from benkan.apps.assessments.queries.barometer_model import (
    BarometerModel,
    barometer_model,
    local_indicator,
    seen_barometer,
    versions_of,
)
from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.languages import LANGUAGES
from benkan.apps.registry import queries as registry
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


def barometer(request: PageRequest, round_id: UUID) -> RoundCard:
    """The round's card, if it is a barometer that the reader may see."""
    card = seen(request, round_id)
    if card.kind is not Kind.BAROMETER:
        raise NotFound()
    return card


def worked_barometer(request: PageRequest, round_id: UUID) -> RoundCard:
    """The same, for those who work on it; for anybody else there is none."""
    card = barometer(request, round_id)
    if not works_on(request, round_id):
        raise NotFound()
    return card


@for_roles(*rules.WORKERS)
def context(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Phase 1: what the commune is like, and what the measure looks at."""
    card = worked_barometer(request, round_id)
    said = {"context": card.context, "scope": card.scope}
    form = ContextForm(request.POST if request.method == "POST" else None, initial=said)
    words = OneForm(
        title=gettext("The context of the commune"),
        button=gettext("Keep it"),
        hint=gettext(
            "Written before anybody scores, so that scores are read in their time and place."
        ),
    )

    def act() -> None:
        actions.describe_context(
            round_id=card.id, **form.cleaned_data, actor=request.actor, moment=timezone.now()
        )

    return form_page(
        request, card, form, words, act=act, done=gettext("The context is written down.")
    )


@for_roles(*rules.WORKERS)
def preparation(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Phase 2: who asks for it and agrees, who helps, in which languages."""
    card = worked_barometer(request, round_id)
    said = {
        "office": str(card.office or ""),
        "agreed_on": card.agreed_on,
        "note": card.agreement_note,
        "technical_group": card.technical_group,
        "languages": list(card.languages),
    }
    form = PreparationForm(request.POST if request.method == "POST" else None, initial=said)
    offices = registry.offices_above(request.programme.id, card.place)
    form.offer(
        [(str(one.id), f"{one.title}, {one.place_name}") for one in offices],
        [(code, gettext(name)) for code, name in LANGUAGES.items()],
    )
    words = OneForm(
        title=gettext("Who takes part"),
        button=gettext("Keep it"),
        hint=gettext("The stakeholder groups themselves are added and counted on their own page."),
    )

    def act() -> None:
        actions.prepare_barometer(
            round_id=card.id, **form.cleaned_data, actor=request.actor, moment=timezone.now()
        )

    done = gettext("The preparation is written down.")
    return form_page(request, card, form, words, act=act, done=done)


@for_roles(*rules.READERS)
def model(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What is asked: the universal model with the commune's own questions, and the way to change them."""
    card = barometer(request, round_id)
    found = _model(request, round_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not found.may_begin:
        raise NotFound()
    if form.is_valid() and is_done(form, lambda: _begun(request, round_id, form)):
        done = gettext("A draft is open: add the questions of the commune.")
        return go_to(request, "assessments:barometer_model", round_id=round_id, done=done)
    shown = {"round": card, "model": found, "form": form, "scales": SCALE_WORDS}
    return render(request, "assessments/barometer/model.html", shown)


@for_roles(*rules.RELEASERS)
def local_new(request: PageRequest, round_id: UUID) -> HttpResponse:
    """One more local question."""
    card, found = _draft(request, round_id)
    asked = {"branch": request.GET.get("below", "")}
    form = LocalIndicatorForm(request.POST if request.method == "POST" else None, initial=asked)
    form.offer(_branches(found))
    if form.is_valid() and is_done(form, lambda: _added(request, round_id, form)):
        done = gettext("The local question is added.")
        return go_to(request, "assessments:barometer_model", round_id=round_id, done=done)
    shown = {"round": card, "form": form, "title": gettext("A local question")}
    return render(request, "assessments/barometer/local.html", shown)


@for_roles(*rules.RELEASERS)
def local_change(request: PageRequest, round_id: UUID, node_id: UUID) -> HttpResponse:
    """Ask a local question otherwise."""
    card, _ = _draft(request, round_id)
    told = local_indicator(node_id, version=card.version)
    form = LocalIndicatorForm(
        request.POST if request.method == "POST" else None, initial=said_before(told)
    ).without_branch()

    def act() -> None:
        local.change_local_indicator(
            round_id=round_id,
            node=node_id,
            told=form.told(),
            actor=request.actor,
            moment=timezone.now(),
        )

    if form.is_valid() and is_done(form, act):
        done = gettext("The local question is changed.")
        return go_to(request, "assessments:barometer_model", round_id=round_id, done=done)
    shown = {"round": card, "form": form, "title": told.label["fr"], "node": node_id}
    return render(request, "assessments/barometer/local.html", shown)


@require_POST
@for_roles(*rules.RELEASERS)
def local_drop(request: PageRequest, round_id: UUID, node_id: UUID) -> HttpResponse:
    """Ask a local question no more."""
    _draft(request, round_id)
    local.remove_local_indicator(
        round_id=round_id, node=node_id, actor=request.actor, moment=timezone.now()
    )
    done = gettext("The question is taken out. Earlier versions keep it.")
    return go_to(request, "assessments:barometer_model", round_id=round_id, done=done)


@for_roles(*rules.READERS)
def versions(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Every version of the questions: why it was made, and what it changed."""
    card = barometer(request, round_id)
    lines = versions_of(_row(request, round_id), language=get_language() or "fr")
    shown = {"round": card, "versions": lines, "scales": SCALE_WORDS}
    return render(request, "assessments/barometer/versions.html", shown)


def _row(request: PageRequest, round_id: UUID) -> Round:
    return seen_barometer(round_id, programme=request.programme.id, actor=request.actor)


def _model(request: PageRequest, round_id: UUID) -> BarometerModel:
    return barometer_model(
        _row(request, round_id), actor=request.actor, language=get_language() or "fr"
    )


def _draft(request: PageRequest, round_id: UUID) -> tuple[RoundCard, BarometerModel]:
    """The barometer whose questions may be written now, by this reader."""
    card, found = barometer(request, round_id), _model(request, round_id)
    if not found.is_draft:
        raise NotFound()
    return card, found


def _branches(found: BarometerModel) -> list[Any]:
    return [
        (criterion.name, [(str(part.node.id), part.node.name) for part in parts])
        for criterion, parts in found.criteria
    ]


def _begun(request: PageRequest, round_id: UUID, form: ReasonForm) -> None:
    local.begin_own_version(
        round_id=round_id,
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        moment=timezone.now(),
    )


def _added(request: PageRequest, round_id: UUID, form: LocalIndicatorForm) -> None:
    local.add_local_indicator(
        round_id=round_id,
        branch=form.cleaned_data["branch"],
        told=form.told(),
        actor=request.actor,
        moment=timezone.now(),
    )
