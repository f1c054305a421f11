"""Periods and how a figure adds up, in the reader's words."""

from django.utils.translation import gettext

from benkan.apps.results.queries import Definition
from benkan.apps.results.rules.periods import Kind, Period
from benkan.kit.refusals import N_

_QUARTERS = {
    1: N_("1st quarter %(year)s"),
    2: N_("2nd quarter %(year)s"),
    3: N_("3rd quarter %(year)s"),
    4: N_("4th quarter %(year)s"),
}
_SO_FAR = {
    1: N_("since the beginning, up to the 1st quarter %(year)s"),
    2: N_("since the beginning, up to the 2nd quarter %(year)s"),
    3: N_("since the beginning, up to the 3rd quarter %(year)s"),
    4: N_("since the beginning, up to the 4th quarter %(year)s"),
}
_COUNTED = {
    "event": N_("events"),
    "person": N_("people"),
    "ratio": N_("a part of a whole"),
    "duration": N_("a time"),
    "mean": N_("a score"),
}
_ADDS_UP = {
    "sum": N_("added up"),
    "unique": N_("each once"),
    "ratio": N_("the sum of the parts by the sum of the wholes"),
    "last": N_("as it stands at the end"),
    "estimate": N_("computed anew from the records, never added up"),
    "none": N_("not added up"),
}


def period_word(period: Period) -> str:
    if period.kind is Kind.YEAR:
        return gettext("Year %(year)s") % {"year": period.year}
    words = _QUARTERS if period.kind is Kind.QUARTER else _SO_FAR
    said = gettext(words[period.quarter]) % {"year": period.year}
    return said[:1].upper() + said[1:]


def rule_words(defined: Definition) -> list[tuple[str, str]]:
    """What is counted, and how it adds up along each axis."""
    axes = (
        (gettext("Sort of figure"), _COUNTED.get(defined.counting_rule, "")),
        (gettext("Over time"), _ADDS_UP.get(defined.over_time, "")),
        (gettext("Over places"), _ADDS_UP.get(defined.over_place, "")),
        (gettext("Over groups"), _ADDS_UP.get(defined.over_split, "")),
    )
    return [(name, gettext(words)) for name, words in axes if words]
