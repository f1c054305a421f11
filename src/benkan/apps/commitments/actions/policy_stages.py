"""Record the stages of a measure with their documents, and verify them: each counts once."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.commitments.actions.policies import locked_policy, note_step
from benkan.apps.commitments.events import (
    PolicyStageReached,
    PolicyStageRecorded,
    PolicyStageSkipped,
    PolicyStageTurnedDown,
    PolicyWentBack,
)
from benkan.apps.commitments.models import PolicyMeasure, PolicyStage, StageEvidence
from benkan.apps.commitments.rules import stages as rules
from benkan.apps.commitments.rules.stages import Mark, Stage, StageState
from benkan.apps.files import actions as files
from benkan.apps.journal.actions import record
from benkan.apps.journal.events import Event
from benkan.kit.actor import Actor


@transaction.atomic
def record_stage(
    *,
    policy: UUID,
    stage: Stage,
    on: date,
    note: str,
    content: bytes | None,
    is_picture: bool = False,
    actor: Actor,
    moment: datetime,
) -> None:
    """The measure has reached a stage, as a document of that day shows. Until somebody verifies it,
    another document may be added; a verified stage is refused: it is counted."""
    row = locked_policy(policy, actor)
    rules.check_record(
        stage,
        _marks(row),
        on=on,
        today=timezone.localdate(moment),
        has_office=row.office_id is not None,
        has_file=bool(content),
        note=note,
    )
    assert content is not None, "the rules have asked for a document"
    assert actor.account is not None, "whoever holds a role has an account"
    keep = files.keep_picture if is_picture else files.keep_document
    file = keep(programme=row.programme_id, content=content, moment=moment)
    reached, _ = PolicyStage.objects.update_or_create(
        measure=row,
        stage=stage,
        defaults={
            "state": StageState.REPORTED,
            "on": on,
            "reason": "",
            "recorded_by_id": actor.account,
            "recorded_at": moment,
        },
    )
    StageEvidence.objects.create(
        stage=reached, file=file, dated_on=on, note=note.strip(), by_id=actor.account, moment=moment
    )
    _move_on(row)
    note_step(row, "recorded", actor, moment, stage=stage, note=note)
    _announce(
        row,
        PolicyStageRecorded(policy=row.pk, place=row.place_id, stage=stage, on=on),
        actor,
        moment,
    )


@transaction.atomic
def skip_stage(*, policy: UUID, stage: Stage, reason: str, actor: Actor, moment: datetime) -> None:
    """The measure never passes through this stage, and why. It is not counted then."""
    row = locked_policy(policy, actor)
    rules.check_skip(stage, _marks(row), reason)
    assert actor.account is not None, "whoever holds a role has an account"
    PolicyStage.objects.update_or_create(
        measure=row,
        stage=stage,
        defaults={
            "state": StageState.SKIPPED,
            "on": None,
            "reason": reason.strip(),
            "recorded_by_id": actor.account,
            "recorded_at": moment,
        },
    )
    _move_on(row)
    note_step(row, "skipped", actor, moment, stage=stage, note=reason)
    _announce(
        row, PolicyStageSkipped(policy=row.pk, place=row.place_id, stage=stage), actor, moment
    )


@transaction.atomic
def verify_stage(*, policy: UUID, stage: Stage, actor: Actor, moment: datetime) -> None:
    """Somebody who brought none of its documents has read them: from now on the stage counts. A
    second time is refused, and counts nothing."""
    row = locked_policy(policy, actor, rules.VERIFIERS)
    reached = _judged(row, stage, actor)
    assert reached.on is not None, "a stage that waits to be verified has its day"
    reached.state, reached.reason = StageState.VERIFIED, ""
    reached.verified_by_id, reached.verified_at = actor.account, moment
    reached.save(update_fields=["state", "reason", "verified_by", "verified_at"])
    note_step(row, "verified", actor, moment, stage=stage)
    _announce(
        row,
        PolicyStageReached(
            policy=row.pk,
            place=row.place_id,
            kind=row.kind,
            sector=row.sector,
            gender_focus=row.gender_focus,
            stage=stage,
            on=reached.on,
        ),
        actor,
        moment,
    )


@transaction.atomic
def turn_down_stage(
    *, policy: UUID, stage: Stage, reason: str, actor: Actor, moment: datetime
) -> None:
    """The documents do not show the stage, and why: whoever recorded it brings another."""
    row = locked_policy(policy, actor, rules.VERIFIERS)
    reached = _judged(row, stage, actor)
    if not reason.strip():
        raise rules.SkipReasonMissing()
    reached.state, reached.reason = StageState.RETURNED, reason.strip()
    reached.save(update_fields=["state", "reason"])
    _move_on(row)
    note_step(row, "turned_down", actor, moment, stage=stage, note=reason)
    _announce(
        row, PolicyStageTurnedDown(policy=row.pk, place=row.place_id, stage=stage), actor, moment
    )


@transaction.atomic
def go_back(
    *, policy: UUID, to: Stage, on: date, note: str, actor: Actor, moment: datetime
) -> None:
    """Those who decide sent the measure back: a dated note. What was counted stays counted, once."""
    row = locked_policy(policy, actor)
    rules.check_back(to, _marks(row), note=note, on=on, today=timezone.localdate(moment))
    note_step(row, "went_back", actor, moment, stage=to, note=note, on=on)
    _announce(
        row, PolicyWentBack(policy=row.pk, place=row.place_id, to_stage=to, on=on), actor, moment
    )


def _judged(row: PolicyMeasure, stage: Stage, actor: Actor) -> PolicyStage:
    """The stage that waits, for somebody who may judge it."""
    reached = PolicyStage.objects.filter(measure=row, stage=stage).first()
    brought_by = set(
        StageEvidence.objects.filter(stage=reached).values_list("by_id", flat=True)
        if reached
        else ()
    )
    mark = Mark(StageState(reached.state), reached.on) if reached else None
    rules.check_judge(mark, account=actor.account, brought_by=brought_by)
    assert reached is not None, "what waits is there"
    return reached


def _marks(row: PolicyMeasure) -> dict[Stage, Mark]:
    rows = PolicyStage.objects.filter(measure=row).values_list("stage", "state", "on")
    return {Stage(stage): Mark(StageState(state), on) for stage, state, on in rows}


def _move_on(row: PolicyMeasure) -> None:
    row.stage = rules.furthest_of(_marks(row)) or ""
    row.save(update_fields=["stage"])


def _announce(row: PolicyMeasure, event: Event, actor: Actor, moment: datetime) -> None:
    record(event, programme=row.programme_id, actor=actor, moment=moment)
