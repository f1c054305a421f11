"""Who may take which step. Nobody checks their own promise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.commitments.rules.states import NEXT, State, Step
from benkan.kit.actor import Actor, Role, require
from benkan.kit.refusals import N_, Refused


@dataclass(frozen=True)
class Takers:
    """Who may take a step: roles at the place, the office itself or not, the office's own
    organisation or not."""

    roles: tuple[Role, ...]
    office: bool
    own_organisation: bool


_OFFICE_OR_NOTED = Takers(
    (Role.COORDINATOR, Role.PROGRAMME_STAFF), office=True, own_organisation=True
)
_CHECKED = Takers(
    (Role.COORDINATOR, Role.ANIMATOR, Role.PROGRAMME_STAFF), office=False, own_organisation=False
)
_SETTLED_BY = Takers(
    (Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER), office=False, own_organisation=False
)

_COMPLETED = Takers(
    (Role.ANIMATOR, Role.COORDINATOR, Role.PROGRAMME_STAFF), office=False, own_organisation=True
)

TAKERS: dict[Step, Takers] = {
    Step.COMPLETE: _COMPLETED,
    Step.ACCEPT: _OFFICE_OR_NOTED,
    Step.DECLINE: _OFFICE_OR_NOTED,
    Step.AMEND: _OFFICE_OR_NOTED,
    Step.BEGIN: _OFFICE_OR_NOTED,
    Step.POSTPONE: _OFFICE_OR_NOTED,
    Step.REPORT_DONE: _OFFICE_OR_NOTED,
    Step.CONFIRM: _CHECKED,
    Step.CONTEST: _CHECKED,
    Step.KEEP: _SETTLED_BY,
    Step.BREAK_OFF: _SETTLED_BY,
}
SAID_BY_OFFICE = frozenset({Step.ACCEPT, Step.DECLINE, Step.BEGIN, Step.POSTPONE, Step.REPORT_DONE})
"""The office's own word: where somebody of the programme writes it down, the page says so."""

MOST_POSTPONEMENTS = 2

PROPOSERS = (Role.ANIMATOR, Role.COORDINATOR, Role.PROGRAMME_STAFF)
"""Who may write down a promise that no meeting of ours agreed on."""


class CheckedByItself(Refused):
    code = "commitment_checked_by_itself"
    text = N_(
        "The office that promised, and its organisation, cannot judge the promise. "
        "Ask a partner organisation or the programme to record it."
    )


class SameHands(Refused):
    """One person cannot say that it is done, see that it is done, and declare it kept."""

    code = "commitment_same_hands"
    text = N_("You took the step before this one yourself: ask a colleague to take this one.")


OTHER_HANDS: dict[Step, Step] = {
    Step.CONFIRM: Step.REPORT_DONE,
    Step.KEEP: Step.CONFIRM,
}
"""A step and the one before it that somebody else must have taken."""


def check_other_hands(
    step: Step, account: UUID | None, taken_by: Mapping[Step, UUID | None]
) -> None:
    """`taken_by`: who took each step last."""
    before = OTHER_HANDS.get(step)
    if before is not None and account is not None and taken_by.get(before) == account:
        raise SameHands()


def check_never_spoke_for_it(step: Step, *, has_spoken: bool) -> None:
    """Whoever promised as the office does not judge the promise, nor under another role later."""
    if has_spoken and not TAKERS[step].own_organisation:
        raise CheckedByItself()


def check_may_take(
    step: Step, actor: Actor, *, office: UUID, organisation: UUID | None, line: Collection[UUID]
) -> None:
    """Refuse an actor whom the table does not name, at the commitment's place."""
    takers = TAKERS[step]
    if takers.office and actor.sits_in(office):
        return
    if not takers.own_organisation and is_of(actor, office, organisation):
        raise CheckedByItself()
    require(actor, *takers.roles, line=line)


def is_of(actor: Actor, office: UUID, organisation: UUID | None) -> bool:
    """Whether the actor is the office that is judged, or of its organisation."""
    return actor.sits_in(office) or any(
        organisation is not None and post.organisation == organisation for post in actor.posts
    )


def open_steps(
    state: State,
    actor: Actor,
    *,
    office: UUID,
    organisation: UUID | None,
    line: Collection[UUID],
    postponements: int,
) -> tuple[Step, ...]:
    """The steps that this actor could take now, in the order of the table."""
    return tuple(
        step
        for step in Step
        if (state, step) in NEXT
        and not (step is Step.POSTPONE and postponements >= MOST_POSTPONEMENTS)
        and _may_take(step, actor, office=office, organisation=organisation, line=line)
    )


def _may_take(
    step: Step, actor: Actor, *, office: UUID, organisation: UUID | None, line: Collection[UUID]
) -> bool:
    try:
        check_may_take(step, actor, office=office, organisation=organisation, line=line)
    except Refused:
        return False
    return True
