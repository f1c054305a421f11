"""The first two phases of a barometer: what the commune is like, and who takes part."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.opening import note_agreement
from benkan.apps.assessments.actions.owning import open_round_of
from benkan.apps.assessments.events import BarometerPrepared
from benkan.apps.assessments.models import Round
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def describe_context(
    *, round_id: UUID, context: str, scope: str, actor: Actor, moment: datetime
) -> None:
    """What the commune is like and what the measure looks at. Written again, the later holds."""
    found = _open_barometer(round_id, actor)
    found.context, found.scope = context.strip(), scope.strip()
    found.save(update_fields=["context", "scope"])
    _say(found, "context", actor, moment)


@transaction.atomic
def prepare_barometer(
    *,
    round_id: UUID,
    office: UUID | None,
    agreed_on: date | None,
    note: str,
    technical_group: str,
    languages: Sequence[str],
    actor: Actor,
    moment: datetime,
) -> None:
    """Who asks for the measure (the client, normally the commune) and agrees to it, who helps with its
    figures, in which languages people talk. Written again, the later holds."""
    found = _open_barometer(round_id, actor)
    found.technical_group, found.languages = technical_group.strip(), list(languages)
    found.save(update_fields=["technical_group", "languages"])
    if office is not None and agreed_on is not None:
        note_agreement(
            round_id=round_id,
            office=office,
            agreed_on=agreed_on,
            note=note,
            actor=actor,
            moment=moment,
        )
    _say(found, "preparation", actor, moment)


def _open_barometer(round_id: UUID, actor: Actor) -> Round:
    found = open_round_of(round_id, actor)
    if found.kind != Kind.BAROMETER:
        raise NotFound()
    return found


def _say(found: Round, part: str, actor: Actor, moment: datetime) -> None:
    record(
        BarometerPrepared(round=found.pk, part=part),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )
