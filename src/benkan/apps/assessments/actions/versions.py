"""Versions of an instrument: begun from an earlier one, written on while nobody has answered, frozen."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from benkan.apps.assessments.models import Instrument, InstrumentVersion, Node, NodeText, Recording


def begin_version(
    *,
    instrument: Instrument,
    of: InstrumentVersion | None,
    reason: str,
    made_by: UUID | None,
    moment: datetime,
) -> InstrumentVersion:
    """The next version of an instrument, with the nodes of `of`: those of the house keep their words
    there (`core`), local ones bring theirs along. The caller holds the assessment's lock."""
    last = InstrumentVersion.objects.filter(instrument=instrument).order_by("-number").first()
    begun = InstrumentVersion.objects.create(
        instrument=instrument,
        number=(last.number if last else 0) + 1,
        core=(of.core or of) if of and of.instrument.programme_id is None else of and of.core,
        reason=reason,
        made_by_id=made_by,
        made_at=moment,
    )
    if of is not None:
        _carry(of, begun)
    return begun


def freeze(version: InstrumentVersion, *, moment: datetime) -> None:
    """From now on the version stays as it is; its digest says which versions ask the same."""
    if version.frozen_at is not None:
        return
    version.digest = digest_of(Node.objects.filter(version=version).select_related("parent"))
    version.frozen_at = moment
    version.save(update_fields=["digest", "frozen_at"])


def digest_of(nodes: Iterable[Node]) -> str:
    """What decides a score: tree, weights, scales and ends. Words may be mended without changing it."""
    told = sorted(
        [
            node.code,
            node.parent.code if node.parent else "",
            str(node.weight.normalize()),
            node.scale,
            "" if node.worst is None else str(node.worst.normalize()),
            "" if node.best is None else str(node.best.normalize()),
            node.asked_of,
        ]
        for node in nodes
    )
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _carry(of: InstrumentVersion, into: InstrumentVersion) -> None:
    """Copy the tree, parents before children, and the words of local nodes."""
    known: dict[UUID, Node] = {}
    left = list(Node.objects.filter(version=of).order_by("position", "code"))
    while left:
        ready = [node for node in left if node.parent_id is None or node.parent_id in known]
        for node in ready:
            known[node.pk] = _copy(node, into, known)
        Node.objects.bulk_create(known[node.pk] for node in ready)
        left = [node for node in left if node.pk not in known]
    NodeText.objects.bulk_create(
        NodeText(
            node=known[text.node_id],
            part=text.part,
            level=text.level,
            language=text.language,
            words=text.words,
            reviewed_by_id=text.reviewed_by_id,
            reviewed_at=text.reviewed_at,
        )
        for text in NodeText.objects.filter(node__version=of, node__is_local=True)
    )
    _carry_voices(of, known)


def _carry_voices(of: InstrumentVersion, known: dict[UUID, Node]) -> None:
    """The recordings of local nodes; those of the house stay with its nodes."""
    Recording.objects.bulk_create(
        Recording(
            programme_id=voice.programme_id,
            node=known[voice.node_id] if voice.node_id else None,
            piece=voice.piece,
            language=voice.language,
            file=voice.file,
            words=voice.words,
            speaker=voice.speaker,
            consented_at=voice.consented_at,
            recorded_by_id=voice.recorded_by_id,
            recorded_at=voice.recorded_at,
            reviewed_by_id=voice.reviewed_by_id,
            reviewed_at=voice.reviewed_at,
        )
        for voice in Recording.objects.filter(node__version=of, node__is_local=True)
    )


def _copy(node: Node, into: InstrumentVersion, known: dict[UUID, Node]) -> Node:
    return Node(
        version=into,
        parent=known[node.parent_id] if node.parent_id else None,
        core_id=None if node.is_local else node.core_id or node.pk,
        code=node.code,
        position=node.position,
        weight=node.weight,
        is_local=node.is_local,
        asked_of=node.asked_of,
        scale=node.scale,
        worst=node.worst,
        best=node.best,
        unit=node.unit,
        source_type=node.source_type,
        needs_evidence=node.needs_evidence,
    )
