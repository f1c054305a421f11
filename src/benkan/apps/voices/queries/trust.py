"""What the page of a case shows about trust: the danger, whom it is about, who reads it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.voices.queries.about import WhomAbout, whom_about
from benkan.apps.voices.queries.confidants import (
    ConfidantLine,
    Reading,
    confidants_of_case,
    readings_of,
)
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.rules.sensitivity import Sensitivity
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class TrustOfCase:
    """`offices` are those of the place and above it, to choose from; `confidants` are named for this
    case alone."""

    sensitivity: Sensitivity | None
    whom: WhomAbout
    offices: tuple[tuple[UUID, str], ...]
    confidants: tuple[ConfidantLine, ...]
    readings: tuple[Reading, ...]


def trust_of_case(case: UUID, *, actor: Actor, programme: UUID, on: date) -> TrustOfCase:
    """Whom a case is about and who reads it, for a reader who may know of it; at most 16 queries."""
    row = cases_known_to(actor, programme).filter(pk=case).first()
    if row is None:
        raise NotFound()
    cards = (
        registry.offices_at(programme, row.place_id, with_above=True, on=on)
        if row.place_id
        else registry.offices_of(programme, within=None, on=on, limit=300)
    )
    return TrustOfCase(
        sensitivity=Sensitivity(row.sensitivity) if row.sensitivity else None,
        whom=whom_about(row, on=on),
        offices=tuple((card.id, f"{card.title}, {card.place_name}") for card in cards),
        confidants=confidants_of_case(case) if row.is_sensitive else (),
        readings=readings_of(case) if row.is_sensitive else (),
    )
