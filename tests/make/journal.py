"""An event of no chapter, and what it takes to have it happen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from benkan.apps.journal import actions
from benkan.apps.journal.events import Event
from benkan.kit.actor import NOBODY
from tests.make.registry import NOW


@dataclass(frozen=True)
class WellDug(Event):
    """Somebody dug a well."""

    well: UUID
    metres: int


def happen(
    programme: UUID, *, times: int = 1, metres: int = 12, moment: datetime = NOW
) -> list[UUID]:
    """So many wells are dug, each deeper than the one before; the ids of their entries."""
    with transaction.atomic():
        return [
            actions.record(
                WellDug(uuid4(), metres + time), programme=programme, actor=NOBODY, moment=moment
            )
            for time in range(times)
        ]
