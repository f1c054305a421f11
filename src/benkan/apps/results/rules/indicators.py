"""The figures of this chapter, by the code that their definitions carry."""

from enum import StrEnum

COMMITMENTS_KEPT = "commitments_kept"


class Indicator(StrEnum):
    CASES_RECEIVED = "cases_received"
    TIME_TO_KEPT = "time_to_kept"
    COMMITMENTS_KEPT = COMMITMENTS_KEPT


ABOUT_PEOPLE = frozenset({Indicator.CASES_RECEIVED})
"""What is counted are people: a small number, zero and a small change could point at one of them. The
others count promises of offices, which are public by themselves; there a small number is hidden
since it would mislead, and "none yet" is no secret."""

OF_PROMISES = frozenset({Indicator.TIME_TO_KEPT, Indicator.COMMITMENTS_KEPT})
