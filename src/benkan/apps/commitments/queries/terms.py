"""What a commitment says, as the rules take it and as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.rules import (
    Details,
    Funding,
    InPlan,
    Level,
    Partner,
    Priority,
    Source,
    Terms,
)
from benkan.apps.registry import queries as registry
from benkan.apps.registry.queries.offices import HoldingLine


def terms_of(row: Commitment) -> Terms:
    """What the commitment says now, in one query for its partners."""
    partners = row.partners.order_by("id").values_list("organisation", "part")
    return Terms(
        office=row.office_id,
        problem=row.problem,
        action=row.action,
        due_on=row.due_on,
        details=Details(
            source=Source(row.source),
            source_note=row.source_note,
            cause=row.cause,
            expected_result=row.expected_result,
            level_needed=Level(row.level_needed),
            priority=Priority(row.priority),
            cost=None if row.cost is None else int(row.cost),
            funding=Funding(row.funding),
            funding_note=row.funding_note,
            in_plan=InPlan(row.in_plan),
            partners=tuple(Partner(*partner) for partner in partners),
        ),
    )


@dataclass(frozen=True)
class PartnerShown:
    name: str
    part: str


def partners_shown(programme: UUID, partners: Iterable[Partner]) -> list[PartnerShown]:
    """The partners with their names, in one query; without any, in none."""
    named = partner_names(programme, partners)
    return [PartnerShown(named[one.organisation], one.part) for one in partners]


def partner_names(programme: UUID, partners: Iterable[Partner]) -> dict[UUID, str]:
    """The organisations of the programme among these, by id, in one query."""
    only = {one.organisation for one in partners}
    return dict(registry.organisations_called(programme, only=only)) if only else {}


def promised_by(row: Commitment, today: date) -> HoldingLine | None:
    """Who held the office when it promised, where that is no longer who holds it."""
    if row.holding_id is None:
        return None
    for held in registry.holdings_of(row.office_id):
        if held.id == row.holding_id:
            return held if held.closes_on is not None and held.closes_on <= today else None
    return None
