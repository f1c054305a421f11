"""How far a measure has come: its five stages with their documents, and what happened, in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from benkan.apps.commitments.models import PolicyStage, PolicyStep, StageEvidence
from benkan.apps.commitments.rules.stages import (
    STEP_LABELS,
    Mark,
    Stage,
    StageState,
    next_of,
)
from benkan.kit.actor import Actor


@dataclass(frozen=True)
class EvidenceShown:
    """A document of a stage."""

    id: UUID
    dated_on: date
    note: str


@dataclass(frozen=True)
class StageShown:
    """One stage of five. `state` None: not reached yet. `is_next`: it can be recorded now;
    `is_mine_to_judge`: the reader brought none of its documents and may verify it."""

    stage: Stage
    state: StageState | None
    on: date | None
    reason: str
    verified_at: datetime | None
    evidence: list[EvidenceShown]
    is_next: bool
    is_mine_to_judge: bool

    @property
    def is_counted(self) -> bool:
        return self.state is StageState.VERIFIED


@dataclass(frozen=True)
class WentBack:
    """The measure was sent back to a stage, on a day, and why."""

    to: Stage
    on: date
    note: str


def track_of(measure: UUID, *, actor: Actor, judges: bool) -> list[StageShown]:
    """All five stages, in two queries. `judges`: the reader may verify at the measure's place."""
    rows = {Stage(row.stage): row for row in PolicyStage.objects.filter(measure=measure)}
    shown: dict[UUID, list[StageEvidence]] = {}
    for one in StageEvidence.objects.filter(stage__measure=measure).order_by("moment", "id"):
        shown.setdefault(one.stage_id, []).append(one)
    following = next_of(marks_of(rows))
    return [
        _shown(
            stage,
            rows.get(stage),
            shown,
            is_next=stage is following,
            judge=actor.account if judges else None,
        )
        for stage in Stage
    ]


def marks_of(rows: Mapping[Stage, PolicyStage]) -> dict[Stage, Mark]:
    """The stages as the rules see them."""
    return {stage: Mark(StageState(row.state), row.on) for stage, row in rows.items()}


def _shown(
    stage: Stage,
    row: PolicyStage | None,
    evidence: Mapping[UUID, list[StageEvidence]],
    *,
    is_next: bool,
    judge: UUID | None,
) -> StageShown:
    if row is None:
        return StageShown(stage, None, None, "", None, [], is_next, False)
    brought = evidence.get(row.pk, [])
    return StageShown(
        stage=stage,
        state=StageState(row.state),
        on=row.on,
        reason=row.reason,
        verified_at=row.verified_at,
        evidence=[EvidenceShown(one.pk, one.dated_on, one.note) for one in brought],
        is_next=is_next,
        is_mine_to_judge=(
            judge is not None
            and row.state == StageState.REPORTED
            and judge not in {one.by_id for one in brought}
        ),
    )


def gone_back(measure: UUID) -> list[WentBack]:
    """How often the measure was sent back, the first time first, in one query."""
    rows = PolicyStep.objects.filter(measure=measure, step="went_back").order_by("on", "moment")
    return [WentBack(Stage(row.stage), row.on, row.note) for row in rows]


@dataclass(frozen=True)
class StepTaken:
    """Something that happened to a measure, with the words that were given for it."""

    step: str
    stage: Stage | None
    on: date
    note: str

    @property
    def label(self) -> str:
        """What happened, in English, to be translated where it is shown."""
        return STEP_LABELS[self.step]


def steps_of(measure: UUID, *, limit: int = 100) -> list[StepTaken]:
    """What happened, the latest first, in one query."""
    rows = PolicyStep.objects.filter(measure=measure).order_by("-moment", "-id")[:limit]
    return [
        StepTaken(row.step, Stage(row.stage) if row.stage else None, row.on, row.note)
        for row in rows
    ]
