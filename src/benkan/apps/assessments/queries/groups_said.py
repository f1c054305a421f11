"""What each group of a round said of showing its answers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.assessments.models import Group, Round
from benkan.apps.assessments.queries.naming import name_of
from benkan.apps.assessments.rules.consent import Consent


@dataclass(frozen=True)
class GroupSaid:
    """One group. `people` None: nobody has counted who sat there."""

    id: UUID
    name: str
    is_provider: bool
    people: int | None
    said: Consent
    said_on: date | None


def groups_said(found: Round) -> list[GroupSaid]:
    """All groups in their order, in one query."""
    return [
        GroupSaid(
            row.pk,
            name_of(row),
            row.is_provider,
            row.people,
            Consent(row.release),
            row.release_said_on,
        )
        for row in Group.objects.filter(round=found).order_by("position")
    ]
