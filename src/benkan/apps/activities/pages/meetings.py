"""Pages of meetings: the list, planning one, one and its report."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.activities import actions, queries, rules
from benkan.apps.activities.forms import PlanForm, ReportForm
from benkan.apps.files import actions as files
from benkan.apps.files import queries as kept
from benkan.apps.registry import queries as registry
from benkan.kit.actor import EVERY_ROLE, Actor
from benkan.kit.forms import attempt, is_done
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, file_response, for_roles, go_to
from benkan.kit.refusals import NotFound
from benkan.kit.splits import AgeBand, Sex, Situation

FORGOTTEN_AFTER = timedelta(days=1)
"""When a sheet goes that came with a report which was there already."""


@for_roles(*EVERY_ROLE)
def activity_list(request: PageRequest) -> HttpResponse:
    """What is to come, what is still to be reported, what was held."""
    programme, places = request.programme.id, request.actor.places(*EVERY_ROLE)
    today = timezone.localdate()
    page = ways(queries.how_many_held(programme, places), page_number(request), queries.A_PAGE)
    shown = {
        "upcoming": queries.upcoming(programme, places, today=today),
        "to_report": queries.to_report(programme, places, today=today),
        "held": queries.held(programme, places, page=page.number),
        "page": page,
        "may_plan": request.actor.holds_anywhere(*rules.ORGANISERS),
    }
    return render(request, "activities/list.html", shown)


@for_roles(*rules.ORGANISERS)
def plan(request: PageRequest) -> HttpResponse:
    """Put a meeting in the calendar."""
    places = registry.places_to_choose(request.actor.places(*rules.ORGANISERS), kinds=("commune",))
    form = PlanForm(request.POST or None, places=places)
    if form.is_valid():
        activity = attempt(form, lambda: _planned(request, form))
        if activity is not None:
            done = gettext("The meeting is in the calendar.")
            return go_to(request, "activities:activity", activity_id=activity, done=done)
    return render(request, "activities/plan.html", {"form": form})


def _planned(request: PageRequest, form: PlanForm) -> UUID:
    fields = {**form.cleaned_data, "place": UUID(form.cleaned_data["place"])}
    return actions.plan_activity(
        programme=request.programme.id,
        organisation=organisation_of(request.actor),
        actor=request.actor,
        moment=timezone.now(),
        **fields,
    )


def organisation_of(actor: Actor) -> UUID | None:
    """The organisation for which the planner works, where there is one only."""
    posts = (post for post in actor.posts if post.role in rules.ORGANISERS)
    mine = {post.organisation for post in posts if post.organisation}
    return mine.pop() if len(mine) == 1 else None


@for_roles(*EVERY_ROLE)
def activity(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """One meeting: when and where, and once it was held, who came and what was said."""
    card = _seen(request, activity_id)
    today = timezone.localdate()
    form = None
    if _may_report(request, card) and card.planned_on <= today:
        form = ReportForm.opened(card.planned_on)
    return _shown(request, card, form)


@for_roles(*rules.ORGANISERS)
def report(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """The report of a meeting; the button that only counts changes nothing."""
    card = _seen(request, activity_id)
    form = ReportForm(request.POST, request.FILES)
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
    )


@for_roles(*EVERY_ROLE)
def sheet(request: PageRequest, activity_id: UUID) -> HttpResponseBase:
    """The photo of the attendance sheet: it shows names, so for those who held the meeting only."""
    card = _seen(request, activity_id)
    if card.evidence_file is None or not _organises(request, card):
        raise NotFound()
    return file_response(kept.opened(card.evidence_file))


def _seen(request: PageRequest, activity_id: UUID) -> queries.ActivityCard:
    return queries.seen_activity(activity_id, programme=request.programme.id, actor=request.actor)


def _organises(request: PageRequest, card: queries.ActivityCard) -> bool:
    line = registry.line_of(card.place)
    return rules.organises(request.actor, organisation=card.organisation, line=line)


def _may_report(request: PageRequest, card: queries.ActivityCard) -> bool:
    return not card.is_closed and _organises(request, card)


def _shown(
    request: PageRequest, card: queries.ActivityCard, form: ReportForm | None
) -> HttpResponse:
    shown = {
        "activity": card,
        # Where women or displaced people gather, no telephone tells: only the day is kept on it.
        "named": card.title if card.kind in rules.OPEN_TO_ALL else "",
        "may_take": _may_report(request, card),
        "form": form,
        "counted": _table(queries.attendance(card.id)) if card.is_closed else None,
        "may_see_sheet": card.evidence_file is not None and _organises(request, card),
    }
    return render(request, "activities/activity.html", shown)


@dataclass(frozen=True)
class Table:
    """The attendance as it is shown: rows of words and a number for each sex and in all."""

    sexes: list[str]
    rows: list[tuple[str, list[int]]]
    situations: list[tuple[str, list[int]]]
    totals: list[int]


def _table(attendance: queries.Attendance) -> Table:
    heads, situations = attendance.headcounts, attendance.situations
    rows = [(band.label, _row([heads.get((sex, band), 0) for sex in Sex])) for band in AgeBand]
    return Table(
        sexes=[sex.label for sex in Sex],
        rows=[(label, row) for label, row in rows if row[-1]],
        situations=[
            (of.label, _row([situations.get((of, sex), 0) for sex in Sex])) for of in Situation
        ],
        totals=_row([rules.people_of(heads, sex) for sex in Sex]),
    )


def _row(counts: Collection[int]) -> list[int]:
    return [*counts, sum(counts)]
