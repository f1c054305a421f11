"""Take each step of a promise: each is one transaction, written in the journal."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.commitments import rules
from benkan.apps.commitments.events import (
    CommitmentSettled,
    CommitmentStepped,
)
from benkan.apps.commitments.models import (
    CitizensCheck,
    Commitment,
    CommitmentStep,
    Proof,
)
from benkan.apps.commitments.rules import ProofKind, Shown, State, Step
from benkan.apps.files import actions as files
from benkan.apps.journal.actions import record
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, check_here
from benkan.kit.refusals import NotFound

Changed = tuple[str, str, str]
Change = Callable[[Commitment], Sequence[Changed] | None]
"""What a step does beside moving; and what it writes differently: field, before, after."""


def accept(*, commitment: UUID, actor: Actor, moment: datetime) -> None:
    """The office says yes: from now on it is a promise, and stays one when its holder changes."""

    def name_the_holder(row: Commitment) -> None:
        row.holding_id = _held_by(row.office_id, timezone.localdate(moment))

    take_step(
        commitment=commitment,
        step=Step.ACCEPT,
        change=name_the_holder,
        actor=actor,
        moment=moment,
    )


def _held_by(office: UUID, day: date) -> UUID | None:
    """Under whom the office is on a day; None while it is vacant."""
    for held in registry.holdings_of(office):
        if held.opens_on <= day and (held.closes_on is None or day < held.closes_on):
            return held.id
    return None


def decline(*, commitment: UUID, reason: str, actor: Actor, moment: datetime) -> None:
    """The office says no, and why."""
    take_step(commitment=commitment, step=Step.DECLINE, reason=reason, actor=actor, moment=moment)


def begin(*, commitment: UUID, actor: Actor, moment: datetime) -> None:
    """Work has begun."""
    take_step(commitment=commitment, step=Step.BEGIN, actor=actor, moment=moment)


def postpone(
    *, commitment: UUID, reason: str, due_on: date, actor: Actor, moment: datetime
) -> None:
    """Another day, with the reason; twice at most."""

    def move(row: Commitment) -> None:
        rules.check_postponement(
            due_on=row.due_on,
            new_due_on=due_on,
            postponements=row.postponements,
            today=timezone.localdate(moment),
        )
        row.due_on, row.postponements = due_on, row.postponements + 1

    take_step(
        commitment=commitment,
        step=Step.POSTPONE,
        reason=reason,
        change=move,
        actor=actor,
        moment=moment,
    )


def report_done(
    *,
    commitment: UUID,
    note: str,
    proofs: Sequence[Shown],
    actor: Actor,
    moment: datetime,
) -> None:
    """The office says that it is done, and shows it: files, or what was counted."""

    def show(row: Commitment) -> None:
        rules.check_proofs(proofs)
        for proof in proofs:
            Proof.objects.create(
                commitment=row,
                kind=proof.kind,
                file=proof.file or _kept(proof, programme=row.programme_id, moment=moment),
                note=note.strip(),
                quantity=proof.quantity,
                planned=proof.planned,
                unit=proof.unit.strip(),
                moment=moment,
            )

    take_step(commitment=commitment, step=Step.REPORT_DONE, change=show, actor=actor, moment=moment)


def _kept(proof: Shown, *, programme: UUID, moment: datetime) -> UUID | None:
    if proof.content is None:
        return None
    keep = {
        ProofKind.PHOTO: files.keep_picture,
        ProofKind.VOICE: files.keep_audio,
        ProofKind.DOCUMENT: files.keep_document,
    }[proof.kind]
    return keep(programme=programme, content=proof.content, moment=moment)


def record_check(
    *,
    commitment: UUID,
    groups: Mapping[str, int],
    people: int,
    confirms: bool,
    finding: str,
    actor: Actor,
    moment: datetime,
) -> None:
    """What the citizens who went to look have found: how many of each group, never names."""

    def keep_finding(row: Commitment) -> None:
        assert actor.account is not None, "whoever may check has an account"
        CitizensCheck.objects.create(
            commitment=row,
            groups=rules.check_findings(groups, people, finding),
            people=people,
            confirms=confirms,
            finding=finding.strip(),
            recorded_by_id=actor.account,
            moment=moment,
        )

    take_step(
        commitment=commitment,
        step=Step.CONFIRM if confirms else Step.CONTEST,
        change=keep_finding,
        actor=actor,
        moment=moment,
    )


def keep(*, commitment: UUID, actor: Actor, moment: datetime) -> None:
    """Citizens have confirmed it and nothing speaks against it: the promise is kept."""
    take_step(commitment=commitment, step=Step.KEEP, actor=actor, moment=moment)


def break_off(*, commitment: UUID, reason: str, actor: Actor, moment: datetime) -> None:
    """The promise was not kept, and why."""
    take_step(commitment=commitment, step=Step.BREAK_OFF, reason=reason, actor=actor, moment=moment)


@transaction.atomic
def take_step(
    *,
    commitment: UUID,
    step: Step,
    reason: str = "",
    change: Change | None = None,
    actor: Actor,
    moment: datetime,
) -> None:
    """Take a step that the table allows to this actor. A step taken twice is refused the second
    time, and changes nothing."""
    row = locked(commitment)
    check_here(actor, row.programme_id)
    office = registry.office_card(row.office_id, on=timezone.localdate(moment))
    assert office is not None, "a commitment keeps its office"
    rules.check_may_take(
        step,
        actor,
        office=row.office_id,
        organisation=office.organisation,
        line=registry.line_of(row.place_id),
    )
    state = rules.after(State(row.state), step)
    rules.check_never_spoke_for_it(step, has_spoken=_spoke_as_the_office(row, actor))
    rules.check_other_hands(step, actor.account, _taken_by(row))
    rules.check_reason(step, reason)
    changes = change(row) if change is not None else None
    row.state = state
    row.settled_at = moment if state in rules.SETTLED else None
    row.save()
    CommitmentStep.objects.create(
        commitment=row,
        step=step,
        state=state,
        reason=reason.strip(),
        changes=changes or [],
        due_on=row.due_on,
        is_noted_for_office=step in rules.SAID_BY_OFFICE and not actor.sits_in(row.office_id),
        actor_id=actor.account,
        moment=moment,
    )
    _announce(row, step, state, actor, moment)


def _spoke_as_the_office(row: Commitment, actor: Actor) -> bool:
    """Whether the actor held the office when it promised, or said that it was done."""
    own_words = CommitmentStep.objects.filter(
        commitment=row, step__in=rules.SAID_BY_OFFICE, is_noted_for_office=False
    )
    return own_words.filter(actor=actor.account, actor__isnull=False).exists()


def _taken_by(row: Commitment) -> dict[Step, UUID | None]:
    steps = CommitmentStep.objects.filter(commitment=row).order_by("moment")
    return {Step(step): actor for step, actor in steps.values_list("step", "actor_id")}


def _announce(row: Commitment, step: Step, state: State, actor: Actor, moment: datetime) -> None:
    event: CommitmentSettled | CommitmentStepped
    if state in rules.SETTLED:
        event = CommitmentSettled(
            commitment=row.pk,
            place=row.place_id,
            service=row.service,
            due_on=row.due_on,
            outcome=state,
        )
    else:
        event = CommitmentStepped(
            commitment=row.pk,
            place=row.place_id,
            service=row.service,
            step=step,
            state=state,
            due_on=row.due_on,
        )
    record(event, programme=row.programme_id, actor=actor, moment=moment)


def locked(commitment: UUID) -> Commitment:
    """The commitment, locked until the transaction ends."""
    found = Commitment.objects.select_for_update().filter(pk=commitment).first()
    if found is None:
        raise NotFound()
    return found
