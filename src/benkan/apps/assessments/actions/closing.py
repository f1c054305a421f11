"""Close a round, show it to everybody, take it back, and open it again as the next edition."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Sum

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions.joint import refresh_means
from benkan.apps.assessments.actions.owning import own_round
from benkan.apps.assessments.actions.showing import show
from benkan.apps.assessments.actions.versions import freeze
from benkan.apps.assessments.events import (
    CorrectionOpened,
    RoundClosed,
    RoundReleased,
    RoundWithdrawn,
)
from benkan.apps.assessments.models import (
    Correction,
    Group,
    InputCheck,
    Release,
    Result,
    Round,
    Score,
)
from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.queries.closing import standing_of
from benkan.apps.assessments.queries.measures import (
    answers_of,
    of_community,
    providers_of,
    ruler_of,
    ruler_over,
)
from benkan.apps.assessments.queries.peers import INPUT
from benkan.apps.assessments.rules.closing import missing
from benkan.apps.assessments.rules.consent import check_agreed
from benkan.apps.assessments.rules.measuring import Answer, measured
from benkan.apps.assessments.rules.own_indicators import is_own
from benkan.apps.assessments.rules.rounds import RoundNotClosed, check_reason
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor
from benkan.methods.barometer.barometer import Marks
from benkan.methods.barometer.model import Model


@transaction.atomic
def close_round(*, round_id: UUID, actor: Actor, moment: datetime) -> None:
    """End the scoring: what holds is computed and kept. Closed again it is as it was.

    Raises:
        AgreementMissing, ProviderMissing: a scorecard is of both sides.
        NothingScored, ConflictsLeft: there is nothing to close, or not yet.
    """
    found = own_round(round_id, actor)
    if found.closed_at is not None:
        return
    for refusal in missing(standing_of(found)):
        raise refusal
    freeze(found.version, moment=moment)
    compute(found)
    found.closed_at = moment
    found.save(update_fields=["closed_at"])
    record(
        RoundClosed(
            round=found.pk,
            kind=found.kind,
            purpose=found.purpose,
            place=found.place_id,
            service=found.service,
            edition=found.edition,
            index=None if found.index is None else round(found.index * 100),
        ),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


def compute(found: Round) -> None:
    """Write what the edition says into its results and onto the round: a list then reads no scores."""
    refresh_means(found)
    model, nodes = ruler_of(found)
    answers = answers_of(found)
    providers = providers_of(found.pk)
    community = of_community(answers, providers=providers)
    joint = measured(model, community or answers)
    whole = measured(model, answers)
    own = [answer for answer in answers if answer.group in providers]
    marks = [("", joint.marks), *whole.by_group.items(), *_own_marks(model, nodes, own)]
    cores = {str(node.id): node.core for node in nodes}
    gaps = {gap.node: float(gap.size) for gap in whole.gaps}
    Result.objects.filter(round=found, edition=found.edition).delete()
    Result.objects.bulk_create(_results(found, marks, gaps=gaps, cores=cores))
    found.index = _float(joint.index.score)
    found.coverage = float(joint.index.coverage)
    found.gap = next((float(gap.size) for gap in whole.gaps if gap.node == model.root.id), None)
    found.people = Group.objects.filter(round=found).aggregate(all=Sum("people"))["all"]
    found.save(update_fields=["index", "coverage", "gap", "people"])


@transaction.atomic
def release_round(*, round_id: UUID, actor: Actor, moment: datetime, reason: str = "") -> None:
    """Show the edition to everybody. What a group does not want shown stays in the joint score alone.
    Released again it is as it was.

    Raises:
        RoundNotClosed: what is shown may not change any more.
        NoGroupAgreed: nobody who scored has said yes.
    """
    found = own_round(round_id, actor, *rules.RELEASERS)
    if found.released_at is not None:
        return
    if found.closed_at is None:
        raise RoundNotClosed()
    groups = Group.objects.filter(round=found).values_list("is_provider", "release")
    check_agreed(found.kind, groups)
    assert actor.account is not None, "whoever holds a role has an account"
    if found.edition > 1 and not reason:
        reason = Correction.objects.get(round=found, edition=found.edition).reason
    release, _ = Release.objects.update_or_create(
        round=found,
        edition=found.edition,
        defaults={
            "programme_id": found.programme_id,
            "reason": reason,
            "released_by_id": actor.account,
            "released_at": moment,
            "withdrawn_at": None,
            "inputs": _inputs(found),
        },
    )
    show(release, found)
    found.released_at = moment
    found.save(update_fields=["released_at"])
    record(
        RoundReleased(
            round=found.pk,
            kind=found.kind,
            place=found.place_id,
            service=found.service,
            edition=found.edition,
        ),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def withdraw_round(*, round_id: UUID, reason: str, actor: Actor, moment: datetime) -> None:
    """Take what the public reads of a round back, for a reason: all its editions, also while a
    correction is being written. Taken back again: nothing."""
    found = own_round(round_id, actor, *rules.RELEASERS)
    shown = Release.objects.filter(round=found, withdrawn_at=None)
    edition = shown.aggregate(last=Max("edition"))["last"]
    if edition is None:
        return
    check_reason(reason)
    shown.update(withdrawn_at=moment, withdrawal_reason=reason.strip())
    found.released_at = None
    found.save(update_fields=["released_at"])
    record(
        RoundWithdrawn(round=found.pk, place=found.place_id, edition=edition),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def open_correction(*, round_id: UUID, reason: str, actor: Actor, moment: datetime) -> int:
    """Open a closed round again as its next edition, which begins with what held; the released one
    stays to be read. The answer is the edition. Opened while one is open: that one."""
    found = own_round(round_id, actor, *rules.RELEASERS)
    if found.closed_at is None:
        return found.edition
    assert actor.account is not None, "whoever holds a role has an account"
    check_reason(reason)
    before, found.edition = found.edition, found.edition + 1
    Score.objects.bulk_create(
        _copied(score, found.edition) for score in Score.objects.filter(round=found, edition=before)
    )
    Correction.objects.create(
        round=found,
        edition=found.edition,
        reason=reason.strip(),
        opened_by_id=actor.account,
        opened_at=moment,
    )
    found.closed_at, found.released_at = None, None
    found.save(update_fields=["edition", "closed_at", "released_at"])
    record(
        CorrectionOpened(round=found.pk, place=found.place_id, edition=found.edition),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )
    return found.edition


def _inputs(found: Round) -> list[dict[str, Any]]:
    rows = InputCheck.objects.filter(round=found).order_by("position", "name").values(*INPUT)
    return [
        {name: str(one) if isinstance(one, Decimal) else one for name, one in row.items()}
        for row in rows
    ]


def _own_marks(
    model: Model, nodes: Sequence[AskedNode], answers: Sequence[Answer]
) -> list[tuple[str, Marks]]:
    """What the service says to the questions that it alone is asked: beside the ruler of all."""
    if not answers or not any(is_own(node.asked_of) for node in nodes):
        return []
    wider = measured(ruler_over(nodes, version=UUID(model.version)), answers)
    shared = {place.node.id for place in model.places}
    return [
        (group, {node: mark for node, mark in marks.items() if node not in shared})
        for group, marks in wider.by_group.items()
    ]


def _results(
    found: Round,
    by_group: Iterable[tuple[str, Marks]],
    *,
    gaps: Mapping[str, float],
    cores: Mapping[str, UUID],
) -> list[Result]:
    made = []
    for group, marks in by_group:
        for node, mark in marks.items():
            # The root of a scorecard is of no row: its score stands on the round.
            if node not in cores:
                continue
            made.append(
                Result(
                    round=found,
                    edition=found.edition,
                    node_id=UUID(node),
                    core_id=cores[node],
                    group_id=UUID(group) if group else None,
                    score=_float(mark.score),
                    coverage=float(mark.coverage),
                    gap=None if group else gaps.get(node),
                )
            )
    return made


def _copied(score: Score, edition: int) -> Score:
    score._state.adding = True
    score.pk = Score._meta.pk.get_default()
    score.edition = edition
    return score


def _float(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)
