"""How rows, columns and numbers of figures are called."""

from collections.abc import Mapping

from django.utils.translation import gettext, ngettext

from benkan.apps.commitments.rules.policies import GenderFocus, Kind
from benkan.apps.commitments.rules.stages import Stage
from benkan.apps.results.queries import UNPLACED, RowName
from benkan.apps.results.queries.watching import (
    EVERY_SERVICE,
    NOT_KNOWN,
    OTHERS,
    WOMEN,
    YOUNG_MEN,
)
from benkan.apps.results.rules.following import Followed
from benkan.apps.results.rules.indicators import CONSULTED, MET, Cut, Indicator
from benkan.apps.results.rules.shares import Outcome
from benkan.apps.results.rules.watching import Watching
from benkan.kit.refusals import N_
from benkan.kit.services import Service
from benkan.kit.splits import AgeBand, Sex, Situation
from benkan.kit.templatetags.benkan import number

_LEVELS = {
    "village": N_("Village"),
    "commune": N_("Commune"),
    "cercle": N_("Cercle"),
    "region": N_("Region"),
    "ministry": N_("Ministry"),
}
_CONSULTED = {
    WOMEN: N_("Women"),
    YOUNG_MEN: N_("Men under 35"),
    OTHERS: N_("Other men"),
    NOT_KNOWN: N_("Not known"),
}


def row_word(key: str, cut: Cut, names: Mapping[str, RowName]) -> str:
    if key == UNPLACED:
        return gettext("Place not known yet")
    if cut is Cut.SERVICE:
        if key == EVERY_SERVICE:
            return gettext("All services together")
        return gettext(Service(key).label)
    if cut is Cut.LEVEL:
        return gettext(_LEVELS[key]) if key in _LEVELS else gettext("Not known")
    if cut is Cut.SEX:
        return gettext(Sex(key).label)
    if cut is Cut.KIND:
        return gettext(Kind(key).label)
    if cut is Cut.GENDER_FOCUS:
        return gettext(GenderFocus(key).label)
    return names[key].name if key in names else gettext("Not known")


def column_word(indicator: Indicator, column: str) -> str:
    if indicator is Indicator.CASES_RECEIVED:
        return gettext(Service(column).label)
    if indicator is Indicator.PEOPLE_MET:
        return gettext(AgeBand(column).label)
    if indicator in MET:
        return gettext(Situation(column).label)
    if indicator is Indicator.POLICY_STAGES:
        return gettext(Stage(column).label)
    if indicator is Indicator.ACTIONS_FOLLOWED:
        return gettext(Followed(column).label)
    if indicator is Indicator.MONITORING_ACTIONS:
        return gettext(Watching(column).label)
    if indicator is Indicator.PEOPLE_CONSULTED:
        return gettext(_CONSULTED[column])
    if indicator in CONSULTED:
        return gettext(Sex(column).label)
    return gettext(Outcome(column).label)


def count_word(count: int | None) -> str:
    return gettext("hidden") if count is None else number(count)


def weeks_word(weeks: float | None) -> str:
    """So many weeks; half a week where two weeks share the middle."""
    if weeks is None:
        return gettext("not reached")
    if weeks != int(weeks):
        return gettext("%(n)s and a half weeks") % {"n": int(weeks)}
    return ngettext("%(n)s week", "%(n)s weeks", int(weeks)) % {"n": int(weeks)}
