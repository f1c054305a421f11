"""Published figures, for everybody: what holds, what was corrected, and what was taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from benkan.apps.results import queries
from benkan.apps.results.pages.marks import marks_shown
from benkan.apps.results.pages.periods import period_word, rule_words
from benkan.apps.results.pages.showing import (
    NumbersShown,
    counts_shown,
    waits_shown,
)
from benkan.apps.results.queries import Definition, Published, RowName
from benkan.apps.results.rules.indicators import CUTS, FOR_STAFF, OF_PROMISES, Cut, Indicator
from benkan.apps.results.rules.marks import Marks
from benkan.apps.results.rules.periods import period_called
from benkan.apps.results.rules.publishing import APPROVES, READERS
from benkan.apps.results.rules.tables import Counts
from benkan.apps.results.rules.waiting import Waits
from benkan.kit.pages import PageRequest, address, for_everyone


@dataclass(frozen=True)
class FigureLine:
    """A figure in the list: what it says for its latest period, as far as that is published."""

    defined: Definition
    href: str
    is_for_staff: bool
    period: str
    numbers: NumbersShown | None
    published: Published | None


@dataclass(frozen=True)
class VersionLine:
    """A publication of a figure, with its period in words and where it is read."""

    one: Published
    period: str
    href: str
    is_shown: bool


@for_everyone
def figures(request: PageRequest) -> HttpResponse:
    """Every figure that is defined, with what was published last."""
    language = get_language() or "fr"
    defined = queries.definitions(on=timezone.localdate(), language=language)
    found = queries.published(request.programme.id, language=language)
    waiting = (
        queries.prepared(request.programme.id, language=language)
        if request.actor.holds(*APPROVES)
        else []
    )
    lines, may_work = [], request.actor.holds_anywhere(*READERS)
    for indicator in Indicator:
        if indicator not in defined or (indicator in FOR_STAFF and not may_work):
            continue
        here = f"results:{indicator}_live" if indicator in FOR_STAFF else f"results:{indicator}"
        last = next((one for one in found if one.figure == indicator and one.is_current), None)
        lines.append(
            FigureLine(
                defined=defined[indicator],
                href=address(request, here),
                is_for_staff=indicator in FOR_STAFF,
                period=period_word(last.period) if last else "",
                numbers=numbers_shown(last, {}) if last else None,
                published=last,
            )
        )
    shown = {
        "lines": lines,
        "waiting": [(one, period_word(one.period)) for one in waiting],
        "may_work": may_work,
    }
    return render(request, "results/figures.html", shown)


@for_everyone
def figure(request: PageRequest, figure: str) -> HttpResponse:
    """One figure: the period asked for, else the latest that holds, with every version of it."""
    indicator, language = Indicator(figure), get_language() or "fr"
    found = queries.published(request.programme.id, figure=figure, language=language)
    here = address(request, f"results:{indicator}")
    one = _asked(found, request.GET.get("periode", ""), request.GET.get("version", ""))
    defined = (
        one.defined
        if one
        else queries.definition_of(figure, on=timezone.localdate(), language=language)
    )
    shown = {
        "defined": defined,
        "rules": rule_words(defined),
        "one": one,
        "period": period_word(one.period) if one else "",
        "numbers": _numbers(request, one) if one else None,
        "made_of": [period_word(period_called(part)) for part in one.made_of] if one else [],
        "versions": _versions(found, one, here),
        "periods": _periods(found, one, here),
        "is_of_promises": indicator in OF_PROMISES,
        "may_work": request.actor.holds_anywhere(*READERS),
        "may_change": request.actor.holds(*APPROVES),
        "work": address(request, f"results:{indicator}_live"),
    }
    return render(request, "results/figure.html", shown)


def numbers_shown(one: Published, names: Mapping[str, RowName]) -> NumbersShown | None:
    """What a publication says; None when it was taken back."""
    return shown_of(one.defined, one, names, CUTS[Indicator(one.figure)][0])


class Numbers(Protocol):
    """What a publication, and a figure as it stands, have: one of the three."""

    @property
    def counts(self) -> Counts | None: ...
    @property
    def waits(self) -> Waits | None: ...
    @property
    def marks(self) -> Marks | None: ...


def shown_of(
    defined: Definition, numbers: Numbers, names: Mapping[str, RowName], cut: Cut
) -> NumbersShown | None:
    """A table of counts, of times or of scores, as a page shows it."""
    counts, waits = numbers.counts, numbers.waits
    if numbers.marks is not None:
        return marks_shown(numbers.marks, title=defined.title, names=names)
    if counts is not None:
        indicator = Indicator(defined.code)
        return counts_shown(counts, indicator=indicator, title=defined.title, names=names, cut=cut)
    return waits_shown(waits, title=defined.title, names=names) if waits is not None else None


def names_in(one: Published) -> dict[str, RowName]:
    """The names of the places in a publication, in at most two queries."""
    if CUTS[Indicator(one.figure)][0] not in (Cut.PLACE, Cut.ROUND):
        return {}
    return queries.names_of_rows(keys_of(one), Cut.PLACE, on=one.known_on)


def keys_of(numbers: Numbers) -> list[str]:
    """What the rows are of: of scores, the places of the rounds."""
    if numbers.counts is not None:
        return [line.key for line in numbers.counts.lines]
    if numbers.waits is not None:
        return [key for key, _ in numbers.waits.lines]
    return [line.place for line in numbers.marks.lines] if numbers.marks is not None else []


def _numbers(request: PageRequest, one: Published) -> NumbersShown | None:
    """With the way down: from a commune to its page, where its published promises stand."""
    names = names_in(one)
    numbers = numbers_shown(one, names)
    if numbers is None or one.figure not in OF_PROMISES | {Indicator.BAROMETER_INDEX}:
        return numbers
    places = {line.key: line.place for line in one.marks.lines} if one.marks else {}

    def way(key: str) -> str:
        key = places.get(key, key)
        code = names[key].code if key in names else ""
        return address(request, "web:commune", code=code) if code else ""

    return numbers.opened(way)


def _asked(found: list[Published], period: str, version: str) -> Published | None:
    """The publication asked for; else the one of the period that holds, or its last; else the latest
    that holds, or the last of all."""
    own = [one for one in found if one.period.code == period] or found
    if version.isascii() and version.isdecimal() and own is not found:
        exact = next((one for one in own if one.number == int(version[:4])), None)
        if exact is not None:
            return exact
    return next((one for one in own if one.is_current), own[0] if own else None)


def _versions(found: list[Published], one: Published | None, here: str) -> list[VersionLine]:
    """Every version of the same period, the latest first."""
    if one is None:
        return []
    return [
        VersionLine(
            other,
            period_word(other.period),
            f"{here}?periode={other.period.code}&version={other.number}",
            other.id == one.id,
        )
        for other in found
        if other.period == one.period
    ]


def _periods(found: list[Published], one: Published | None, here: str) -> list[VersionLine]:
    """The periods that something was published of."""
    first = {other.period: other for other in reversed(found)}
    return [
        VersionLine(
            other,
            period_word(period),
            f"{here}?periode={period.code}",
            one is not None and period == one.period,
        )
        for period, other in sorted(
            first.items(), key=lambda it: (-it[0].closes.toordinal(), it[0].opens)
        )
    ]
