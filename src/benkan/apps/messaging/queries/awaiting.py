"""How many wait to hear what comes of something; who they are is told to nobody."""

from datetime import date
from uuid import UUID

from benkan.apps.messaging.models import Awaited


def how_many_await(subject: UUID, *, today: date) -> int:
    """How many contacts will be told, in one query."""
    return Awaited.objects.filter(subject=subject, ended_at=None, until__gte=today).count()
