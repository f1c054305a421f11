"""The service beside the groups: its own score, and one or two questions of its own."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions import own_indicators as actions
from benkan.apps.assessments.forms.meeting import OwnQuestionForm
from benkan.apps.assessments.pages.seeing import worked
from benkan.apps.assessments.pages.values import told
from benkan.apps.assessments.queries.joint import JointLeaf, joint_sheet
from benkan.apps.assessments.queries.measures import providers_of
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.rules.own_indicators import MOST
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*rules.WORKERS)
def provider(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What the service says of itself beside what the groups say; it may add a question."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    group = next(iter(providers_of(round_id)), None)
    if group is None:
        raise NotFound()
    form = OwnQuestionForm(request.POST or None)
    if form.is_valid() and is_done(form, lambda: _added(request, round_id, form)):
        done = gettext("The question is added. Only the service answers it.")
        return go_to(request, "assessments:provider", round_id=round_id, done=done)
    sheet = joint_sheet(row, language=get_language() or "fr")
    lines = [_line(leaf) for leaf in sheet.leaves]
    shown = {
        "round": card,
        "group": group,
        "lines": lines,
        "own": [_line(leaf) for leaf in sheet.own],
        "answered": sum(bool(line["provider"]) for line in lines),
        "may_add": len(sheet.own) < MOST and not card.is_closed and not card.is_frozen,
        "form": form,
    }
    return render(request, "assessments/joint/provider.html", shown)


def _added(request: PageRequest, round_id: UUID, form: OwnQuestionForm) -> None:
    actions.add_own_indicator(
        round_id=round_id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
    )


@require_POST
@for_roles(*rules.WORKERS)
def drop_question(request: PageRequest, round_id: UUID, node_id: UUID) -> HttpResponse:
    """Take a question of the service out again, as long as it has no answer."""
    worked(request, round_id)
    actions.drop_own_indicator(
        round_id=round_id, node=node_id, actor=request.actor, moment=timezone.now()
    )
    done = gettext("The question is taken out.")
    return go_to(request, "assessments:provider", round_id=round_id, done=done)


def _line(leaf: JointLeaf) -> dict[str, object]:
    own = leaf.provider
    return {
        "id": leaf.asked.id,
        "name": leaf.asked.name,
        "provider": own,
        "value": "" if own is None or own.value is None else told(own.value, leaf.asked),
        "mean": "" if leaf.mean is None else told(leaf.mean, leaf.asked),
    }
