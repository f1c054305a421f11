"""What happened to a commitment, in order, as far as the reader may be told."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from benkan.apps.commitments import rules
from benkan.apps.commitments.models import CitizensCheck, Commitment, CommitmentStep, Proof
from benkan.apps.commitments.rules import Group, Lookers, State, Step


@dataclass(frozen=True)
class ProofShown:
    """A file, or what was counted; `is_public`: nobody can be recognised in the file."""

    id: UUID
    kind: str
    note: str
    has_file: bool
    is_public: bool
    quantity: Decimal | None
    planned: Decimal | None
    unit: str


@dataclass(frozen=True)
class CheckShown:
    """What citizens found, and who went to look as far as the reader may be told."""

    lookers: Lookers
    confirms: bool
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
    proofs: list[ProofShown]
    check: CheckShown | None

    @property
    def note(self) -> str:
        """What the office said was done."""
        return self.proofs[0].note if self.proofs else ""


def timeline(row: Commitment, *, guards: bool, for_everybody: bool = False) -> list[StepShown]:
    """Every step of a commitment, in three queries. `guards`: groups of few are not told;
    `for_everybody`: no file that nobody chose to show."""
    # Proofs and a check are written in the moment of their step, in its transaction.
    proofs: dict[datetime, list[ProofShown]] = {}
    for proof in row.proofs.order_by("kind", "id"):
        proofs.setdefault(proof.moment, []).append(_proof_shown(proof, for_everybody))
    checks = {check.moment: _check_shown(check, guards=guards) for check in row.checks.all()}
    return [
        StepShown(
            step=Step(taken.step),
            state=State(taken.state),
            reason=taken.reason,
            due_on=taken.due_on,
            is_noted_for_office=taken.is_noted_for_office,
            moment=taken.moment,
            proofs=proofs.get(taken.moment, []) if taken.step == Step.REPORT_DONE else [],
            check=checks.get(taken.moment) if taken.step in (Step.CONFIRM, Step.CONTEST) else None,
        )
        for taken in CommitmentStep.objects.filter(commitment=row).order_by("moment", "id")
    ]


def _proof_shown(proof: Proof, for_everybody: bool) -> ProofShown:
    return ProofShown(
        id=proof.pk,
        kind=proof.kind,
        note=proof.note,
        has_file=proof.file is not None and (proof.is_public or not for_everybody),
        is_public=proof.is_public,
        quantity=proof.quantity,
        planned=proof.planned,
        unit=proof.unit,
    )


def _check_shown(check: CitizensCheck, *, guards: bool) -> CheckShown:
    groups = {group: check.groups[group] for group in Group if group in check.groups}
    everything = Lookers(groups, check.people, hides_some=False)
    return CheckShown(
        lookers=rules.lookers_told(groups, check.people) if guards else everything,
        confirms=check.confirms,
        finding=check.finding,
    )
