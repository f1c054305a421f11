"""What was known of the promises of a programme at the end of a day."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from benkan.apps.results.models import Fact
from benkan.apps.results.rules.facts import Known
from benkan.apps.results.rules.indicators import COMMITMENTS_KEPT


def facts_known(programme: UUID, on: date, *, indicator: str = COMMITMENTS_KEPT) -> list[Known]:
    """Every fact of the promises (or of another figure) up to the end of a day, in one query."""
    rows = Fact.objects.filter(
        programme=programme, indicator=indicator, moment__lt=end_of(on)
    ).values_list(
        "record",
        "place_id",
        "service",
        "outcome",
        "due_on",
        "moment",
        "entry",
        "office_id",
        "heard_at",
    )
    return [Known(*row) for row in rows]


def end_of(day: date) -> datetime:
    """The first moment of the next day."""
    return beginning_of(day + timedelta(days=1))


def beginning_of(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())
