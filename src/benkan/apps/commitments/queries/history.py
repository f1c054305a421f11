"""What happened to a commitment, in order, as far as the reader may be told."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from benkan.apps.commitments import rules
from benkan.apps.commitments.models import CitizensCheck, Commitment, CommitmentStep, Proof
from benkan.apps.commitments.rules import Group, Lookers, State, Step
from benkan.kit.refusals import N_


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
class ChangeShown:
    """What was written differently. `kind` says how to show the values: code, money, day, name,
    words; `label`, and a code, are English to be translated where they are shown."""

    label: str
    kind: str
    before: str | int | date
    after: str | int | date


@dataclass(frozen=True)
class StepShown:
    """One step of the timeline, with what was shown or found on that occasion."""

    step: Step
    state: State
    reason: str
    due_on: date
    is_noted_for_office: bool
    moment: datetime
    changes: list[ChangeShown]
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
            changes=[_change_shown(*changed, hides=for_everybody) for changed in taken.changes],
            proofs=proofs.get(taken.moment, []) if taken.step == Step.REPORT_DONE else [],
            check=checks.get(taken.moment) if taken.step in (Step.CONFIRM, Step.CONTEST) else None,
        )
        for taken in CommitmentStep.objects.filter(commitment=row).order_by("moment", "id")
    ]


_CHANGES: dict[str, tuple[str, str, type[StrEnum] | None]] = {
    "office": (N_("Who"), "name", None),
    "problem": (N_("The problem"), "words", None),
    "action": (N_("What will be done"), "words", None),
    "due_on": (N_("By when"), "day", None),
    "source": (N_("Where it comes from"), "code", rules.Source),
    "source_note": (N_("Where it comes from"), "words", None),
    "cause": (N_("The cause"), "words", None),
    "expected_result": (N_("Expected result"), "words", None),
    "level_needed": (N_("Level that must act"), "code", rules.Level),
    "priority": (N_("Priority"), "code", rules.Priority),
    "cost": (N_("Cost"), "money", None),
    "funding": (N_("Who pays"), "code", rules.Funding),
    "funding_note": (N_("Who pays"), "words", None),
    "in_plan": (N_("In the commune’s plan (PDESC)"), "code", rules.InPlan),
    "partners": (N_("Who helps"), "name", None),
}


def _change_shown(field: str, before: str, after: str, *, hides: bool) -> ChangeShown:
    label, kind, codes = _CHANGES[field]
    if kind == "words" and hides:
        # What was corrected before it was public may have named somebody.
        return ChangeShown(label, kind, "", "")
    if kind == "day":
        return ChangeShown(label, kind, date.fromisoformat(before), date.fromisoformat(after))
    if kind == "money":
        return ChangeShown(label, kind, _francs(before), _francs(after))
    if codes is not None:
        return ChangeShown(label, kind, codes(before).label, codes(after).label)  # type: ignore[attr-defined]
    return ChangeShown(label, kind, before, after)


def _francs(text: str) -> int | str:
    return int(text) if text else ""


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
