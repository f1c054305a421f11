from itertools import count
from typing import Any
from uuid import UUID

from benkan.apps.registry.models import Place, Programme
from benkan.apps.voices.actions import OpenedCase, open_case
from benkan.apps.voices.models import Case
from benkan.kit.actor import NOBODY
from tests.make.registry import NOW

_serial = count(1)


def open_one(programme: Programme, place: Place | None = None, **facts: Any) -> OpenedCase:
    """What somebody said on the web, opened by the real action."""
    filled: dict[str, Any] = {
        "client_key": f"key-{next(_serial)}",
        "channel": "web",
        "service": "water",
        "place_status": "confirmed" if place else "unknown",
        "text": "La pompe est en panne",
        "language": "fr",
        "actor": NOBODY,
        "moment": NOW,
        **facts,
    }
    return open_case(programme=programme.pk, place=place.pk if place else None, **filled)


def make_case(programme: Programme, place: Place | None = None, **facts: Any) -> UUID:
    return open_one(programme, place, **facts).case


def case_row(case: UUID) -> Case:
    return Case.objects.get(pk=case)
