"""What the page of a case shows about trust: the danger, whom it is about, who is named."""

from dataclasses import dataclass
from datetime import date

from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.about import WhomAbout, offices_near, whom_with
from benkan.apps.voices.queries.confidants import ConfidantLine, confidants_of_case
from benkan.apps.voices.rules.sensitivity import Sensitivity


@dataclass(frozen=True)
class TrustOfCase:
    """`confidants` are named for this case alone."""

    sensitivity: Sensitivity | None
    whom: WhomAbout
    confidants: tuple[ConfidantLine, ...]


def trust_of(case: Case, text: str, *, on: date, is_said: bool = True) -> TrustOfCase:
    """Whom a case with these words is about and who is named for it, for a reader who may know of it;
    one query, one more where something was said of it (`is_said`), up to three more where it is about
    somebody and up to two where it is sensitive."""
    return TrustOfCase(
        sensitivity=Sensitivity(case.sensitivity) if case.sensitivity else None,
        whom=whom_with(case, text, offices_near(case), on=on, is_said=is_said),
        confidants=confidants_of_case(case.pk) if case.is_sensitive else (),
    )
