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


MET = (
    Indicator.PEOPLE_MET,
    Indicator.PEOPLE_MET_DISABILITY,
    Indicator.PEOPLE_MET_DISPLACED,
)

ABOUT_PEOPLE = frozenset({Indicator.CASES_RECEIVED, *MET})
"""What is counted are people: a small number, zero and a small change could point at one of them. The
others count acts of offices, which are public by themselves; there a small number is hidden since a
share of so few would mislead, and "none yet" is no secret."""

OF_PROMISES = frozenset({Indicator.TIME_TO_KEPT, Indicator.COMMITMENTS_KEPT})
"""Those that open down to promises."""


class Cut(StrEnum):
    """By what a figure is split into rows."""

    PLACE = "place"
    SERVICE = "service"
    LEVEL = "level"
    OFFICE = "office"
    SEX = "sex"
    KIND = "kind"
    GENDER_FOCUS = "gender_focus"


_BY_PLACE = (Cut.PLACE,)
CUTS: dict[Indicator, tuple[Cut, ...]] = {
    Indicator.CASES_RECEIVED: _BY_PLACE,
    Indicator.TIME_TO_KEPT: _BY_PLACE,
    Indicator.COMMITMENTS_KEPT: (Cut.PLACE, Cut.SERVICE, Cut.LEVEL, Cut.OFFICE),
    **dict.fromkeys(MET, (Cut.SEX,)),
    Indicator.POLICY_STAGES: (Cut.KIND, Cut.SERVICE, Cut.GENDER_FOCUS),
}
"""The first is the one by which a figure is published; the others are for staff alone, since tables
that share cells and are published apart are not protected against each other."""
