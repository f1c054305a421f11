"""The published figures of a commune, each in one line. Shown as published, never computed here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.utils.translation import gettext, ngettext

from benkan.apps.results import queries as results
from benkan.apps.results.rules.indicators import Indicator
from benkan.apps.results.rules.periods import BEGINNING
from benkan.interfaces.web.gather.compare import kept_of_due
from benkan.kit.services import Service

MOST = 6


@dataclass(frozen=True)
class FigureHere:
    """One figure: what it says of the place, and for which time. `since` None: from the beginning.
    `page` is the name of the address where all of it stands, with every correction."""

    title: str
    words: str
    since: date | None
    until: date
    known_on: date
    reason: str
    page: str


@dataclass(frozen=True)
class ServiceSaid:
    """How many messages a service drew by what is published: at least, since some may be hidden."""

    service: Service
    cases: int


@dataclass(frozen=True)
class SaidHere:
    """What is published of the messages of a place, most first. `total` is None where it is hidden."""

    shown: tuple[ServiceSaid, ...]
    total: int | None


def said_here(published: Sequence[results.Published]) -> SaidHere:
    """The messages of a place by service, added up from the published figures that do not overlap: it
    says nothing that they do not say. Without a query."""
    current = [
        one
        for one in published
        if one.figure == Indicator.CASES_RECEIVED and one.is_current and not one.is_taken_back
    ]
    apart = [one for one in current if not any(one.period.holds(o.period) for o in current)]
    said: Counter[str] = Counter()
    totals = []
    for one in apart:
        if one.counts is None or one.line is None:
            continue
        totals.append(one.line.total or 0)
        for service, count in zip(one.counts.columns, one.line.cells, strict=True):
            said[service] += count or 0
    return SaidHere(
        shown=tuple(ServiceSaid(Service(s), n) for s, n in said.most_common() if n),
        total=sum(totals) or None,
    )


def figures_here(published: Sequence[results.Published], place: str) -> list[FigureHere]:
    """The figures that hold now and say something of the place, at most six; without a query."""
    found = [
        FigureHere(
            title=one.defined.title,
            words=words,
            since=None if one.period.opens == BEGINNING else one.period.opens,
            until=one.period.closes - timedelta(days=1),
            known_on=one.known_on,
            reason=one.reason,
            page=f"results:{one.figure}",
        )
        for one in published
        if one.is_current and not one.is_taken_back and (words := _words(one, place))
    ]
    return found[:MOST]


def _words(one: results.Published, place: str) -> str:
    """What a figure says of the place; nothing where it is hidden there."""
    if one.figure == Indicator.COMMITMENTS_KEPT:
        kept, due = kept_of_due(one, place)
        if due is None:
            return ""
        return gettext("%(kept)s out of %(due)s") % {"kept": kept, "due": due}
    if one.figure == Indicator.ACTIONS_FOLLOWED:
        if one.line is None or not one.line.total:
            return ""
        followed = {"kept": one.line.cells[0], "due": one.line.total}
        return gettext("%(kept)s out of %(due)s") % followed
    if one.marks is not None:
        last = next(reversed(one.marks.of(place)), None)
        if last is None or last.cells[-1] is None:
            return ""
        return gettext("%(points)s out of 100") % {"points": last.cells[-1]}
    if one.waiting is not None and one.waiting.median is not None:
        weeks = ceil(one.waiting.median)
        return ngettext("Half in %(n)s week or less", "Half in %(n)s weeks or less", weeks) % {
            "n": weeks
        }
    if one.line is not None and one.line.total is not None:
        return str(one.line.total)
    return ""
