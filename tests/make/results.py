from datetime import date, datetime
from uuid import uuid4

from benkan.apps.registry.models import Place, Programme
from benkan.apps.results.models import Fact
from tests.make.registry import NOW


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
