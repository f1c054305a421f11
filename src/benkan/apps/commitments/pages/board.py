"""All the promises that a reader follows, and the office's own list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.commitments import queries
from benkan.apps.commitments.forms.board import BoardForm, filters_of
from benkan.apps.commitments.queries import Filters, PromiseLine
from benkan.apps.commitments.queries.board import A_PAGE
from benkan.apps.commitments.rules import TO_DO, State
from benkan.kit.actor import EVERY_ROLE, Role
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, for_roles


@for_roles(*EVERY_ROLE)
def board(request: PageRequest) -> HttpResponse:
    """All the promises that the reader follows, or her own office's."""
    filters = filters_of(request.GET, only_mine=False)
    number = page_number(request)
    found = queries.board(
        request.programme.id, request.actor, filters, today=timezone.localdate(), page=number
    )
    shown = {
        "board": found,
        "is_filtered": filters != Filters(),
        "filters": BoardForm(initial=request.GET.dict()).offer(found),
        "page": ways(found.matching, number, A_PAGE),
        "has_office": request.actor.holds_anywhere(Role.OFFICE_HOLDER),
    }
    return render(request, "commitments/board.html", shown)


@for_roles(Role.OFFICE_HOLDER)
def mine(request: PageRequest) -> HttpResponse:
    """What is asked of my office: to answer, late, to do, and what is with the citizens."""
    number = page_number(request)
    filters = filters_of({}, only_mine=True)
    found = queries.board(
        request.programme.id, request.actor, filters, today=timezone.localdate(), page=number
    )
    shown = {
        "groups": _groups(found.lines),
        "board": found,
        "page": ways(found.matching, number, A_PAGE),
    }
    return render(request, "commitments/mine.html", shown)


@dataclass(frozen=True)
class Group:
    """Some of an office's promises under one heading."""

    title: str
    icon: str
    lines: list[PromiseLine]


def _groups(lines: list[PromiseLine]) -> list[Group]:
    wanted: list[tuple[str, str, Callable[[PromiseLine], bool]]] = [
        (gettext("Late"), "warning", lambda line: line.is_late),
        (gettext("Awaiting your answer"), "message", lambda line: line.state is State.PROPOSED),
        (gettext("To do"), "promise", lambda line: line.state in TO_DO and not line.is_late),
        (
            gettext("Citizens are checking"),
            "people",
            lambda line: line.state in (State.REPORTED_DONE, State.CONFIRMED),
        ),
        (gettext("Over"), "check", lambda line: line.settled_on is not None),
    ]
    groups = [Group(title, icon, [x for x in lines if fits(x)]) for title, icon, fits in wanted]
    return [group for group in groups if group.lines]
