from datetime import date, datetime
from typing import Any
from uuid import uuid4

from benkan.apps.registry.models import Place, Programme
from benkan.apps.results.models import Fact, Indicator, Publication
from tests.make.registry import NOW, make_account


def make_fact(
    programme: Programme,
    place: Place,
    *,
    outcome: str = "kept",
    due_on: date = date(2026, 10, 1),
    moment: datetime = NOW,
) -> Fact:
    """A fact of a record of its own."""
    return Fact.objects.create(
        programme=programme,
        indicator="commitments_kept",
        record=uuid4(),
        place=place,
        service="water",
        due_on=due_on,
        outcome=outcome,
        moment=moment,
        entry=uuid4(),
    )


def make_publication(
    programme: Programme,
    *,
    is_published: bool = True,
    period: str = "2026-T3",
    shown: dict[str, Any] | None = None,
) -> Publication:
    """A figure of a quarter that says nothing of anybody."""
    indicator, _ = Indicator.objects.get_or_create(
        code="cases_received",
        version=1,
        defaults={"opens_on": date(2026, 1, 1), "counting_rule": "event"},
    )
    return Publication.objects.create(
        programme=programme,
        indicator=indicator,
        figure="cases_received",
        period=period,
        known_on=NOW.date(),
        shown=shown or {"columns": ["water"], "rows": [], "totals": [[12], 12]},
        number=1,
        prepared_by=make_account(),
        prepared_at=NOW,
        approved_by=make_account() if is_published else None,
        published_at=NOW if is_published else None,
        is_current=is_published,
    )
