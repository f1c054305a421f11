"""The second phase: input tracking, the concerns of each group, and the indicators they make together."""

from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions import concerns as raising
from benkan.apps.assessments.actions import inputs as tracking
from benkan.apps.assessments.actions import merging
from benkan.apps.assessments.forms.community import (
    LEFT,
    NEW,
    BeginForm,
    ConcernForm,
    IndicatorForm,
    InputForm,
    MergeForm,
    TakeInForm,
    WeighForm,
)
from benkan.apps.assessments.pages.seeing import seen, worked, works_on
from benkan.apps.assessments.queries.community import (
    concerns_of,
    group_in,
    groups_of,
    has_inputs_of_the_house,
    indicators_of,
    input_in,
    inputs_of,
    left_of_the_house,
)
from benkan.apps.assessments.queries.rounds import RoundCard
from benkan.apps.files import actions as files
from benkan.apps.files import queries as kept
from benkan.apps.registry import queries as registry
from benkan.kit.forms import Form, is_done
from benkan.kit.pages import PageRequest, file_response, for_roles, go_to
from benkan.kit.refusals import NotFound


def _language() -> str:
    return (get_language() or "fr")[:2]


@for_roles(*rules.READERS)
def inputs(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What the service should have, beside what is there."""
    card = seen(request, round_id)
    of_the_house, by_head = _of_the_house(card)
    lines = inputs_of(round_id)
    there = {one.core_code for one in lines if one.core_code}
    shown = {
        "round": card,
        "lines": lines,
        "may": works_on(request, round_id) and not card.is_closed,
        "begin": BeginForm() if of_the_house and not there else None,
        "by_head": by_head,
        "short": sum(1 for one in lines if one.is_short),
    }
    return render(request, "assessments/inputs.html", shown)


def _of_the_house(card: RoundCard) -> tuple[bool, bool]:
    return has_inputs_of_the_house(card.version, card.core)


@require_POST
@for_roles(*rules.WORKERS)
def begin_inputs(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Start from the list of the house."""
    card = worked(request, round_id)
    form = BeginForm(request.POST)
    heads = form.cleaned_data["heads"] if form.is_valid() else None
    tracking.begin_inputs(round_id=card.id, heads=heads, actor=request.actor)
    done = gettext("The list is there. Add what is missing, then go and see.")
    return go_to(request, "assessments:inputs", round_id=card.id, done=done)


@for_roles(*rules.WORKERS)
def new_input(request: PageRequest, round_id: UUID) -> HttpResponse:
    """One more line of input tracking."""
    return _input_page(request, worked(request, round_id), None)


@for_roles(*rules.WORKERS)
def input_line(request: PageRequest, round_id: UUID, input_id: UUID) -> HttpResponse:
    """One line: what is due by which source, what is there, how one knows."""
    card = worked(request, round_id)
    if "remove" in request.POST:
        input_in(round_id, input_id)
        tracking.remove_input(
            round_id=card.id, line=input_id, actor=request.actor, moment=timezone.now()
        )
        done = gettext("The line is taken out.")
        return go_to(request, "assessments:inputs", round_id=card.id, done=done)
    return _input_page(request, card, input_id)


def _input_page(request: PageRequest, card: RoundCard, line: UUID | None) -> HttpResponse:
    found = input_in(card.id, line) if line else None
    form = InputForm.of(found, request.POST or None, request.FILES or None)
    form.offer(registry.laws_to_choose())
    if form.is_valid() and is_done(form, lambda: _noted(request, card, line, form)):
        done = gettext("The line is written down.")
        return go_to(request, "assessments:inputs", round_id=card.id, done=done)
    shown = {"round": card, "line": found, "form": form}
    return render(request, "assessments/input.html", shown)


@transaction.atomic
def _noted(request: PageRequest, card: RoundCard, line: UUID | None, form: InputForm) -> None:
    moment, photo = timezone.now(), None
    if form.cleaned_data["photo"]:
        photo = files.keep_picture(
            programme=card.programme,
            content=form.cleaned_data["photo"].read(),
            moment=moment,
        )
    tracking.note_input(
        round_id=card.id, given=form.given(photo), line=line, actor=request.actor, moment=moment
    )


@for_roles(*rules.READERS)
def input_photo(request: PageRequest, round_id: UUID, input_id: UUID) -> HttpResponseBase:
    """The photo of a line, for those who know of the round."""
    card = seen(request, round_id)
    found = input_in(card.id, input_id)
    if found.evidence_file is None:
        raise NotFound()
    return file_response(kept.opened(found.evidence_file))


@for_roles(*rules.READERS)
def concerns(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What each group raised, and what weighs most for it."""
    card = seen(request, round_id)
    raised = concerns_of(round_id)
    lines = [one for one in groups_of(round_id) if not one.is_provider]
    shown = {
        "round": card,
        "groups": [(one, raised.get(one.id, [])) for one in lines],
        "may": works_on(request, round_id) and not card.is_closed,
    }
    return render(request, "assessments/concerns.html", shown)


@for_roles(*rules.WORKERS)
def group_concerns(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """The concerns of one group: one more, or the weight of those that are there."""
    card = worked(request, round_id)
    group = group_in(round_id, group_id)
    lines = concerns_of(round_id).get(group_id, [])
    is_weighing = "weigh" in request.POST
    form = ConcernForm.opened(
        request.POST if request.method == "POST" and not is_weighing else None
    )
    weigh = WeighForm(request.POST if is_weighing else None, lines=lines)
    if form.is_valid() and is_done(form, lambda: _raised(request, group_id, form)):
        done = gettext("Written down. What else?")
        return _back_to_group(request, card, group_id, done)
    if weigh.is_valid() and is_done(weigh, lambda: _weighed(request, group_id, weigh)):
        done = gettext("What weighs most for this group is written down.")
        return go_to(request, "assessments:concerns", round_id=card.id, done=done)
    shown = {"round": card, "group": group, "form": form, "weigh": weigh, "lines": lines}
    return render(request, "assessments/group_concerns.html", shown)


def _back_to_group(request: PageRequest, card: RoundCard, group: UUID, done: str) -> HttpResponse:
    name = "assessments:group_concerns"
    return go_to(request, name, round_id=card.id, group_id=group, done=done)


def _raised(request: PageRequest, group: UUID, form: ConcernForm) -> UUID:
    return raising.raise_concern(group=group, actor=request.actor, **form.cleaned_data)


def _weighed(request: PageRequest, group: UUID, form: WeighForm) -> None:
    raising.weigh_concerns(group=group, weighed=form.weighed(), actor=request.actor)


@require_POST
@for_roles(*rules.WORKERS)
def drop_concern(
    request: PageRequest, round_id: UUID, group_id: UUID, concern_id: UUID
) -> HttpResponse:
    """Take back a concern that was written by mistake."""
    card = worked(request, round_id)
    group_in(round_id, group_id)
    form = Form({})
    if is_done(form, lambda: _dropped(request, group_id, concern_id)):
        return _back_to_group(request, card, group_id, gettext("Taken back."))
    return _refused(request, card, form)


def _dropped(request: PageRequest, group: UUID, concern: UUID) -> None:
    raising.drop_concern(group=group, concern=concern, actor=request.actor)


@for_roles(*rules.READERS)
def indicators(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The common indicators, and the concerns of all groups that wait to be put into one."""
    card = seen(request, round_id)
    may = works_on(request, round_id) and not card.is_closed and not card.is_frozen
    if request.method == "POST" and not may:
        raise NotFound()
    return _indicators_page(request, card, may)


def _indicators_page(request: PageRequest, card: RoundCard, may: bool) -> HttpResponse:
    lines = indicators_of(card.id, language=_language())
    raised = concerns_of(card.id)
    named = [one for one in groups_of(card.id) if not one.is_provider]
    waiting = [(one, [it for it in raised.get(one.id, []) if it.waits]) for one in named]
    left = [(one, [it for it in raised.get(one.id, []) if it.left_because]) for one in named]
    # What is chosen may have been put somewhere by somebody else meanwhile: that is no mistake.
    of_all = [it for lines_of in raised.values() for it in lines_of]
    form = MergeForm(request.POST or None).offer(of_all, lines)
    if form.is_valid() and is_done(form, lambda: _merged(request, card, form)):
        done = gettext("Done. What is left is below.")
        return go_to(request, "assessments:indicators", round_id=card.id, done=done)
    shown = {
        "round": card,
        "indicators": lines,
        "waiting": [(one, its) for one, its in waiting if its],
        "left": [(one, its) for one, its in left if its],
        "raised": len(of_all),
        "chosen": form.ticked(),
        "form": form,
        "may": may,
        "of_the_house": left_of_the_house(card.id, language=_language()) if may else [],
    }
    return render(request, "assessments/indicators.html", shown)


def _merged(request: PageRequest, card: RoundCard, form: MergeForm) -> None:
    into = form.cleaned_data["into"]
    if into == LEFT:
        reason = form.cleaned_data["reason"]
        merging.leave_out(
            round_id=card.id, concerns=form.chosen, reason=reason, actor=request.actor
        )
    elif into == NEW and not form.chosen:
        merging.add_indicator(round_id=card.id, given=form.given(), actor=request.actor)
    else:
        to = form.given() if into == NEW else UUID(into)
        merging.merge_concerns(round_id=card.id, concerns=form.chosen, into=to, actor=request.actor)


@for_roles(*rules.WORKERS)
def indicator(request: PageRequest, round_id: UUID, node_id: UUID) -> HttpResponse:
    """One indicator: its words and scale, the concerns in it, and whether it is asked at all."""
    card = worked(request, round_id)
    lines = indicators_of(round_id, language=_language())
    found = next((one for one in lines if one.id == node_id), None)
    if found is None:
        raise NotFound()
    form = IndicatorForm.of(found, request.POST if "name" in request.POST else None)
    plain = Form({}) if request.method == "POST" and not form.is_bound else None
    if form.is_valid() and is_done(form, lambda: _changed(request, card, node_id, form)):
        done = gettext("The indicator is changed.")
        return go_to(request, "assessments:indicators", round_id=card.id, done=done)
    if plain is not None and is_done(plain, lambda: _removed(request, card, node_id)):
        done = gettext("This round asks it no more.")
        return go_to(request, "assessments:indicators", round_id=card.id, done=done)
    shown = {"round": card, "indicator": found, "form": form, "refused": plain}
    return render(request, "assessments/indicator.html", shown)


def _changed(request: PageRequest, card: RoundCard, node: UUID, form: IndicatorForm) -> None:
    merging.change_indicator(round_id=card.id, node=node, given=form.given(), actor=request.actor)


def _removed(request: PageRequest, card: RoundCard, node: UUID) -> None:
    merging.remove_indicator(round_id=card.id, node=node, actor=request.actor)


@require_POST
@for_roles(*rules.WORKERS)
def take_out(request: PageRequest, round_id: UUID, concern_id: UUID) -> HttpResponse:
    """A concern waits again to be put into an indicator."""
    card, form = worked(request, round_id), Form({})
    if is_done(form, lambda: _taken_out(request, card, concern_id)):
        done = gettext("The concern waits again.")
        return go_to(request, "assessments:indicators", round_id=card.id, done=done)
    return _refused(request, card, form)


def _taken_out(request: PageRequest, card: RoundCard, concern: UUID) -> None:
    merging.take_out(round_id=card.id, concern=concern, actor=request.actor)


@require_POST
@for_roles(*rules.WORKERS)
def take_in(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Ask a question of the house that was left out."""
    card, form = worked(request, round_id), TakeInForm(request.POST)
    if form.is_valid() and is_done(form, lambda: _taken_in(request, card, form)):
        done = gettext("This round asks it again.")
        return go_to(request, "assessments:indicators", round_id=card.id, done=done)
    return _refused(request, card, form)


def _taken_in(request: PageRequest, card: RoundCard, form: TakeInForm) -> UUID:
    return merging.take_in(
        round_id=card.id,
        core=form.cleaned_data["core"],
        actor=request.actor,
        moment=timezone.now(),
    )


def _refused(request: PageRequest, card: RoundCard, form: forms.Form) -> HttpResponse:
    """A button that was refused: why, and the way back."""
    return render(request, "assessments/refused.html", {"round": card, "form": form})
