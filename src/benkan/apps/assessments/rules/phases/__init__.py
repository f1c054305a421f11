"""The guided path of a round: its phases and steps, a file a kind; where it stands is computed from
plain counts."""

from benkan.apps.assessments.rules.phases.path import (
    PHASES_OF,
    Path,
    PhaseWalked,
    State,
    Walked,
    check_dates,
    path_of,
    phase_of,
    state_at,
)
from benkan.apps.assessments.rules.phases.steps import Dates, PhaseOf, Standing, Step, all_of

__all__ = [
    "PHASES_OF",
    "Dates",
    "Path",
    "PhaseOf",
    "PhaseWalked",
    "Standing",
    "State",
    "Step",
    "Walked",
    "all_of",
    "check_dates",
    "path_of",
    "phase_of",
    "state_at",
]
