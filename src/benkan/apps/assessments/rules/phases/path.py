"""Where a round stands on its path, and the one thing to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.phases.barometer import BAROMETER
from benkan.apps.assessments.rules.phases.capacity import CAPACITY
from benkan.apps.assessments.rules.phases.scorecard import SCORECARD
from benkan.apps.assessments.rules.phases.steps import Dates, PhaseOf, Standing, Step
from benkan.kit.refusals import N_, Refused

PHASES_OF: Mapping[Kind, tuple[PhaseOf, ...]] = {
    Kind.SCORECARD: SCORECARD,
    Kind.BAROMETER: BAROMETER,
    Kind.CAPACITY: CAPACITY,
}


class State(StrEnum):
    """Of a phase: behind the team, where it is, or ahead of it."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


class PhaseDoneAhead(Refused):
    code = "phase_done_in_the_future"
    text = N_("A phase is done on a day that has come: write the day after it was done.")


@dataclass(frozen=True)
class Walked:
    """A step with how far it has come."""

    step: Step
    is_done: bool
    done: int | None = None
    of: int | None = None


@dataclass(frozen=True)
class PhaseWalked:
    """A phase with its steps and days; `number` counts from one."""

    number: int
    phase: PhaseOf
    state: State
    steps: tuple[Walked, ...]
    dates: Dates
    is_late: bool

    @property
    def left(self) -> int:
        """How many needed steps are still to do."""
        return sum(1 for one in self.steps if one.step.is_needed and not one.is_done)


@dataclass(frozen=True)
class Path:
    """All phases in their order. `next` None: the path is walked to its end."""

    phases: tuple[PhaseWalked, ...]
    next: Walked | None

    @property
    def here(self) -> PhaseWalked | None:
        return next((one for one in self.phases if one.state is State.HERE), None)

    @property
    def done(self) -> int:
        return sum(1 for one in self.phases if one.state is State.DONE)


def path_of(kind: Kind, standing: Standing, *, dates: Mapping[str, Dates], today: date) -> Path:
    """The path of a round, with what is behind the team, where it is and what is ahead of it."""
    phases: list[PhaseWalked] = []
    here = phase_of(kind, standing, dates=dates)
    for number, phase in enumerate(PHASES_OF[kind], start=1):
        days = dates.get(phase.code, Dates())
        steps = tuple(_walked(step, standing) for step in phase.steps if step.is_asked(standing))
        state = state_at(number, here)
        late = state is not State.DONE and days.planned_on is not None and days.planned_on < today
        phases.append(PhaseWalked(number, phase, state, steps, days, late))
    return Path(tuple(phases), _next(phases))


def phase_of(kind: Kind, standing: Standing, *, dates: Mapping[str, Dates]) -> int | None:
    """The number of the phase in which the team stands, the first that is not done; None at the end of
    the path. A phase is done when all that it needs is, or when somebody wrote the day it was done."""
    for number, phase in enumerate(PHASES_OF[kind], start=1):
        days = dates.get(phase.code)
        if not (days and days.done_on) and not _is_done(phase, standing):
            return number
    return None


def state_at(number: int, here: int | None) -> State:
    """What a phase is to a team that stands in the phase `here`."""
    if here is None or number < here:
        return State.DONE
    return State.HERE if number == here else State.AHEAD


def check_dates(dates: Mapping[str, Dates], *, today: date) -> None:
    """Raise where a phase would be done on a day to come."""
    if any(one.done_on and one.done_on > today for one in dates.values()):
        raise PhaseDoneAhead()


def _next(phases: list[PhaseWalked]) -> Walked | None:
    for one in phases:
        if one.state is State.HERE:
            return next((it for it in one.steps if it.step.is_needed and not it.is_done), None)
    return None


def _is_done(phase: PhaseOf, standing: Standing) -> bool:
    return phase.is_over(standing) or all(
        step.is_done(standing) for step in phase.steps if step.is_needed and step.is_asked(standing)
    )


def _walked(step: Step, standing: Standing) -> Walked:
    done, of = step.how_far(standing) if step.how_far else (None, None)
    return Walked(step, step.is_done(standing), done, of)
