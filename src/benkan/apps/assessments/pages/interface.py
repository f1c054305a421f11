"""The meeting of citizens and the service: in the calendar, counted, and put into words."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions import interface as actions
from benkan.apps.assessments.forms.meeting import CameForm, LinkForm, PlanForm, WordsForm
from benkan.apps.assessments.pages.seeing import OneForm, form_page, worked
from benkan.apps.assessments.queries.interface import interface_meeting, meetings_to_choose
from benkan.apps.assessments.queries.scope import seen_round
from benkan.apps.assessments.rules.interface import Came, Category
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.splits import Sex

_HERE = "assessments:interface"


@for_roles(*rules.WORKERS)
def interface(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What is known of the meeting, and the ways to say more; or one to choose from the calendar."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    meeting = interface_meeting(row, actor=request.actor)
    offered = [] if meeting.meeting else meetings_to_choose(row, today=timezone.localdate())
    form = LinkForm(request.POST or None, meetings=offered)
    if form.is_valid() and is_done(form, lambda: _linked(request, round_id, form)):
        done = gettext("The meeting of this assessment is chosen.")
        return go_to(request, _HERE, round_id=round_id, done=done)
    sexes = [sex for sex in Sex if sex is not Sex.UNKNOWN or _has(meeting.came, sex)]
    shown = {
        "round": card,
        "meeting": meeting,
        "offered": offered,
        "form": form,
        "sexes": [sex.label for sex in sexes],
        "rows": [
            (of.label, [meeting.came.get((of, sex), 0) for sex in sexes], total)
            for of in Category
            if (total := sum(meeting.came.get((of, sex), 0) for sex in Sex))
        ],
        "absent": [of.label for of in meeting.absent],
    }
    return render(request, "assessments/meeting/meeting.html", shown)


def _has(came: Came, sex: Sex) -> bool:
    return any(people for (_, of), people in came.items() if of is sex)


def _linked(request: PageRequest, round_id: UUID, form: LinkForm) -> None:
    actions.link_meeting(
        round_id=round_id,
        meeting=UUID(form.cleaned_data["meeting"]),
        actor=request.actor,
        moment=timezone.now(),
    )


@for_roles(*rules.WORKERS)
def plan(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Put the meeting in the calendar."""
    card = worked(request, round_id)
    form = PlanForm(request.POST or None)
    return form_page(
        request,
        card,
        form,
        OneForm(
            gettext("Plan the meeting with the service"),
            gettext("Put it in the calendar"),
            gettext("Both sides sit together; chiefs and officials are invited."),
        ),
        act=lambda: actions.plan_meeting(
            round_id=round_id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("The meeting is in the calendar."),
        to=_HERE,
    )


@for_roles(*rules.WORKERS)
def count(request: PageRequest, round_id: UUID) -> HttpResponse:
    """Who came, by what they came as."""
    card = worked(request, round_id)
    row = seen_round(round_id, programme=request.programme.id, actor=request.actor)
    meeting = interface_meeting(row, actor=request.actor)
    form = CameForm(request.POST or None, came=meeting.came)
    if form.is_valid() and is_done(
        form,
        lambda: actions.count_meeting(
            round_id=round_id, came=form.came(), actor=request.actor, moment=timezone.now()
        ),
    ):
        done = gettext("Those who came are counted.")
        return go_to(request, _HERE, round_id=round_id, done=done)
    return render(request, "assessments/meeting/count.html", {"round": card, "form": form})


@for_roles(*rules.WORKERS)
def words(request: PageRequest, round_id: UUID) -> HttpResponse:
    """What both sides agreed on and what they did not."""
    card = worked(request, round_id)
    before = {"agreements": card.agreements, "disagreements": card.disagreements}
    form = WordsForm(request.POST or None, initial=before)
    return form_page(
        request,
        card,
        form,
        OneForm(gettext("What was said at the meeting"), gettext("Write it down")),
        act=lambda: actions.note_meeting(
            round_id=round_id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("What was said is written down."),
        to=_HERE,
    )
