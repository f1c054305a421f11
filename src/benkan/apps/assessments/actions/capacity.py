"""An organisation scores itself, somebody else checks it, and it plans what to do better."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from benkan.apps.assessments.actions.owning import check_hand, own_round
from benkan.apps.assessments.actions.sheets import LineGiven, take_sheet
from benkan.apps.assessments.models import Group, Improvement, Node, Round, Score, Sheet
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.rules import capacity as rules
from benkan.apps.assessments.rules.kinds import GroupKind, Kind
from benkan.apps.assessments.rules.rounds import LeafOfAnother
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def score_oneself(
    *, round_id: UUID, lines: Sequence[LineGiven], actor: Actor, moment: datetime
) -> None:
    """Write the organisation's own levels, each with its justification, and with its proof where one is
    asked. What is as it was is passed over, so that sending it twice is sending it once.

    Raises:
        OwnScoreStays: it has scored itself, and the actor does not work for it.
        JustificationMissing, ProofMissing: of which question.
    """
    found = _capacity(round_id, actor)
    own = Group.objects.get(round=found, is_provider=True)
    scores = _scores(found, own)
    check_hand(found, actor, is_own=True)
    asked = _asked(found)
    for line in lines:
        _check_told(asked, line)
    _take(found, own, [line for line in lines if _is_new(line, scores)], actor, moment)


@transaction.atomic
def verify(*, round_id: UUID, lines: Sequence[LineGiven], actor: Actor, moment: datetime) -> None:
    """Write what somebody else found at the proofs, beside the organisation's own levels: `reason` says
    what was seen. Where both say the same, the own score is marked as verified.

    Raises:
        NotScoredYet: its own view comes first.
        SameHands: the actor wrote that, or works for the organisation.
        JustificationMissing: what was seen is not said.
    """
    found = _capacity(round_id, actor, for_checking=True)
    own = Group.objects.get(round=found, is_provider=True)
    mine = _scores(found, own)
    check_hand(found, actor, is_own=False)
    asked = _asked(found)
    for line in lines:
        _check_told(asked, line, needs_proof=False)
    checkers, _ = Group.objects.get_or_create(
        round=found, kind=GroupKind.VERIFIERS, name="", defaults={"position": 1}
    )
    known = _scores(found, checkers)
    _take(found, checkers, [line for line in lines if _is_new(line, known)], actor, moment)
    for line in lines:
        score = mine.get(line.node)
        is_the_same = score is not None and score.value == line.value
        if score is not None and (score.verified_at is not None) != is_the_same:
            score.verified_by_id = actor.account if is_the_same else None
            score.verified_at = moment if is_the_same else None
            score.save(update_fields=["verified_by", "verified_at"])


@transaction.atomic
def plan_improvement(
    *,
    round_id: UUID,
    node: UUID,
    text: str,
    support: str,
    due_on: date,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Plan something to do better about a question; planned again it is the same."""
    found = _capacity(round_id, actor)
    if not Node.objects.filter(pk=node, version=found.version_id).exclude(scale="").exists():
        raise LeafOfAnother()
    rules.check_improvement(text, due_on=due_on, today=timezone.localdate(moment))
    item, _ = Improvement.objects.get_or_create(
        round=found,
        node_id=node,
        text=text.strip(),
        defaults={"support": support.strip(), "due_on": due_on},
    )
    return item.pk


@transaction.atomic
def finish_improvement(*, improvement: UUID, done_on: date, finding: str, actor: Actor) -> None:
    """Say that it was done and how it is seen; said again, the first stands."""
    item = Improvement.objects.filter(pk=improvement).first()
    if item is None:
        raise NotFound()
    _capacity(item.round_id, actor)
    if item.done_on is not None:
        return
    if not finding.strip():
        raise rules.WhatToImprove()
    item.done_on, item.finding = done_on, finding.strip()
    item.save(update_fields=["done_on", "finding"])


def _capacity(round_id: UUID, actor: Actor, *, for_checking: bool = False) -> Round:
    found = own_round(round_id, actor, *(rules.VERIFIERS if for_checking else ()))
    if found.kind != Kind.CAPACITY:
        raise NotFound()
    return found


def _asked(found: Round) -> Mapping[UUID, AskedNode]:
    return {node.id: node for node in asked_in(found.version_id) if node.leaf}


def _check_told(
    asked: Mapping[UUID, AskedNode], line: LineGiven, *, needs_proof: bool = True
) -> None:
    node = asked.get(line.node)
    if node is None:
        raise LeafOfAnother()
    rules.check_told(
        node.words.question,
        reason=line.reason,
        needs_proof=needs_proof and node.needs_evidence,
        level=int(line.value or 0),
        proof=line.evidence,
    )


def _scores(found: Round, group: Group) -> dict[UUID, Score]:
    rows = Score.objects.filter(round=found, edition=found.edition, group=group)
    return {score.node_id: score for score in rows}


def _is_new(line: LineGiven, known: Mapping[UUID, Score]) -> bool:
    score = known.get(line.node)
    said = (line.value, line.reason.strip(), line.evidence.strip())
    return score is None or said != (score.value, score.reason, score.evidence)


def _take(
    found: Round, group: Group, lines: Sequence[LineGiven], actor: Actor, moment: datetime
) -> None:
    if not lines:
        return
    take_sheet(
        group=group.pk,
        way=Sheet.Way.DESK,
        client_key=uuid4().hex,
        lines=lines,
        scored_on=timezone.localdate(moment),
        actor=actor,
        moment=moment,
    )
