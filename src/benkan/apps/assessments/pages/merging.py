"""Where sheets of one group say different things, a person chooses."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments import actions
from benkan.apps.assessments.actions.counting import decide_counts
from benkan.apps.assessments.actions.deciding import decide_sheets
from benkan.apps.assessments.forms.merging import ChooseForm, CountForm
from benkan.apps.assessments.pages.scoring import group_label
from benkan.apps.assessments.pages.seeing import worked
from benkan.apps.assessments.queries.merging import (
    Conflict,
    CountConflict,
    GroupInConflict,
    groups_in_conflict,
)
from benkan.apps.assessments.rules import WORKERS
from benkan.apps.assessments.rules.merging import CountChoice
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.splits import AgeBand, Sex, Situation


@for_roles(*WORKERS)
def conflicts(request: PageRequest, round_id: UUID) -> HttpResponse:
    """All that waits for a choice in a round, group by group."""
    return _show(request, round_id)


@for_roles(*WORKERS)
@require_POST
def decide(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """One sheet for all questions of a group, or all of them put together."""
    form = ChooseForm(request.POST)
    decided = 0

    def act() -> None:
        nonlocal decided
        choice, sheet = form.choice()
        decided = decide_sheets(sheet=sheet, choice=choice, **_how(request, group_id, form))

    worked(request, round_id)
    if not (form.is_valid() and is_done(form, act)):
        return _show(request, round_id, wrong=form, status=422)
    done = ngettext("Chosen at %(n)s question.", "Chosen at %(n)s questions.", decided)
    return go_to(request, "assessments:conflicts", done=done % {"n": decided}, round_id=round_id)


@for_roles(*WORKERS)
@require_POST
def decide_one(request: PageRequest, round_id: UUID, group_id: UUID, node_id: UUID) -> HttpResponse:
    """One answer at one question."""
    form = ChooseForm(request.POST)

    def act() -> None:
        choice, line = form.choice()
        actions.decide_conflict(
            node=node_id, line=line, choice=choice, **_how(request, group_id, form)
        )

    return _chosen(request, round_id, form, act)


@for_roles(*WORKERS)
@require_POST
def decide_count(request: PageRequest, round_id: UUID, sheet_id: UUID) -> HttpResponse:
    """How many people sat in a group."""
    form = CountForm(request.POST)

    def act() -> None:
        decide_counts(
            sheet=sheet_id,
            choice=CountChoice(form.cleaned_data["chosen"]),
            actor=request.actor,
            moment=timezone.now(),
        )

    return _chosen(request, round_id, form, act)


def _chosen(
    request: PageRequest, round_id: UUID, form: forms.Form, act: Callable[[], object]
) -> HttpResponse:
    worked(request, round_id)
    if not (form.is_valid() and is_done(form, act)):
        return _show(request, round_id, wrong=form, status=422)
    return go_to(request, "assessments:conflicts", done=gettext("Chosen."), round_id=round_id)


def _how(request: PageRequest, group: UUID, form: ChooseForm) -> dict[str, Any]:
    return {
        "group": group,
        "between": form.cleaned_data["between"],
        "actor": request.actor,
        "moment": timezone.now(),
    }


def _show(
    request: PageRequest, round_id: UUID, *, wrong: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    card = worked(request, round_id)
    groups = groups_in_conflict(
        round_id,
        programme=request.programme.id,
        actor=request.actor,
        language=get_language() or "fr",
    )
    shown = {
        "round": card,
        "groups": [_group(group) for group in groups],
        "form": wrong,
    }
    return render(request, "assessments/conflicts.html", shown, status=status)


def _group(group: GroupInConflict) -> dict[str, Any]:
    return {
        "group": group,
        "label": group_label(group.kind, group.name),
        "seen": " ".join(str(sheet.id) for sheet in group.sheets),
        "conflicts": [_conflict(conflict) for conflict in group.conflicts],
        "counts": [_count(count) for count in group.counts],
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    """A question with its levels as rows, and what each sheet says as columns."""
    words = conflict.node.words.anchors
    return {
        "conflict": conflict,
        "seen": " ".join(str(answer.line) for answer in conflict.answers),
        "rows": [
            (
                level,
                words.get(level, ""),
                [answer.tally.get(level, 0) for answer in conflict.answers],
            )
            for level in conflict.node.levels
            if any(answer.tally.get(level) for answer in conflict.answers)
        ],
    }


def _count(count: CountConflict) -> dict[str, Any]:
    return {
        "count": count,
        "rows": [(_box(box), held, given) for box, held, given in count.boxes],
    }


def _box(box: str) -> str:
    """A box of the attendance sheet in words: “Women, 25 to 34”."""
    one, _, other = box.partition("-")
    if one in set(Situation):
        return f"{gettext(Sex(other).label)}, {gettext(Situation(one).label)}"
    return f"{gettext(Sex(one).label)}, {gettext(AgeBand(other).label)}"
