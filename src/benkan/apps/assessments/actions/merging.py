"""Put the concerns of all groups together into the common indicators of a round's own questions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max, ProtectedError

from benkan.apps.assessments.actions.owning import open_round_of
from benkan.apps.assessments.models import Concern, Node, NodeText, Round, SheetLine
from benkan.apps.assessments.rules.community import ConcernsMissing
from benkan.apps.assessments.rules.indicators import (
    MOST,
    IndicatorAnswered,
    QuestionsSettled,
    TooManyIndicators,
    check_name,
    next_code,
)
from benkan.apps.assessments.rules.rounds import check_reason
from benkan.apps.assessments.rules.scales import Asked, Scale, ends
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class IndicatorGiven:
    """An indicator in the words of the people: its name, and how it is asked."""

    name: str
    question: str = ""
    scale: Scale = Scale.FACES


@transaction.atomic
def merge_concerns(
    *, round_id: UUID, concerns: Collection[UUID], into: UUID | IndicatorGiven, actor: Actor
) -> UUID:
    """Put concerns into an indicator of the round, or into a new one that they make. Put there again it
    is the same; put into another, they leave the first.

    Raises:
        ConcernsMissing: none was chosen.
        IndicatorMissing, IndicatorTwice, TooManyIndicators: the new one cannot be so.
        QuestionsSettled: the questions stand.
    """
    found = _writable(round_id, actor)
    if not concerns:
        raise ConcernsMissing()
    chosen = _concerns(found, concerns)
    node = _added(found, into) if isinstance(into, IndicatorGiven) else _leaf(found, into)
    for one in chosen:
        one.node, one.left_because = node, ""
    Concern.objects.bulk_update(chosen, ["node", "left_because"])
    return node.pk


@transaction.atomic
def add_indicator(*, round_id: UUID, given: IndicatorGiven, actor: Actor) -> UUID:
    """A common indicator that no single concern stands for."""
    return _added(_writable(round_id, actor), given).pk


@transaction.atomic
def leave_out(*, round_id: UUID, concerns: Collection[UUID], reason: str, actor: Actor) -> None:
    """Say why concerns go into no indicator: they stay to be read with the reason."""
    found = open_round_of(round_id, actor)
    if not concerns:
        raise ConcernsMissing()
    check_reason(reason)
    chosen = _concerns(found, concerns)
    for one in chosen:
        one.node, one.left_because = None, reason.strip()
    Concern.objects.bulk_update(chosen, ["node", "left_because"])


@transaction.atomic
def take_out(*, round_id: UUID, concern: UUID, actor: Actor) -> None:
    """A concern waits again to be put somewhere. Taken out again: nothing."""
    found = open_round_of(round_id, actor)
    for one in _concerns(found, [concern]):
        one.node, one.left_because = None, ""
        one.save(update_fields=["node", "left_because"])


@transaction.atomic
def change_indicator(*, round_id: UUID, node: UUID, given: IndicatorGiven, actor: Actor) -> None:
    """Other words for an indicator of the people; its scale, as long as nobody has answered.

    Raises:
        IndicatorAnswered: its scale stays.
    """
    found = _writable(round_id, actor)
    row = _local(found, node)
    check_name(given.name, known=_names(found, but=row.pk))
    if given.scale != row.scale:
        if SheetLine.objects.filter(node=row).exists():
            raise IndicatorAnswered()
        _put_scale(row, given.scale)
        row.save(update_fields=["scale", "worst", "best", "unit"])
    _put_words(row, given)


@transaction.atomic
def remove_indicator(*, round_id: UUID, node: UUID, actor: Actor) -> None:
    """Ask it no more in this round: its concerns wait again. One of the house may be taken in again.

    Raises:
        IndicatorAnswered: somebody has scored it.
    """
    found = _writable(round_id, actor)
    row = Node.objects.filter(pk=node, version=found.version_id, asked_of="everybody").first()
    if row is None or not row.scale:
        return
    if SheetLine.objects.filter(node=row).exists():
        raise IndicatorAnswered()
    try:
        row.delete()
    except ProtectedError:
        # A joint score or a promise stands on it.
        raise IndicatorAnswered() from None


@transaction.atomic
def take_in(*, round_id: UUID, core: UUID, actor: Actor, moment: datetime) -> UUID:
    """Ask an indicator of the house that was left out. Taken in again it is the same."""
    found = _writable(round_id, actor)
    known = Node.objects.filter(version=found.version_id, core=core).first()
    if known is not None:
        return known.pk
    of = Node.objects.filter(pk=core, version=found.version.core_id).first()
    if of is None or not of.scale:
        raise NotFound()
    parent = Node.objects.filter(version=found.version_id, core=of.parent_id).first()
    return Node.objects.create(
        version_id=found.version_id,
        parent=parent if of.parent_id else None,
        core=of,
        code=of.code,
        position=of.position,
        weight=of.weight,
        asked_of=of.asked_of,
        scale=of.scale,
        worst=of.worst,
        best=of.best,
        unit=of.unit,
        source_type=of.source_type,
        needs_evidence=of.needs_evidence,
    ).pk


def _writable(round_id: UUID, actor: Actor) -> Round:
    found = open_round_of(round_id, actor)
    version = found.version
    if version.frozen_at is not None or version.instrument.programme_id != found.programme_id:
        raise QuestionsSettled()
    return found


def _concerns(found: Round, ids: Collection[UUID]) -> list[Concern]:
    chosen = list(Concern.objects.filter(round=found, pk__in=ids))
    if len(chosen) != len(set(ids)):
        raise NotFound()
    return chosen


def _leaf(found: Round, node: UUID) -> Node:
    rows = Node.objects.filter(version=found.version_id, asked_of="everybody").exclude(scale="")
    row = rows.filter(pk=node).first()
    if row is None:
        raise NotFound()
    return row


def _local(found: Round, node: UUID) -> Node:
    row = _leaf(found, node)
    if not row.is_local:
        raise NotFound()
    return row


def _added(found: Round, given: IndicatorGiven) -> Node:
    check_name(given.name, known=_names(found))
    leaves = Node.objects.filter(version=found.version_id, asked_of="everybody").exclude(scale="")
    if leaves.count() >= MOST:
        raise TooManyIndicators(most=MOST)
    # Codes of all cycles: scores are compared by them.
    codes = Node.objects.filter(version__instrument=found.version.instrument_id)
    last = leaves.aggregate(last=Max("position"))["last"] or 0
    row = Node(
        version_id=found.version_id,
        code=next_code(list(codes.values_list("code", flat=True))),
        position=last + 1,
        is_local=True,
        source_type="consensus",
    )
    _put_scale(row, given.scale)
    row.save()
    _put_words(row, given)
    return row


def _put_scale(row: Node, scale: Scale) -> None:
    least, most = ends(Asked(scale, Decimal(0), Decimal(1)))
    row.scale, row.worst, row.best = scale.value, least, most
    row.unit = "%" if scale is Scale.PERCENT else ""


def _put_words(row: Node, given: IndicatorGiven) -> None:
    name = given.name.strip()
    for part, words in (
        (NodeText.Part.LABEL, name),
        (NodeText.Part.QUESTION, given.question.strip() or name),
    ):
        NodeText.objects.update_or_create(
            node=row, part=part, level="", language="fr", defaults={"words": words}
        )


def _names(found: Round, but: UUID | None = None) -> list[str]:
    """The names of the indicators of the round, those of the house among them."""
    nodes = Node.objects.filter(version=found.version_id)
    if but is not None:
        nodes = nodes.exclude(pk=but)
    ids = [core or pk for pk, core in nodes.values_list("pk", "core")]
    told = NodeText.objects.filter(node__in=ids, part=NodeText.Part.LABEL, language="fr")
    return list(told.values_list("words", flat=True))
