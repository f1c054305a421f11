"""Type in the sheets of a round that belong to no group: of the meeting, of the common score."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.assessments import queries, rules
from benkan.apps.assessments.actions.typed import (
    take_group_sheet,
    take_input_sheet,
    take_joint_sheet,
    take_meeting_sheet,
)
from benkan.apps.assessments.forms.typed_groups import GroupSheetForm
from benkan.apps.assessments.forms.typed_inputs import InputSheetForm
from benkan.apps.assessments.forms.typed_sheets import JointSheetForm, MeetingSheetForm
from benkan.apps.assessments.pages.seeing import worked
from benkan.apps.assessments.queries import papers as asked
from benkan.apps.assessments.queries.community import inputs_of
from benkan.apps.assessments.queries.papers import ON_PAPER, questions_on_paper
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(*rules.WORKERS)
def type_group(request: PageRequest, round_id: UUID, group_id: UUID) -> HttpResponse:
    """Who sat in a group, with the totals of the paper, and what it raises."""
    card = worked(request, round_id)
    seen = queries.seen_round(round_id, programme=request.programme.id, actor=request.actor)
    group = next((one for one in asked.paper_groups(seen) if one.id == group_id), None)
    if group is None:
        raise NotFound()
    form = GroupSheetForm(
        request.POST or None, today=timezone.localdate(), raises=not group.is_provider
    )
    if form.is_valid() and is_done(
        form,
        lambda: take_group_sheet(
            group=group_id,
            met_on=form.cleaned_data["met_on"],
            counts=form.counts(),
            raised=form.raised(),
            client_key=form.cleaned_data["client_key"],
            actor=request.actor,
        ),
    ):
        done = gettext("The sheet of the group is kept.")
        return go_to(request, "assessments:papers", round_id=card.id, done=done)
    shown = {"round": card, "group": group, "form": form}
    return render(request, "assessments/paper/type_group.html", shown)


@for_roles(*rules.WORKERS)
def type_inputs(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What is really there of what should be, with the sums of the paper."""
    card = worked(request, round_id)
    form = InputSheetForm(
        request.POST or None, inputs=inputs_of(round_id), today=timezone.localdate()
    )
    if form.is_valid() and is_done(
        form,
        lambda: take_input_sheet(
            round_id=card.id, given=form.given(), actor=request.actor, moment=timezone.now()
        ),
    ):
        done = gettext("The sheet of inputs is kept.")
        return go_to(request, "assessments:papers", round_id=card.id, done=done)
    return render(request, "assessments/paper/type_inputs.html", {"round": card, "form": form})


@for_roles(*rules.WORKERS)
def type_meeting(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Who came and as what, with the totals of the paper, and what both sides said."""
    card = worked(request, round_id)
    known = {"agreements": card.agreements, "disagreements": card.disagreements}
    form = MeetingSheetForm(request.POST or None, initial=known)
    if form.is_valid() and is_done(
        form,
        lambda: take_meeting_sheet(
            round_id=card.id,
            came=form.came(),
            agreements=form.cleaned_data["agreements"],
            disagreements=form.cleaned_data["disagreements"],
            actor=request.actor,
            moment=timezone.now(),
        ),
    ):
        done = gettext("The sheet of the meeting is kept.")
        return go_to(request, "assessments:papers", round_id=card.id, done=done)
    return render(request, "assessments/paper/type_meeting.html", {"round": card, "form": form})


@for_roles(*rules.WORKERS)
def type_joint(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What the representatives agreed on at each question, with the sum of the column."""
    card = worked(request, round_id)
    nodes = queries.asked_in(card.version, language=ON_PAPER)
    questions = questions_on_paper(nodes, kind=card.kind, is_provider=False)
    form = JointSheetForm(request.POST or None, questions=questions)
    if form.is_valid() and is_done(
        form,
        lambda: take_joint_sheet(
            round_id=card.id, given=form.given(), actor=request.actor, moment=timezone.now()
        ),
    ):
        done = gettext("The common score is kept.")
        return go_to(request, "assessments:papers", round_id=card.id, done=done)
    return render(request, "assessments/paper/type_joint.html", {"round": card, "form": form})
