"""Pages of a capacity round: the organisation's own view, the check, the plan, and the years."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext

from benkan.apps.assessments import queries
from benkan.apps.assessments.actions import capacity as actions
from benkan.apps.assessments.actions.sheets import LineGiven
from benkan.apps.assessments.forms.capacity import DoneForm, ImproveForm, LevelsForm
from benkan.apps.assessments.models import Round
from benkan.apps.assessments.queries import capacity as told
from benkan.apps.assessments.queries.capacity import Question
from benkan.apps.assessments.rules import READERS, WORKERS
from benkan.apps.assessments.rules.capacity import VERIFIERS
from benkan.apps.assessments.rules.kinds import Kind
from benkan.kit.forms import attempt, is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound, Refused
from benkan.kit.words import sentence


@dataclass(frozen=True)
class Row:
    """A question with its form, and what stands on the other side."""

    question: Question
    form: LevelsForm


@for_roles(*WORKERS)
def own(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The organisation scores itself."""
    return _levels_page(request, round_id, for_check=False)


@for_roles(*VERIFIERS)
def check(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Somebody else looks at the proofs."""
    return _levels_page(request, round_id, for_check=True)


def _levels_page(request: PageRequest, round_id: UUID, *, for_check: bool) -> HttpResponse:
    found = _seen(request, round_id)
    rows = [
        Row(one, LevelsForm(request.POST or None, node=one.node, for_check=for_check, held=held))
        for one in told.questions_of(found, language=_language())
        for held in [one.found if for_check else one.own]
    ]
    refusal = ""
    if request.method == "POST" and all(row.form.is_valid() for row in rows):
        lines = [line for row in rows if (line := row.form.line())]
        try:
            _write(request, found, lines, for_check=for_check)
        except Refused as refused:
            refusal = sentence(refused)
        else:
            done = gettext("Written down.")
            return go_to(request, "web:round", round_id=found.pk, done=done)
    shown = {
        "round": found,
        "rows": rows,
        "for_check": for_check,
        "refusal": refusal,
        "is_closed": found.closed_at is not None,
    }
    return render(request, "assessments/capacity/levels.html", shown)


def _write(request: PageRequest, found: Round, lines: list[LineGiven], *, for_check: bool) -> None:
    write = actions.verify if for_check else actions.score_oneself
    write(round_id=found.pk, lines=lines, actor=request.actor, moment=timezone.now())


@for_roles(*WORKERS)
def improve(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What the organisation will do better, with the help it asks for; and what was done."""
    found = _seen(request, round_id)
    finishing = DoneForm(request.POST if "item" in request.POST else None)
    if finishing.is_valid() and is_done(finishing, lambda: _finish(request, finishing)):
        done = gettext("Done: the next round asks this question again.")
        return go_to(request, "assessments:capacity_improve", round_id=round_id, done=done)
    questions = told.questions_of(found, language=_language())
    nodes = [(one.node.id, one.node.words.label or one.node.words.question) for one in questions]
    posted = request.POST if request.method == "POST" and "item" not in request.POST else None
    form = ImproveForm(posted, nodes=nodes)
    if form.is_valid() and attempt(form, lambda: _plan(request, found, form)) is not None:
        done = gettext("It is in the plan.")
        return go_to(request, "assessments:capacity_improve", round_id=round_id, done=done)
    shown = {
        "round": found,
        "form": form,
        "finishing": finishing,
        "items": told.planned_in(found, language=_language()),
        "today": timezone.localdate(),
    }
    return render(request, "assessments/capacity/improve.html", shown)


def _plan(request: PageRequest, found: Round, form: ImproveForm) -> UUID:
    said = form.cleaned_data
    return actions.plan_improvement(
        round_id=found.pk,
        node=UUID(said["node"]),
        text=said["text"],
        support=said["support"],
        due_on=said["due_on"],
        actor=request.actor,
        moment=timezone.now(),
    )


def _finish(request: PageRequest, form: DoneForm) -> None:
    actions.finish_improvement(
        improvement=form.cleaned_data["item"],
        done_on=timezone.localdate(),
        finding=form.cleaned_data["finding"],
        actor=request.actor,
    )


@for_roles(*READERS)
def change(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The organisation's years beside each other, within one version of the questions."""
    found = _seen(request, round_id)
    years = told.years_of(found)
    compared = [year for year in years if year.same_questions]
    questions = told.questions_of(found, language=_language())
    lines = [
        (one.node.name, [year.levels.get(one.node.code) for year in compared]) for one in questions
    ]
    shown = {
        "round": found,
        "years": compared,
        "left_out": len(years) - len(compared),
        "lines": lines,
        "is_best_low": found.version.instrument.is_best_low,
    }
    return render(request, "assessments/capacity/change.html", shown)


def _seen(request: PageRequest, round_id: UUID) -> Round:
    found = queries.seen_round(round_id, programme=request.programme.id, actor=request.actor)
    if found.kind != Kind.CAPACITY:
        raise NotFound()
    return found


def _language() -> str:
    return (get_language() or "fr")[:2]
