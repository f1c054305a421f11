"""What the page of a case shows about trust: the danger, whom it is about, who is named."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.about import WhomAbout, offices_near, whom_with
from benkan.apps.voices.queries.confidants import ConfidantLine, confidants_of_case
from benkan.apps.voices.rules.sensitivity import Sensitivity


@dataclass(frozen=True)
class TrustOfCase:
    """`offices` are those of the place and above it, to choose from; `confidants` are named for this
    case alone."""

    sensitivity: Sensitivity | None
    whom: WhomAbout
    offices: tuple[tuple[UUID, str], ...]
    confidants: tuple[ConfidantLine, ...]


def trust_of(case: Case, text: str, *, on: date) -> TrustOfCase:
    """Whom a case with these words is about and who is named for it, for a reader who may know of it; two
    queries, up to four more where it is about somebody and up to two where it is sensitive."""
    near = offices_near(case)
    offered = (
        near
        if case.place_id
        else registry.offices_of(case.programme_id, within=None, on=on, limit=300)
    )
    return TrustOfCase(
        sensitivity=Sensitivity(case.sensitivity) if case.sensitivity else None,
        whom=whom_with(case, text, near, on=on),
        offices=tuple((card.id, f"{card.title}, {card.place_name}") for card in offered),
        confidants=confidants_of_case(case.pk) if case.is_sensitive else (),
    )
