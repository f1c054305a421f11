"""Where a round stands on its path, by plain counts."""

from datetime import date, timedelta
from typing import Any

import pytest

from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.phases import PHASES_OF, Dates, Standing, check_dates, path_of
from benkan.apps.assessments.rules.phases.path import PhaseDoneAhead

pytestmark = pytest.mark.fast

TODAY = date(2026, 11, 26)
READY = {
    "has_agreed": True, "has_catchment": True, "groups": 2, "inputs": 3, "has_dates": True,
}  # fmt: skip
HEARD = {
    **READY, "groups_counted": 2, "inputs_seen": 3, "concerns": 9, "concerns_placed": 9,
    "groups_raised": 2, "groups_ranked": 2, "leaves": 5, "groups_scored": 2, "joint": 5,
}  # fmt: skip
CLOSED = {**HEARD, "has_own_score": True, "is_closed": True}
SHOWN = {
    **CLOSED,
    "has_meeting": True,
    "is_meeting_told": True,
    "is_released": True,
    "promises": 4,
    "groups_asked": 2,
}


@pytest.mark.parametrize(
    ("counts", "phase", "next_step"),
    [
        ({}, "prepare", "agreement"),
        ({**READY, "has_catchment": False}, "prepare", "setting"),
        ({**READY, "groups": 1}, "prepare", "groups"),
        (READY, "community", "counted"),
        ({**HEARD, "inputs_seen": 2}, "community", "inputs_seen"),
        ({**HEARD, "groups_ranked": 1}, "community", "ranked"),
        ({**HEARD, "concerns_placed": 8}, "community", "indicators"),
        ({**HEARD, "groups_scored": 1}, "community", "scores"),
        ({**HEARD, "conflicts": 1}, "community", "conflicts"),
        ({**HEARD, "joint": 4}, "community", "consolidation"),
        (HEARD, "provider", "own_score"),
        ({**HEARD, "has_own_score": True}, "provider", "closing"),
        (CLOSED, "meeting", "interface"),
        ({"is_closed": True}, "meeting", "interface"),
        ({**SHOWN, "promises": 0}, "meeting", "plan"),
        ({**SHOWN, "groups_asked": 1}, "meeting", "consent"),
        ({**SHOWN, "is_released": False}, "meeting", "release"),
        ({**SHOWN, "promises_open": 4}, "follow", "next"),
        ({**SHOWN, "has_next": True}, None, None),
    ],
)
def test_a_scorecard_leads_from_one_thing_to_the_next(
    counts: dict[str, Any], phase: str | None, next_step: str | None
) -> None:
    path = path_of(Kind.SCORECARD, Standing(**counts), dates={}, today=TODAY)

    assert (path.here.phase.code if path.here else None) == phase
    assert (path.next.step.code if path.next else None) == next_step


def test_a_day_that_was_written_takes_a_phase_as_done_and_a_day_gone_by_is_late() -> None:
    days = {
        "prepare": Dates(planned_on=TODAY, done_on=TODAY),
        "community": Dates(planned_on=TODAY - timedelta(days=1)),
        "provider": Dates(planned_on=TODAY),
    }

    path = path_of(Kind.SCORECARD, Standing(), dates=days, today=TODAY)

    assert [(one.state.value, one.is_late) for one in path.phases] == [
        ("done", False), ("here", True), ("ahead", False), ("ahead", False), ("ahead", False),
    ]  # fmt: skip
    with pytest.raises(PhaseDoneAhead):
        check_dates({"prepare": Dates(done_on=TODAY + timedelta(days=1))}, today=TODAY)


def test_codes_of_phases_and_steps_are_once_in_a_kind() -> None:
    for phases in PHASES_OF.values():
        codes = [phase.code for phase in phases]
        steps = [step.code for phase in phases for step in phase.steps]
        assert (len(codes), len(steps)) == (len(set(codes)), len(set(steps)))
        assert max(map(len, codes)) <= 16
