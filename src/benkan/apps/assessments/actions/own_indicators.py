"""One or two questions that the service asks itself, beside those of everybody."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.owning import open_round_of
from benkan.apps.assessments.events import OwnQuestionAdded, OwnQuestionDropped
from benkan.apps.assessments.models import Node, NodeText, Round, SheetLine
from benkan.apps.assessments.rules import own_indicators
from benkan.apps.assessments.rules.own_indicators import OwnAnswered, VersionFrozen
from benkan.apps.assessments.rules.scales import Asked, Scale, ends
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor

_BEHIND_THE_OTHERS = 2000


@transaction.atomic
def add_own_indicator(
    *, round_id: UUID, question: str, scale: str, actor: Actor, moment: datetime
) -> UUID:
    """The service asks itself one more thing, while the questions of the round are still open.

    Raises:
        QuestionMissing, OwnTwice, EnoughOfTheirOwn: what is wrong with it.
        VersionFrozen: the questions stand.
    """
    found = _writable(round_id, actor)
    own = Node.objects.filter(version=found.version_id, asked_of=own_indicators.ASKED_OF)
    told = NodeText.objects.filter(node__in=own, part=NodeText.Part.QUESTION)
    known = list(told.values_list("words", flat=True))
    own_indicators.check_own(question, known=known)
    taken = set(own.values_list("code", flat=True))
    number = next(n for n in range(1, own_indicators.MOST + 1) if f"own-{n}" not in taken)
    least, most = ends(Asked(Scale(scale), Decimal(0), Decimal(1)))
    node = Node.objects.create(
        version_id=found.version_id,
        code=f"own-{number}",
        position=_BEHIND_THE_OTHERS + number,
        is_local=True,
        asked_of=own_indicators.ASKED_OF,
        scale=Scale(scale).value,
        worst=least,
        best=most,
        unit="%" if scale == Scale.PERCENT else "",
    )
    NodeText.objects.create(
        node=node, part=NodeText.Part.QUESTION, language="fr", words=question.strip()
    )
    record(
        OwnQuestionAdded(round=found.pk, node=node.pk, place=found.place_id),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )
    return node.pk


@transaction.atomic
def drop_own_indicator(*, round_id: UUID, node: UUID, actor: Actor, moment: datetime) -> None:
    """The service asks itself this no more, as long as it has not answered. Dropped again: nothing."""
    found = _writable(round_id, actor)
    own = Node.objects.filter(
        pk=node, version=found.version_id, asked_of=own_indicators.ASKED_OF
    ).first()
    if own is None:
        return
    if SheetLine.objects.filter(node=own).exists():
        raise OwnAnswered()
    own.delete()
    record(
        OwnQuestionDropped(round=found.pk, node=node, place=found.place_id),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


def _writable(round_id: UUID, actor: Actor) -> Round:
    found = open_round_of(round_id, actor)
    version = found.version
    if version.frozen_at is not None or version.instrument.programme_id != found.programme_id:
        raise VersionFrozen()
    return found
