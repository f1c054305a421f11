"""The action plan of a round: read, written, and tested by the next round."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments.rules import READERS
from benkan.apps.commitments import actions
from benkan.apps.commitments.forms.planning import (
    ActionForm,
    Choices,
    PlanForm,
    Row,
    TieForm,
    offices_named,
)
from benkan.apps.commitments.forms.terms import TermsForm
from benkan.apps.commitments.queries.planning import Plan, PlannedAction, plan_of, plan_tested
from benkan.apps.commitments.rules import PROPOSERS
from benkan.apps.registry import queries as registry
from benkan.kit.choosing import id_in
from benkan.kit.forms import attempt, is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*READERS)
def plan(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What the round agreed on, indicator by indicator."""
    return _shown(request, _plan(request, round_id))


@for_roles(*PROPOSERS)
def write(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The whole plan of a meeting at once: an action for each indicator that needs one."""
    found = _writable(request, round_id)
    sent = request.POST if request.method == "POST" else None
    rows, whole = _rows(request, found, sent), PlanForm(sent)
    if sent is not None and all(row.form.is_valid() for row in rows) and whole.is_valid():
        said = [row.form.planned() for row in rows if row.form.is_written]
        made = attempt(whole, lambda: _propose(request, round_id, said))
        if made is not None:
            done = gettext("The plan is before the offices. It is not public yet.")
            return go_to(request, "commitments:round_plan", round_id=round_id, done=done)
    wrong = [row for row in rows if sent is not None and row.form.errors]
    shown = {"plan": found, "rows": rows, "form": whole, "wrong": wrong}
    return render(request, "commitments/plan_write.html", shown)


@for_roles(*PROPOSERS)
def new(request: PageRequest, round_id: UUID) -> HttpResponse:
    """One action with all that may be known of it, for the indicator that the address names."""
    found = _writable(request, round_id)
    aim = id_in(request.GET.get("indicateur", ""))
    one = next((one for one in found.indicators if one.mark.node == aim), None)
    if one is None:
        return go_to(request, "commitments:round_plan", round_id=round_id)
    sent = request.POST if request.method == "POST" else None
    form = TermsForm(sent, problem=one.mark.name, asks_source=False)
    offices = registry.offices_at(
        request.programme.id, found.round.place, with_above=True, on=timezone.localdate()
    )
    form = form.offer(offices, registry.organisations_called(request.programme.id))
    if form.is_valid():
        terms = form.terms()
        said = actions.Planned(
            one.mark.node, terms.action, terms.office, terms.due_on, terms.problem, terms.details
        )
        made = attempt(form, lambda: _propose(request, round_id, [said]))
        if made is not None:
            done = gettext("The promise is before the office. It is not public yet.")
            return go_to(request, "commitments:round_plan", round_id=round_id, done=done)
    return render(request, "commitments/plan_new.html", {"plan": found, "one": one, "form": form})


@require_POST
@for_roles(*PROPOSERS)
def tie(request: PageRequest, round_id: UUID, commitment_id: UUID) -> HttpResponse:
    """Say which indicator a promise of the meeting is to move."""
    found = _writable(request, round_id)
    form = TieForm(request.POST, commitment=commitment_id).offer(found.indicators)
    if form.is_valid() and is_done(form, lambda: _tie(request, round_id, commitment_id, form)):
        done = gettext("The promise is tied to its indicator.")
        return go_to(request, "commitments:round_plan", round_id=round_id, done=done)
    return _shown(request, found, {commitment_id: form})


@for_roles(*READERS)
def tested(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What was promised in the round before, what was kept, and how the scores moved."""
    found = plan_tested(
        round_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
        language=get_language() or "fr",
    )
    return render(request, "commitments/plan_tested.html", {"found": found})


@dataclass(frozen=True)
class Untied:
    """A promise of the meeting without an indicator; `form` where the reader may name one."""

    action: PlannedAction
    form: TieForm | None


def _shown(
    request: PageRequest, found: Plan, sent: dict[UUID, TieForm] | None = None
) -> HttpResponse:
    writes = found.may_write and not found.is_over
    untied = [
        Untied(
            one,
            (sent or {}).get(one.line.id) or TieForm(commitment=one.line.id).offer(found.indicators)
            if writes
            else None,
        )
        for one in found.untied
    ]
    # A promise that is of no plan, or tied by somebody else meanwhile, is refused above the plan.
    here = {one.line.id for one in found.untied} if writes else set()
    refused = [form for key, form in (sent or {}).items() if key not in here]
    shown = {"plan": found, "untied": untied, "writes": writes, "refused": refused}
    return render(request, "commitments/plan.html", shown)


def _plan(request: PageRequest, round_id: UUID) -> Plan:
    return plan_of(
        round_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
        language=get_language() or "fr",
    )


def _writable(request: PageRequest, round_id: UUID) -> Plan:
    found = _plan(request, round_id)
    if not found.may_write:
        raise NotFound()
    return found


def _rows(request: PageRequest, found: Plan, sent: object) -> list[Row]:
    today = timezone.localdate()
    cards = registry.offices_at(request.programme.id, found.round.place, with_above=True, on=today)
    offices: Choices = offices_named(cards)
    usual = str(found.round.office or "")
    return [
        Row(
            one,
            ActionForm(sent, indicator=one.mark.node, offices=offices, today=today, usual=usual),
        )
        for one in found.indicators
    ]


def _propose(request: PageRequest, round_id: UUID, said: list[actions.Planned]) -> list[UUID]:
    return actions.propose_plan(
        assessed_in=round_id,
        actions=said,
        programme=request.programme.id,
        actor=request.actor,
        moment=timezone.now(),
    )


def _tie(request: PageRequest, round_id: UUID, commitment_id: UUID, form: TieForm) -> None:
    actions.tie_to_indicator(
        commitment=commitment_id,
        assessed_in=round_id,
        indicator=form.cleaned_data["indicator"],
        actor=request.actor,
        moment=timezone.now(),
    )
