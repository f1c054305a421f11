"""The figure for everybody, and the way down to its records for those who answer for it."""

from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from benkan.apps.results import queries, rules
from benkan.apps.results.queries import ShareKept
from benkan.kit.actor import Role
from benkan.kit.charts.bars import Bar, bars
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, for_everyone, for_roles

READERS = (Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER, Role.COORDINATOR)
"""Those who may open a figure down to its records, in their places."""


@for_everyone
def figure(request: PageRequest) -> HttpResponse:
    """The share of commitments kept, with its definition, by commune."""
    found = queries.figure_kept(
        programme=request.programme.id,
        on=timezone.localdate(),
        language=get_language() or "fr",
    )
    rows = [Bar(part.name, _length(part.share), _words(part.share)) for part in found.parts]
    shown = {
        "figure": found,
        "whole": found.whole,
        "bars": rows,
        "chart": _chart(rows, found.whole.title),
        "has_hidden": any(part.share.is_hidden for part in found.parts),
        "may_open": request.actor.holds_anywhere(*READERS),
    }
    return render(request, "results/figure.html", shown)


@for_roles(*READERS)
def records(request: PageRequest) -> HttpResponse:
    """The commitments behind the figure, kept to the reader's places."""
    number = page_number(request)
    found = queries.records_of(
        programme=request.programme.id,
        on=timezone.localdate(),
        places=request.actor.places(*READERS),
        page=number,
    )
    shown = {
        "sources": found,
        "percent": rules.percent(found.share),
        "on": timezone.localdate(),
        "page": ways(found.matching, number, queries.A_PAGE),
    }
    return render(request, "results/records.html", shown)


def _chart(rows: list[Bar], title: str) -> SafeString:
    return bars(
        rows,
        title=title,
        description=gettext("One bar for each commune. The table below gives the same numbers."),
    )


def _length(share: ShareKept) -> Fraction | None:
    if share.numerator is None or not share.denominator:
        return None
    return Fraction(share.numerator, share.denominator)


def _words(share: ShareKept) -> str:
    """A share in words: hidden, nothing yet, or the counts with the per cent."""
    if share.is_hidden:
        return gettext("hidden")
    if share.is_empty:
        return gettext("nothing due yet")
    return gettext("%(part)s of %(whole)s (%(percent)s %%)") % {
        "part": share.numerator,
        "whole": share.denominator,
        "percent": share.percent,
    }
