"""Pages of meetings: the list, one and its report."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.activities import actions, queries, rules
from benkan.apps.activities.forms.meetings import ReportForm
from benkan.apps.activities.pages.rows import meeting_rows
from benkan.apps.activities.pages.seeing import organises, own, said_of, seen, table_of
from benkan.apps.activities.rules.publishing import PUBLISHERS
from benkan.apps.activities.rules.questions import ASKERS
from benkan.apps.files import actions as files
from benkan.apps.files import queries as kept
from benkan.apps.registry import queries as registry
from benkan.kit.actor import EVERY_ROLE, STAFF
from benkan.kit.forms import is_done
from benkan.kit.lists import page_number
from benkan.kit.pages import PageRequest, file_response, for_roles, go_to
from benkan.kit.refusals import NotFound

FORGOTTEN_AFTER = timedelta(days=1)
"""When a sheet goes that came with a report which was there already."""


@for_roles(*EVERY_ROLE)
def activity_list(request: PageRequest) -> HttpResponse:
    """What is to come, what is still to be reported or completed, what was held."""
    programme, places = request.programme.id, request.actor.places(*EVERY_ROLE)
    today = timezone.localdate()
    organiser = request.actor.holds_anywhere(*rules.ORGANISERS)
    lists = queries.meeting_lists(
        programme,
        places,
        today=today,
        page=page_number(request),
        complete=10 if organiser else 0,
    )
    stand = (
        ("to_report", lists.to_report, "late", gettext("To report")),
        ("to_complete", lists.to_complete, "late", gettext("To complete")),
        ("upcoming", lists.upcoming, "planned", gettext("Planned")),
        ("held", lists.held.lines, "held", gettext("Held")),
    )
    shown = {
        "lists": lists,
        "rows": {
            name: meeting_rows(request, cards, state=state, words=words)
            for name, cards, state, words in stand
        },
        "may_plan": organiser,
        "is_staff": request.actor.holds_anywhere(*STAFF),
    }
    return render(request, "activities/list.html", shown)


@for_roles(*EVERY_ROLE)
def activity(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """One meeting: when and where, and once it was held, who came and what was said."""
    card = seen(request, activity_id)
    today = timezone.localdate()
    form = None
    if _may_report(request, card) and card.planned_on <= today:
        form = ReportForm.opened(card.planned_on, kind=card.kind)
    return _shown(request, card, form)


@for_roles(*rules.ORGANISERS)
def report(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """The report of a meeting; the button that only counts changes nothing."""
    card = own(request, activity_id)
    form = ReportForm(request.POST, request.FILES, kind=card.kind)
    is_sent = form.is_valid() and "count" not in request.POST
    if is_sent and is_done(form, lambda: hold(request, card.id, form)):
        done = gettext("The report is closed. Thank you.")
        return go_to(request, "activities:activity", activity_id=card.id, done=done)
    return _shown(request, card, form)


@transaction.atomic
def hold(request: PageRequest, activity: UUID, form: ReportForm) -> None:
    """What a valid form says becomes the report of the meeting; what was sent before is left alone."""
    if queries.was_reported(activity, report_key=form.cleaned_data["client_key"]):
        return
    moment, sheet = timezone.now(), form.cleaned_data["sheet"]
    evidence = None
    if sheet is not None:
        evidence = files.keep_picture(
            programme=request.programme.id,
            content=sheet.read(),
            moment=moment,
            sensitivity="sensitive",
            delete_after=moment + FORGOTTEN_AFTER,
        )
    actions.hold_activity(
        activity=activity,
        held_on=form.cleaned_data["held_on"],
        headcounts=form.headcounts(),
        situations=form.situations(),
        minutes=form.cleaned_data["minutes"],
        evidence_file=evidence,
        actor=request.actor,
        moment=moment,
        report_key=form.cleaned_data["client_key"],
        told=form.told(),
    )


@for_roles(*EVERY_ROLE)
def sheet(request: PageRequest, activity_id: UUID) -> HttpResponseBase:
    """The photo of the attendance sheet: it shows names, so for those who held the meeting only."""
    card = own(request, activity_id)
    if card.evidence_file is None:
        raise NotFound()
    return file_response(kept.opened(card.evidence_file))


def _may_report(request: PageRequest, card: queries.ActivityCard) -> bool:
    return not card.is_closed and not card.is_cancelled and organises(request, card)


def _shown(
    request: PageRequest, card: queries.ActivityCard, form: ReportForm | None
) -> HttpResponse:
    is_ours = organises(request, card)
    askers = dict(ASKERS)
    shown = {
        "activity": card,
        # Where women or displaced people gather, no telephone tells: only the day is kept on it.
        "named": card.title if card.kind in rules.OPEN_TO_ALL else "",
        "is_ours": is_ours,
        "may_change": is_ours and not card.is_closed and not card.is_cancelled,
        "form": form,
        "said": said_of(card),
        "postponements": queries.postponements_of(card.id) if card.first_planned_on else [],
        "counted": table_of(queries.attendance(card.id)) if card.is_closed else None,
        "named_people": queries.how_many_named(card.id) if is_ours and card.is_closed else 0,
        "questions": [(askers[one.asker], one) for one in queries.questions_at(card.id)],
        "summary": queries.public.summary_of(card.id) if card.is_closed else None,
        "may_publish": is_ours
        and card.is_closed
        and request.actor.holds(*PUBLISHERS, line=registry.line_of(card.place)),
    }
    return render(request, "activities/activity.html", shown)
