"""Load the definitions of the figures, and lay down the facts that they are made of."""

import tomllib
from datetime import date, datetime
from importlib.resources import files as resources
from uuid import UUID

from django.db import transaction

from benkan.apps.results.models import Fact, Indicator


@transaction.atomic
def load_indicators() -> int:
    """Load the indicators that the product ships. A version that is there already stays as it is: a
    definition that has been published is changed by a new version only. Returns how many came new."""
    text = (resources("benkan") / "packs" / "indicators" / "starter.toml").read_text("utf-8")
    new = 0
    for fields in tomllib.loads(text)["indicator"]:
        key = {"code": fields.pop("code"), "version": fields.pop("version")}
        described = {name: _trimmed(value) for name, value in fields.items()}
        _, is_new = Indicator.objects.get_or_create(**key, defaults=described)
        new += is_new
    return new


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


@transaction.atomic
def count_outcome(
    *,
    entry: UUID,
    programme: UUID,
    indicator: str,
    record: UUID,
    place: UUID,
    service: str,
    due_on: date | None,
    outcome: str,
    moment: datetime,
    office: UUID | None = None,
    heard_at: datetime | None = None,
) -> UUID:
    """Lay down what a journal entry says of a record; the same entry again changes nothing."""
    fact, _ = Fact.objects.get_or_create(
        indicator=indicator,
        record=record,
        entry=entry,
        defaults={
            "programme_id": programme,
            "place_id": place,
            "service": service,
            "due_on": due_on,
            "outcome": outcome,
            "moment": moment,
            "office_id": office,
            "heard_at": heard_at,
        },
    )
    return fact.pk
