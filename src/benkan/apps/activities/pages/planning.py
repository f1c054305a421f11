"""Put a meeting in the calendar, put it off, cancel it; and planned against held."""

from datetime import timedelta
from fractions import Fraction
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.activities import actions, queries, rules
from benkan.apps.activities.forms.kinds import Offers
from benkan.apps.activities.forms.meetings import KindForm, PlanForm
from benkan.apps.activities.forms.stepping import (
    BalanceForm,
    CancelForm,
    PeriodForm,
    PostponeForm,
    first_asked,
)
from benkan.apps.activities.pages.seeing import OneForm, form_page, own, table_of
from benkan.apps.activities.rules.calendar import Outcome
from benkan.apps.activities.rules.kinds import Kind
from benkan.apps.registry import queries as registry
from benkan.kit.actor import EVERY_ROLE, STAFF, Actor
from benkan.kit.charts.bars import Bar, bars
from benkan.kit.forms import attempt
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, for_roles, go_to


@for_roles(*rules.ORGANISERS)
def plan(request: PageRequest) -> HttpResponse:
    """Put a meeting in the calendar: first its kind and commune, then what such a meeting asks."""
    places = registry.places_to_choose(request.actor.places(*rules.ORGANISERS), kinds=("commune",))
    asked = request.POST or request.GET
    first = KindForm(asked if "kind" in asked else None, places=places)
    if not first.is_valid():
        return render(request, "activities/plan_kind.html", {"form": first})
    chosen = first.cleaned_data
    form = PlanForm(
        request.POST or None,
        places=places,
        kind=chosen["kind"],
        offers=_offers(request, UUID(chosen["place"])),
        initial=chosen,
    )
    if form.is_valid():
        activity = attempt(form, lambda: _planned(request, form))
        if activity is not None:
            done = gettext("The meeting is in the calendar.")
            return go_to(request, "activities:activity", activity_id=activity, done=done)
    kind = gettext(Kind(chosen["kind"]).label)
    place_name = registry.place_cards([UUID(chosen["place"])])[UUID(chosen["place"])].name
    shown = {"form": form, "kind": kind, "place_name": place_name}
    return render(request, "activities/plan.html", shown)


def _offers(request: PageRequest, place: UUID) -> Offers:
    organisations = registry.organisations_called(request.programme.id)
    return Offers(
        organisations=[(str(pk), name) for pk, name in organisations],
        facilities=[(str(one.id), one.name) for one in registry.facilities_in(place)],
    )


def _planned(request: PageRequest, form: PlanForm) -> UUID:
    fields = {**form.facts(), "place": UUID(form.cleaned_data["place"])}
    return actions.plan_activity(
        programme=request.programme.id,
        organisation=organisation_of(request.actor),
        actor=request.actor,
        moment=timezone.now(),
        told=form.told(),
        **fields,
    )


def organisation_of(actor: Actor) -> UUID | None:
    """The organisation for which the planner works, where there is one only."""
    posts = (post for post in actor.posts if post.role in rules.ORGANISERS)
    mine = {post.organisation for post in posts if post.organisation}
    return mine.pop() if len(mine) == 1 else None


@for_roles(*rules.ORGANISERS)
def postpone(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """Put it off to another day."""
    card, form = own(request, activity_id), PostponeForm(request.POST or None)
    return form_page(
        request,
        card,
        form,
        OneForm(gettext("Put off the meeting"), gettext("Put off")),
        act=lambda: actions.postpone_activity(
            activity=card.id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("The meeting has its new day."),
    )


@for_roles(*rules.ORGANISERS)
def cancel(request: PageRequest, activity_id: UUID) -> HttpResponse:
    """Take it out of the calendar."""
    card, form = own(request, activity_id), CancelForm(request.POST or None)
    return form_page(
        request,
        card,
        form,
        OneForm(
            gettext("Cancel the meeting"),
            gettext("Cancel the meeting"),
            gettext("It stays in the count of what was planned, with its reason."),
        ),
        act=lambda: actions.cancel_activity(
            activity=card.id, actor=request.actor, moment=timezone.now(), **form.cleaned_data
        ),
        done=gettext("The meeting is cancelled."),
    )


@for_roles(*EVERY_ROLE)
def balance(request: PageRequest) -> HttpResponse:
    """What was planned and what became of it, and the meetings behind each number."""
    places, today = request.actor.places(*EVERY_ROLE), timezone.localdate()
    named = registry.organisations_called(request.programme.id)
    form = BalanceForm(
        {**first_asked(today), **request.GET.dict()},
        places=registry.places_to_choose(places, kinds=("region", "cercle", "commune")),
        organisations=[(str(pk), name) for pk, name in named],
    )
    found, page = None, page_number(request)
    if form.is_valid():
        asked = form.asked(request.GET.get("outcome", ""))
        found = queries.balance(request.programme.id, places, asked, today=today, page=page)
    shown = {
        "form": form,
        "found": found,
        "outcomes": list(Outcome),
        "chosen": request.GET.get("outcome", ""),
        "chart": _chart(found.total) if found and found.total.planned else "",
        "page": ways(found.matching if found else 0, page, queries.A_PAGE),
    }
    return render(request, "activities/balance.html", shown)


@for_roles(*STAFF)
def people(request: PageRequest) -> HttpResponse:
    """Who was met in a period: attendances, and beside them people counted once."""
    places, today = request.actor.places(*STAFF), timezone.localdate()
    form = PeriodForm(
        {**first_asked(today), **request.GET.dict()},
        places=registry.places_to_choose(places, kinds=("region", "cercle", "commune")),
    )
    met = None
    if form.is_valid():
        told = form.cleaned_data
        within = [UUID(told["place"])] if told["place"] else places
        until = told["until"] + timedelta(days=1)
        met = queries.people_met(request.programme.id, told["since"], until, within)
    shown = {
        "form": form,
        "met": met,
        "counted": met and table_of(queries.Attendance(met.by_sex_and_age, met.by_situation)),
        "once": met
        and table_of(queries.Attendance(met.unique.by_sex_and_age, met.unique.by_situation)),
    }
    return render(request, "activities/people.html", shown)


def _chart(total: queries.Line) -> str:
    rows = [
        Bar(gettext(one.label), Fraction(count, total.planned), str(count))
        for one, count in total.row
    ]
    return bars(
        rows,
        title=gettext("Planned against held"),
        description=gettext("The same numbers stand in the table below."),
    )
