"""One commitment with everything that happened to it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from benkan.apps.commitments import rules
from benkan.apps.commitments.models import CitizensCheck, Commitment, CommitmentStep, Proof
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.scope import seen_by
from benkan.apps.commitments.rules import Group, State, Step
from benkan.apps.registry import queries as registry
from benkan.kit.actor import STAFF, Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class ProofShown:
    id: UUID
    kind: str
    note: str
    has_file: bool


FEW = 5


@dataclass(frozen=True)
class CheckShown:
    """What citizens found. To the office that is judged, who went to look is not told where they
    were so few that they could be guessed: then there are no groups, and `people` is None."""

    groups: tuple[Group, ...]
    people: int | None
    finding: str


@dataclass(frozen=True)
class StepShown:
    """One step of the timeline, with what was shown or found on that occasion."""

    step: Step
    state: State
    reason: str
    due_on: date
    is_noted_for_office: bool
    moment: datetime
    proof: ProofShown | None
    check: CheckShown | None


@dataclass(frozen=True)
class CommitmentCard:
    """A commitment as those who follow it see it."""

    line: PromiseLine
    problem: str
    issue: UUID | None
    recommendation: UUID | None
    office_level: str
    organisation_name: str
    holder: str
    proposed_at: datetime
    postponements: int
    postponements_left: int
    timeline: list[StepShown]
    open_steps: tuple[Step, ...]
    is_mine: bool


def commitment_page(
    commitment: UUID, *, programme: UUID, actor: Actor, today: date
) -> CommitmentCard:
    """The commitment, its timeline and the steps open to the actor, in at most twelve queries.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    row = seen_by(actor, programme).filter(pk=commitment).first()
    if row is None:
        raise NotFound()
    office = registry.office_card(row.office_id, on=today)
    assert office is not None, "a commitment keeps its office"
    line = registry.line_of(row.place_id)
    return CommitmentCard(
        line=lines([row], today=today)[0],
        problem=row.problem,
        issue=row.issue_id,
        recommendation=row.recommendation_id,
        office_level=office.level,
        organisation_name=office.organisation_name,
        holder=office.holder,
        proposed_at=row.proposed_at,
        postponements=row.postponements,
        postponements_left=rules.MOST_POSTPONEMENTS - row.postponements,
        timeline=_timeline(row, guards=not actor.holds(*STAFF, line=line)),
        open_steps=rules.open_steps(
            State(row.state),
            actor,
            office=row.office_id,
            organisation=office.organisation,
            line=line,
            postponements=row.postponements,
        ),
        is_mine=actor.sits_in(row.office_id),
    )


def _timeline(row: Commitment, *, guards: bool) -> list[StepShown]:
    # A proof and a check are written in the moment of their step, in its transaction.
    proofs = {proof.moment: _proof_shown(proof) for proof in row.proofs.all()}
    checks = {check.moment: _check_shown(check, guards=guards) for check in row.checks.all()}
    return [
        StepShown(
            step=Step(taken.step),
            state=State(taken.state),
            reason=taken.reason,
            due_on=taken.due_on,
            is_noted_for_office=taken.is_noted_for_office,
            moment=taken.moment,
            proof=proofs.get(taken.moment) if taken.step == Step.REPORT_DONE else None,
            check=checks.get(taken.moment) if taken.step in (Step.CONFIRM, Step.CONTEST) else None,
        )
        for taken in CommitmentStep.objects.filter(commitment=row).order_by("moment", "id")
    ]


def _proof_shown(proof: Proof) -> ProofShown:
    return ProofShown(
        id=proof.pk, kind=proof.kind, note=proof.note, has_file=proof.file is not None
    )


def _check_shown(check: CitizensCheck, *, guards: bool) -> CheckShown:
    hides = guards and check.people < FEW
    return CheckShown(
        groups=() if hides else tuple(Group(group) for group in check.groups),
        people=None if hides else check.people,
        finding=check.finding,
    )


def proof_file(proof: UUID, *, commitment: UUID, programme: UUID, actor: Actor) -> UUID:
    """The file of a proof, for those who may open its commitment; two queries and the places.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    row = seen_by(actor, programme).filter(pk=commitment).first()
    shown = Proof.objects.filter(pk=proof, commitment=row, file__isnull=False).first()
    if row is None or shown is None or shown.file is None:
        raise NotFound()
    return shown.file
