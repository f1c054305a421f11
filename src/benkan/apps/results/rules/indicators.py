"""The figures of this chapter, by the code that their definitions carry."""

from enum import StrEnum

COMMITMENTS_KEPT = "commitments_kept"


class Indicator(StrEnum):
    CASES_RECEIVED = "cases_received"
    TIME_TO_KEPT = "time_to_kept"
    COMMITMENTS_KEPT = COMMITMENTS_KEPT
    PEOPLE_MET = "people_met"
    PEOPLE_MET_DISABILITY = "people_met_disability"
    PEOPLE_MET_DISPLACED = "people_met_displaced"
    POLICY_STAGES = "policy_stages"
    ACTIONS_FOLLOWED = "actions_followed"
    MONITORING_ACTIONS = "monitoring_actions"
    BAROMETER_INDEX = "barometer_index"
    PEOPLE_CONSULTED = "people_consulted"
    CONSULTED_DISABILITY = "consulted_disability"
    CONSULTED_DISPLACED = "consulted_displaced"


MET = (
    Indicator.PEOPLE_MET,
    Indicator.PEOPLE_MET_DISABILITY,
    Indicator.PEOPLE_MET_DISPLACED,
)

CONSULTED = (
    Indicator.PEOPLE_CONSULTED,
    Indicator.CONSULTED_DISABILITY,
    Indicator.CONSULTED_DISPLACED,
)

FOR_STAFF = frozenset(CONSULTED)
"""Those that are never published: they share people with the figures of people met, and from the two
small numbers could be found by subtraction."""

ABOUT_PEOPLE = frozenset({Indicator.CASES_RECEIVED, *MET})
"""What is counted are people: a small number, zero and a small change could point at one of them. The
others count acts of offices, which are public by themselves; there a small number is hidden since a
share of so few would mislead, and "none yet" is no secret."""

OF_PROMISES = frozenset({Indicator.TIME_TO_KEPT, Indicator.COMMITMENTS_KEPT})
"""Those that open down to promises."""

OPEN_DOWN = OF_PROMISES | {
    Indicator.ACTIONS_FOLLOWED,
    Indicator.MONITORING_ACTIONS,
    Indicator.BAROMETER_INDEX,
    Indicator.PEOPLE_CONSULTED,
}
"""Those with a list of their own records."""

PART_OF_SHARE: dict[Indicator, int] = {
    Indicator.COMMITMENTS_KEPT: 2,
    Indicator.ACTIONS_FOLLOWED: 1,
}
"""Shares, and how many of the first columns are the part of the whole."""


class Cut(StrEnum):
    """By what a figure is split into rows."""

    PLACE = "place"
    SERVICE = "service"
    LEVEL = "level"
    OFFICE = "office"
    SEX = "sex"
    KIND = "kind"
    GENDER_FOCUS = "gender_focus"
    ROUND = "round"


_BY_PLACE = (Cut.PLACE,)
CUTS: dict[Indicator, tuple[Cut, ...]] = {
    Indicator.CASES_RECEIVED: _BY_PLACE,
    Indicator.TIME_TO_KEPT: _BY_PLACE,
    Indicator.COMMITMENTS_KEPT: (Cut.PLACE, Cut.SERVICE, Cut.LEVEL, Cut.OFFICE),
    **dict.fromkeys(MET, (Cut.SEX,)),
    Indicator.POLICY_STAGES: (Cut.KIND, Cut.SERVICE, Cut.GENDER_FOCUS),
    Indicator.ACTIONS_FOLLOWED: (Cut.PLACE, Cut.SERVICE),
    Indicator.MONITORING_ACTIONS: (Cut.SERVICE, Cut.PLACE),
    Indicator.BAROMETER_INDEX: (Cut.ROUND,),
    **dict.fromkeys(CONSULTED, _BY_PLACE),
}
"""The first is the one by which a figure is published; the others are for staff alone, since tables
that share cells and are published apart are not protected against each other."""
