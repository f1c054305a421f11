"""Type in the sheets of a round that belong to no group: of the meeting, of the common score."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.assessments import queries, rules
from benkan.apps.assessments.actions.typed import take_joint_sheet, take_meeting_sheet
from benkan.apps.assessments.forms.typed_sheets import JointSheetForm, MeetingSheetForm
from benkan.apps.assessments.pages.seeing import worked
from benkan.apps.assessments.queries.papers import ON_PAPER, questions_on_paper
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to


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
