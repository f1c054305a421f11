"""Local questions of a barometer, on top of the universal model: a draft version, written on until the
first group answers."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, ProtectedError

from benkan.apps.assessments import rules
from benkan.apps.assessments.actions.owning import own_round
from benkan.apps.assessments.actions.versions import begin_version
from benkan.apps.assessments.events import QuestionsChanged
from benkan.apps.assessments.models import Instrument, Node, NodeText, Round, Sheet
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.local_indicators import (
    IndicatorPromised,
    LocalIndicator,
    NoBranch,
    NotLocal,
    QuestionsAnswered,
    QuestionsFixed,
    check_local,
    ends_of,
    next_code,
)
from benkan.apps.assessments.rules.rounds import check_open, check_reason
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def begin_own_version(*, round_id: UUID, reason: str, actor: Actor, moment: datetime) -> UUID:
    """Open the questions of a barometer, for the commune's own: from now on it answers a draft version
    that stands on the universal model. Begun again while the draft is open, it is that one.

    Raises:
        QuestionsAnswered: the next measure may ask otherwise.
        ReasonMissing: the reason stays with the version.
    """
    found = _open_barometer(round_id, actor)
    if _is_draft(found):
        return found.version_id
    check_reason(reason)
    begun = begin_version(
        instrument=_own_instrument(found),
        of=found.version,
        reason=reason.strip(),
        made_by=actor.account,
        moment=moment,
    )
    found.version = begun
    found.save(update_fields=["version"])
    _say(found, "begun", "", actor, moment)
    return begun.pk


@transaction.atomic
def add_local_indicator(
    *, round_id: UUID, branch: UUID, told: LocalIndicator, actor: Actor, moment: datetime
) -> UUID:
    """One more question below a sub-criterion, in the draft version.

    Raises:
        QuestionsFixed, QuestionsAnswered: no draft is open.
        NoBranch: what it is put below is not a sub-criterion of this barometer.
    """
    found = _draft_of(round_id, actor)
    check_local(told)
    above = Node.objects.filter(version=found.version_id, pk=branch, scale="").first()
    if above is None or above.parent_id is None:
        raise NoBranch()
    # One that was taken out in an earlier version keeps its code, so that nothing else has it.
    known = Node.objects.filter(version__instrument=found.version.instrument_id)
    code = next_code(above.code, frozenset(known.values_list("code", flat=True)))
    last = Node.objects.filter(version=found.version_id).aggregate(last=Max("position"))["last"]
    node = Node.objects.create(
        version_id=found.version_id,
        parent=above,
        code=code,
        position=(last or 0) + 1,
        is_local=True,
        **_fields(told),
    )
    _write_words(node, told)
    _say(found, "added", code, actor, moment)
    return node.pk


@transaction.atomic
def change_local_indicator(
    *, round_id: UUID, node: UUID, told: LocalIndicator, actor: Actor, moment: datetime
) -> None:
    """Ask a local question otherwise, in the draft version; the earlier version keeps how it was."""
    found, local = _local(round_id, node, actor)
    check_local(told)
    for name, value in _fields(told).items():
        setattr(local, name, value)
    local.save()
    _write_words(local, told)
    _say(found, "changed", local.code, actor, moment)


@transaction.atomic
def remove_local_indicator(*, round_id: UUID, node: UUID, actor: Actor, moment: datetime) -> None:
    """Ask a local question no more; earlier versions and their scores keep it.

    Raises:
        IndicatorPromised: somebody has promised something for it.
    """
    found, local = _local(round_id, node, actor)
    _say(found, "removed", local.code, actor, moment)
    try:
        local.delete()
    except ProtectedError:
        raise IndicatorPromised() from None


def _open_barometer(round_id: UUID, actor: Actor) -> Round:
    found = own_round(round_id, actor, *rules.RELEASERS)
    if found.kind != Kind.BAROMETER:
        raise NotFound()
    check_open(is_closed=found.closed_at is not None, is_released=found.released_at is not None)
    if Sheet.objects.filter(round=found).exists():
        raise QuestionsAnswered()
    return found


def _draft_of(round_id: UUID, actor: Actor) -> Round:
    found = _open_barometer(round_id, actor)
    if not _is_draft(found):
        raise QuestionsFixed()
    return found


def _is_draft(found: Round) -> bool:
    """Whether the questions are this measure's own, and nobody else's: an earlier one keeps its own."""
    version = found.version
    is_shared = Round.objects.filter(version=version).exclude(pk=found.pk).exists()
    return version.instrument.programme_id is not None and not (version.frozen_at or is_shared)


def _own_instrument(found: Round) -> Instrument:
    assessment = found.assessment
    if assessment.instrument.programme_id is None:
        house = assessment.instrument
        assessment.instrument = Instrument.objects.create(
            programme_id=found.programme_id,
            kind=house.kind,
            code=f"{house.kind}-{assessment.pk}",
            service=house.service,
            title_fr=assessment.title,
            source=house.source,
        )
        assessment.save(update_fields=["instrument"])
    return assessment.instrument


def _local(round_id: UUID, node: UUID, actor: Actor) -> tuple[Round, Node]:
    found = _draft_of(round_id, actor)
    local = Node.objects.filter(version=found.version_id, pk=node).exclude(scale="").first()
    if local is None:
        raise NotFound()
    if not local.is_local:
        raise NotLocal()
    return found, local


def _fields(told: LocalIndicator) -> dict[str, object]:
    worst, best = ends_of(told)
    return {
        "scale": told.scale,
        "worst": worst,
        "best": best,
        "unit": told.unit.strip(),
        "weight": told.weight,
        "source_type": told.source_type,
        "needs_evidence": told.needs_evidence,
    }


def _write_words(node: Node, told: LocalIndicator) -> None:
    """The words as they are now. A recording stays only beside the words that it says."""
    said: dict[tuple[str, str, str], str] = {}
    parts: Mapping[NodeText.Part, Mapping[str, str]] = {
        NodeText.Part.LABEL: told.label,
        NodeText.Part.QUESTION: told.question,
    }
    for part, words in parts.items():
        said |= {(part, "", language): text.strip() for language, text in words.items()}
    said |= {
        (NodeText.Part.ANCHOR, level, "fr"): text.strip() for level, text in told.anchors.items()
    }
    said = {key: words for key, words in said.items() if words}
    for text in NodeText.objects.filter(node=node):
        if said.get((text.part, text.level, text.language)) == text.words:
            del said[text.part, text.level, text.language]
        else:
            text.delete()
    NodeText.objects.bulk_create(
        NodeText(node=node, part=part, level=level, language=language, words=words)
        for (part, level, language), words in said.items()
    )


def _say(found: Round, what: str, code: str, actor: Actor, moment: datetime) -> None:
    record(
        QuestionsChanged(round=found.pk, questions=found.version_id, what=what, indicator=code),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )
