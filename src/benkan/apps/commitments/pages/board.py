"""All the promises that a reader follows: as a list, office by office, place by place, in a calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from benkan.apps.commitments import queries
from benkan.apps.commitments.forms.board import (
    Title,
    chips_of,
    choices_of,
    filters_of,
    month_in,
    query_of,
    quick_ways,
)
from benkan.apps.commitments.pages.rows import promise_rows
from benkan.apps.commitments.queries import Filters, PromiseLine
from benkan.apps.commitments.queries.board import MOST_COUNTED
from benkan.apps.commitments.queries.calendar import month_due
from benkan.apps.commitments.queries.escalating import letters_to
from benkan.apps.commitments.queries.overview import A_PAGE, by_office, by_place
from benkan.apps.commitments.rules import PROPOSERS, PUBLISHERS, State
from benkan.apps.commitments.rules.board import position_of
from benkan.apps.commitments.rules.reminding import TELLERS
from benkan.apps.registry import queries as registry
from benkan.kit.actor import EVERY_ROLE, STAFF, Role
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, for_roles

MOST_OFFICES = 100
"""More are not offered in one list: whoever looks for one chooses its commune first."""


@for_roles(*EVERY_ROLE)
def board(request: PageRequest) -> HttpResponse:
    """All the promises that the reader follows, or her own office's."""
    filters = filters_of(request.GET.dict())
    found = queries.board(
        request.programme.id,
        request.actor,
        filters,
        today=timezone.localdate(),
        at=position_of(request.GET.get("at", "")),
        to=position_of(request.GET.get("to", "")),
    )
    roots = request.actor.places(*STAFF)
    places = registry.places_step(filters.place, roots=roots)
    titles = _titles(request, filters, found.lines)
    shown = {
        "board": found,
        "rows": promise_rows(request, found.lines),
        "is_filtered": filters != Filters(),
        "choices": choices_of(filters, found.counts, places, titles),
        "chips": chips_of(filters, places, titles),
        "quick": quick_ways(filters),
        "before": query_of(filters, to=found.before.code) if found.before else "",
        "after": query_of(filters, at=found.after.code) if found.after else "",
        "most_counted": MOST_COUNTED,
        "has_office": request.actor.holds_anywhere(Role.OFFICE_HOLDER),
        "follows_up": request.actor.holds_anywhere(*TELLERS),
        "may_propose": request.actor.holds_anywhere(*PROPOSERS),
        "may_publish": request.actor.holds_anywhere(*PUBLISHERS),
    }
    return render(request, "commitments/board.html", shown)


def _titles(request: PageRequest, filters: Filters, lines: list[PromiseLine]) -> list[Title]:
    """The offices to choose from: those of the place chosen and below it, else of the reader's; and
    the one that is chosen."""
    within = request.actor.places(*STAFF) if filters.place is None else [filters.place]
    found = registry.offices_to_choose(request.programme.id, within=within, limit=MOST_OFFICES + 1)
    titles = {office: f"{title}, {place}" for office, title, place in found}
    if len(titles) > MOST_OFFICES:
        titles = {}
    if filters.office and lines:
        titles |= {str(filters.office): f"{lines[0].office_title}, {lines[0].place_name}"}
    return list(titles.items())


@for_roles(*EVERY_ROLE)
def offices(request: PageRequest) -> HttpResponse:
    """How the promises of each office stand."""
    number, today = page_number(request), timezone.localdate()
    found = by_office(request.programme.id, request.actor, today=today, page=number)
    shown = {"overview": found, "by": "office", "page": ways(found.count, number, A_PAGE)}
    return render(request, "commitments/overview.html", shown)


@for_roles(*EVERY_ROLE)
def places(request: PageRequest) -> HttpResponse:
    """How the promises stand at each place."""
    number, today = page_number(request), timezone.localdate()
    found = by_place(request.programme.id, request.actor, today=today, page=number)
    shown = {"overview": found, "by": "place", "page": ways(found.count, number, A_PAGE)}
    return render(request, "commitments/overview.html", shown)


@for_roles(*EVERY_ROLE)
def calendar(request: PageRequest) -> HttpResponse:
    """What falls due in a month."""
    today = timezone.localdate()
    month = month_in(request.GET.get("month", ""), today=today)
    found = month_due(request.programme.id, request.actor, month=month, today=today)
    # Any seven days from a Monday on name the columns.
    weekdays = [date(2026, 1, 5) + timedelta(days=n) for n in range(7)]
    return render(request, "commitments/calendar.html", {"month": found, "weekdays": weekdays})


@for_roles(Role.OFFICE_HOLDER)
def mine(request: PageRequest) -> HttpResponse:
    """What is before my office today, in the order in which to do it."""
    today = timezone.localdate()
    day = queries.office_day(request.programme.id, request.actor, today=today)
    letters = letters_to(request.actor, request.programme.id, today=today)
    ends = [End(state, day.ends[state]) for state in State if state in day.ends]
    rows = {
        name: promise_rows(request, getattr(day, name))
        for name in ("late", "to_answer", "to_do", "with_citizens")
    }
    shown = {"day": day, "rows": rows, "ends": ends, "letters": letters}
    return render(request, "commitments/mine.html", shown)


@dataclass(frozen=True)
class End:
    """How many of an office's promises came to one end."""

    state: State
    number: int
