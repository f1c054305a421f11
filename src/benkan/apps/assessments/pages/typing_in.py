"""Type in what a group wrote on paper, or said at a desk."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext

from benkan.apps.assessments import actions, queries, rules
from benkan.apps.assessments.actions.typed import take_scoring_sheet
from benkan.apps.assessments.forms.typing_in import PaperForm
from benkan.apps.assessments.models import Sheet
from benkan.apps.assessments.queries import papers as asked
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*rules.WORKERS)
def type_paper(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """The boxes of a group's paper in its order, with the totals to check them against."""
    return _typed(request, round_id, group_id, Sheet.Way.PAPER)


@for_roles(*rules.WORKERS)
def type_desk(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """The same without totals, for what was never on paper."""
    return _typed(request, round_id, group_id, Sheet.Way.DESK)


def _typed(request: PageRequest, round_id: UUID, group_id: UUID, way: Sheet.Way) -> HttpResponse:
    seen = queries.seen_round(round_id, programme=request.programme.id, actor=request.actor)
    card = asked.paper_round(seen)
    group = next((one for one in asked.paper_groups(seen) if one.id == group_id), None)
    if group is None:
        raise NotFound()
    form = PaperForm(
        request.POST or None,
        blocks=asked.blocks_on_paper(card, is_provider=group.is_provider),
        is_paper=way is Sheet.Way.PAPER,
        asks_release=way is Sheet.Way.PAPER and not group.is_provider,
        sat=group.people,
        today=timezone.localdate(),
    )
    if form.is_valid():
        taken = attempt(form, lambda: _take(request, form, group_id, way))
        if taken is not None:
            # Whoever types from paper goes on with the next one; whoever sat at a desk, on the path.
            back = "assessments:papers" if way is Sheet.Way.PAPER else "web:round"
            return go_to(request, back, round_id=round_id, done=_said(form, taken))
    shown = {"round": card, "group": group, "form": form, "is_paper": way is Sheet.Way.PAPER}
    return render(request, "assessments/paper/type.html", shown)


def _take(request: PageRequest, form: PaperForm, group: UUID, way: Sheet.Way) -> actions.Taken:
    return take_scoring_sheet(
        release=form.release(),
        group=group,
        way=way,
        client_key=form.cleaned_data["client_key"],
        lines=form.lines_given(),
        scored_on=form.cleaned_data["scored_on"],
        note=form.note(),
        actor=request.actor,
        moment=timezone.now(),
    )


def _said(form: PaperForm, taken: actions.Taken) -> str:
    answers = len(form.lines_given())
    kept = ngettext("%(n)s answer is kept.", "%(n)s answers are kept.", answers) % {"n": answers}
    if not taken.conflicts:
        return kept
    differ = ngettext(
        "%(n)s of them differs from another sheet of this group: somebody must choose.",
        "%(n)s of them differ from another sheet of this group: somebody must choose.",
        taken.conflicts,
    )
    return f"{kept} {differ % {'n': taken.conflicts}}"
