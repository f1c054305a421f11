"""What figures of rounds are made of: the agreed actions with their chains, and rounds with their sheets."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from benkan.apps.assessments.queries.counting import rounds_in_sight
from benkan.apps.results import rules
from benkan.apps.results.pages.periods import period_word
from benkan.apps.results.queries.following import A_PAGE, actions_shown
from benkan.apps.results.queries.rounds import A_PAGE as A_PAGE_OF_ROUNDS
from benkan.apps.results.queries.rounds import rounds_behind
from benkan.apps.results.rules.following import Followed
from benkan.apps.results.rules.indicators import CONSULTED, Indicator
from benkan.apps.results.rules.periods import Period
from benkan.apps.results.rules.publishing import READERS
from benkan.kit.choosing import id_in
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, address


def actions(request: PageRequest, period: Period) -> HttpResponse:
    """Agreed actions, kept to the reader's places, a commune, or to what they lack."""
    number, today = page_number(request), timezone.localdate()
    asked = request.GET.get("manque", "")
    how = Followed(asked) if asked in set(Followed) else None
    found = actions_shown(
        request.programme.id,
        period=period,
        on=today,
        places=request.actor.places(*READERS),
        commune=id_in(request.GET.get("lieu", "")),
        how=how,
        page=number,
    )
    shown = {
        "found": found,
        "percent": rules.percent(found.share),
        "period": period,
        "period_word": period_word(period),
        "ways": [(one, one is how) for one in Followed],
        "how": how,
        "commune": request.GET.get("lieu", ""),
        "back": _back(request, Indicator.ACTIONS_FOLLOWED, period),
        "on": today,
        "page": ways(found.matching, number, A_PAGE),
    }
    return render(request, "results/actions.html", shown)


def rounds(request: PageRequest, indicator: Indicator, period: Period) -> HttpResponse:
    """Rounds with their sheets, and checks of promises, kept to the reader's places."""
    number, today = page_number(request), timezone.localdate()
    found = rounds_behind(
        indicator,
        request.programme.id,
        period=period,
        on=today,
        places=request.actor.places(*READERS),
        seen=in_sight(request),
        row=request.GET.get("lieu", ""),
        page=number,
    )
    shown = {
        "found": found,
        "period_word": period_word(period),
        "has_meetings": indicator in CONSULTED,
        "back": _back(request, indicator, period),
        "page": ways(found.matching, number, A_PAGE_OF_ROUNDS),
    }
    return render(request, "results/rounds.html", shown)


def in_sight(request: PageRequest) -> frozenset[UUID]:
    """The rounds that the reader may open, in at most one query."""
    return rounds_in_sight(request.programme.id, actor=request.actor)


def _back(request: PageRequest, indicator: Indicator, period: Period) -> str:
    return f"{address(request, f'results:{indicator}_live')}?periode={period.code}"
