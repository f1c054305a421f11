"""A figure as it stands now, for those who answer for it: nothing hidden, in their places, not published;
and the promises that it is made of."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from benkan.apps.results import queries, rules
from benkan.apps.results.forms.publishing import PrepareForm
from benkan.apps.results.pages import behind
from benkan.apps.results.pages.behind import in_sight
from benkan.apps.results.pages.figures import keys_of, shown_of
from benkan.apps.results.pages.periods import period_word, rule_words
from benkan.apps.results.queries import A_PAGE
from benkan.apps.results.rules.indicators import (
    CONSULTED,
    CUTS,
    FOR_STAFF,
    MET,
    OF_PROMISES,
    OPEN_DOWN,
    Cut,
    Indicator,
)
from benkan.apps.results.rules.periods import Period, period_called, periods_to_choose, so_far
from benkan.apps.results.rules.publishing import PREPARES, READERS
from benkan.apps.results.rules.shares import Outcome
from benkan.kit.choosing import id_in
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, address, for_roles
from benkan.kit.refusals import N_, Refused

SINCE = date(2024, 1, 1)
_CUTS = {
    Cut.PLACE: ("lieu", N_("By commune")),
    Cut.SERVICE: ("secteur", N_("By service")),
    Cut.LEVEL: ("niveau", N_("By level")),
    Cut.OFFICE: ("fonction", N_("By office")),
    Cut.SEX: ("sexe", N_("By sex")),
    Cut.KIND: ("nature", N_("By kind")),
    Cut.GENDER_FOCUS: ("egalite", N_("By equality of women and men")),
    Cut.ROUND: ("mesure", N_("By measurement")),
}


_ROWS_OPEN = {Indicator.MONITORING_ACTIONS: (Cut.SERVICE, Cut.PLACE)}
"""By what the rows open to their own records, where that is not places alone."""

_DOWN = {
    Indicator.CASES_RECEIVED: "voices:triage",
    Indicator.POLICY_STAGES: "commitments:policies",
    **dict.fromkeys(MET, "activities:list"),
    **dict.fromkeys(CONSULTED, "activities:list"),
}
"""The lists on which the records of a figure stand that has no list of its own."""


@for_roles(*READERS)
def live(request: PageRequest, figure: str) -> HttpResponse:
    """A figure as known today, for a period and by a cut."""
    return live_page(request, Indicator(figure), asked=request.GET)


def live_page(
    request: PageRequest, indicator: Indicator, *, asked: Any, form: PrepareForm | None = None
) -> HttpResponse:
    """The same page; a refused form comes back on it."""
    today, period = timezone.localdate(), _period(asked, timezone.localdate())
    cuts = CUTS[indicator]
    cut = next((cut for cut in cuts if _CUTS[cut][0] == asked.get("par", "")), cuts[0])
    places, commune = request.actor.places(*READERS), None
    communes = _communes(request, places) if indicator in MET else []
    if asked.get("lieu", "") in {key for key, _ in communes}:
        commune = UUID(asked["lieu"])
    defined = queries.definition_of(indicator, on=today, language=get_language() or "fr")
    found = queries.live(
        indicator,
        programme=request.programme.id,
        period=period,
        on=today,
        places={commune} if commune else places,
        cut=cut,
        seen=in_sight(request) if indicator is Indicator.BAROMETER_INDEX else None,
    )
    named = Cut.PLACE if cut is Cut.ROUND else cut
    names = queries.names_of_rows(keys_of(found), named, on=today)
    numbers = shown_of(defined, found, names, cut)
    records = address(request, f"results:{indicator}_records") if indicator in OPEN_DOWN else ""
    if numbers is not None and records and cut in _ROWS_OPEN.get(indicator, (Cut.PLACE,)):
        numbers = numbers.opened(lambda key: f"{records}?periode={period.code}&lieu={key}")
    choices = [(one.code, period_word(one)) for one in periods_to_choose(since=SINCE, on=today)]
    shown = {
        "defined": defined,
        "rules": rule_words(defined),
        "numbers": numbers,
        "period": period,
        "period_word": period_word(period),
        "choices": choices,
        "cuts": [(*_CUTS[one], one is cut) for one in cuts] if len(cuts) > 1 else [],
        "cut": _CUTS[cut][0],
        "communes": communes,
        "commune": str(commune or ""),
        "on": today,
        "is_of_promises": indicator in OF_PROMISES,
        "public": "" if indicator in FOR_STAFF else address(request, f"results:{indicator}"),
        "records": records,
        "down": address(request, _DOWN[indicator]) if indicator in _DOWN else "",
        "prepare": ""
        if indicator in FOR_STAFF
        else address(request, f"results:{indicator}_prepare"),
        "form": (form or PrepareForm(initial={"periode": period.code})).offer(choices)
        if request.actor.holds(*PREPARES) and indicator not in FOR_STAFF
        else None,
    }
    return render(request, "results/live.html", shown)


@for_roles(*READERS)
def records(request: PageRequest, figure: str) -> HttpResponse:
    """The records behind a figure, kept to the reader's places: promises, agreed actions, rounds."""
    indicator, today = Indicator(figure), timezone.localdate()
    period = _period(request.GET, today)
    if indicator is Indicator.ACTIONS_FOLLOWED:
        return behind.actions(request, period)
    if indicator not in OF_PROMISES:
        return behind.rounds(request, indicator, period)
    return _promises(request, indicator, period, today)


def _promises(
    request: PageRequest, indicator: Indicator, period: Period, today: date
) -> HttpResponse:
    """The promises behind a figure, of a commune or an outcome."""
    number, outcome = page_number(request), request.GET.get("issue", "")
    found = queries.records_of(
        programme=request.programme.id,
        on=today,
        places=request.actor.places(*READERS),
        page=number,
        indicator=indicator,
        period=period,
        commune=id_in(request.GET.get("lieu", "")),
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


def _communes(request: PageRequest, places: frozenset[UUID] | None) -> list[tuple[str, str]]:
    """The communes that the reader may choose, in at most four queries."""
    keys = queries.communes_to_choose(request.programme.id, places)
    names = queries.names_of_rows(keys, Cut.PLACE, on=timezone.localdate())
    return [(key, names[key].name) for key in keys]


def _period(asked: Any, today: date) -> Period:
    try:
        return period_called(asked.get("periode", ""))
    except Refused:
        return so_far(today)
