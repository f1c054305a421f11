"""What a phase of a round is made of, and the counts that say how far a round has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Standing:
    """A round in plain counts, as it is now. Groups are those of the community or the stakeholders: the
    service's own stands apart. `promises` None: nobody asked the chapter that knows."""

    has_agreed: bool = False
    has_catchment: bool = False
    has_context: bool = False
    has_technical_group: bool = False
    has_dates: bool = False
    groups: int = 0
    groups_counted: int = 0
    groups_raised: int = 0
    groups_ranked: int = 0
    groups_scored: int = 0
    groups_asked: int = 0
    answers: int = 0
    inputs: int = 0
    inputs_seen: int = 0
    concerns: int = 0
    concerns_placed: int = 0
    leaves: int = 0
    local_leaves: int = 0
    joint: int = 0
    own_scored: int = 0
    checked: int = 0
    asks_for_proofs: bool = False
    has_improvements: bool = False
    conflicts: int = 0
    has_own_score: bool = False
    has_meeting: bool = False
    is_meeting_told: bool = False
    is_closed: bool = False
    is_released: bool = False
    has_next: bool = False
    promises: int | None = None
    promises_open: int = 0


Far = tuple[int, int]


@dataclass(frozen=True)
class Step:
    """One thing to do. `label` names it in a list, `todo` says it as the next thing to do, `page` is the
    name of the address where it is done (given `round_id`). `how_far`: so many of so many. What is not
    `needed` is never the next thing; what is not `asked` of a round is not shown."""

    code: str
    label: str
    todo: str
    page: str
    icon: str
    is_done: Callable[[Standing], bool]
    how_far: Callable[[Standing], Far] | None = None
    is_needed: bool = True
    is_asked: Callable[[Standing], bool] = lambda _: True


@dataclass(frozen=True)
class PhaseOf:
    """A phase of a kind of round; `code` stands in rows. `is_over`: when it is behind the team, whatever
    was left undone in it."""

    code: str
    label: str
    meaning: str
    steps: tuple[Step, ...]
    is_over: Callable[[Standing], bool] = lambda _: False


@dataclass(frozen=True)
class Dates:
    """When a phase was planned for and when it was done."""

    planned_on: date | None = None
    done_on: date | None = None


def all_of(done: int, of: int) -> bool:
    """Whether a thing was done for each of them, and there is one at least."""
    return of > 0 and done >= of
