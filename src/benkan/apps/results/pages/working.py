"""A figure as it stands now, for those who answer for it: nothing hidden, in their places, not published;
and the promises that it is made of."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext

from benkan.apps.results import queries, rules
from benkan.apps.results.forms.publishing import PrepareForm
from benkan.apps.results.pages.figures import shown_of
from benkan.apps.results.pages.periods import period_word, rule_words
from benkan.apps.results.queries import A_PAGE, Cut
from benkan.apps.results.rules.indicators import OF_PROMISES, Indicator
from benkan.apps.results.rules.periods import Period, period_called, periods_to_choose, so_far
from benkan.apps.results.rules.publishing import PREPARES, READERS
from benkan.apps.results.rules.shares import Outcome
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, address, for_roles
from benkan.kit.refusals import N_, Refused

SINCE = date(2024, 1, 1)
_CUTS = {
    "lieu": (Cut.PLACE, N_("By commune")),
    "secteur": (Cut.SERVICE, N_("By service")),
    "niveau": (Cut.LEVEL, N_("By level")),
    "fonction": (Cut.OFFICE, N_("By office")),
}


@for_roles(*READERS)
def live(request: PageRequest, figure: str) -> HttpResponse:
    """A figure as known today, for a period and by a cut."""
    return live_page(request, Indicator(figure), asked=request.GET)


def live_page(
    request: PageRequest, indicator: Indicator, *, asked: Any, form: PrepareForm | None = None
) -> HttpResponse:
    """The same page; a refused form comes back on it."""
    today, period = timezone.localdate(), _period(asked, timezone.localdate())
    name = asked.get("par", "") if indicator is Indicator.COMMITMENTS_KEPT else ""
    cut, _ = _CUTS.get(name, _CUTS["lieu"])
    defined = queries.definition_of(indicator, on=today, language=get_language() or "fr")
    found = queries.live(
        indicator,
        programme=request.programme.id,
        period=period,
        on=today,
        places=request.actor.places(*READERS),
        cut=cut,
    )
    keys = (
        [line.key for line in found.counts.lines]
        if found.counts
        else [key for key, _ in found.waits.lines]
        if found.waits
        else []
    )
    names = queries.names_of_rows(keys, cut, on=today)
    numbers = shown_of(defined, found.counts, found.waits, names, cut)
    records = address(request, f"results:{indicator}_records") if indicator in OF_PROMISES else ""
    if numbers is not None and records and cut is Cut.PLACE:
        numbers = numbers.opened(lambda key: f"{records}?periode={period.code}&lieu={key}")
    choices = [(one.code, period_word(one)) for one in periods_to_choose(since=SINCE, on=today)]
    shown = {
        "defined": defined,
        "rules": rule_words(defined),
        "numbers": numbers,
        "period": period,
        "period_word": period_word(period),
        "choices": choices,
        "cuts": [(code, gettext(word), one is cut) for code, (one, word) in _CUTS.items()]
        if indicator is Indicator.COMMITMENTS_KEPT
        else [],
        "cut": name,
        "on": today,
        "is_of_promises": indicator in OF_PROMISES,
        "public": address(request, f"results:{indicator}"),
        "records": records,
        "prepare": address(request, f"results:{indicator}_prepare"),
        "form": (form or PrepareForm(initial={"periode": period.code})).offer(choices)
        if request.actor.holds(*PREPARES)
        else None,
    }
    return render(request, "results/live.html", shown)


@for_roles(*READERS)
def records(request: PageRequest, figure: str) -> HttpResponse:
    """The promises behind a figure, kept to the reader's places, a commune or an outcome."""
    indicator, number, today = Indicator(figure), page_number(request), timezone.localdate()
    period, outcome = _period(request.GET, today), request.GET.get("issue", "")
    found = queries.records_of(
        programme=request.programme.id,
        on=today,
        places=request.actor.places(*READERS),
        page=number,
        indicator=indicator,
        period=period,
        commune=_key(request.GET.get("lieu", "")),
        outcome=Outcome(outcome) if outcome in set(Outcome) else None,
    )
    shown = {
        "sources": found,
        "is_time": indicator is Indicator.TIME_TO_KEPT,
        "percent": rules.percent(found.share),
        "period_word": period_word(period),
        "back": f"{address(request, f'results:{indicator}_live')}?periode={period.code}",
        "on": today,
        "page": ways(found.matching, number, A_PAGE),
    }
    return render(request, "results/records.html", shown)


def _period(asked: Any, today: date) -> Period:
    try:
        return period_called(asked.get("periode", ""))
    except Refused:
        return so_far(today)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
