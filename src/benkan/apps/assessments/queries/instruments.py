"""What may be assessed: the instruments of the house."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from benkan.apps.assessments.models import Instrument
from benkan.apps.assessments.rules.kinds import Kind


@dataclass(frozen=True)
class InstrumentCard:
    """An instrument of the house, named in the reader's language."""

    id: UUID
    kind: Kind
    code: str
    service: str
    label: str


def instruments_to_choose() -> list[InstrumentCard]:
    """The instruments of the house that have a version, scorecards first, in one query."""
    order = list(Kind)
    rows = Instrument.objects.filter(programme=None, versions__isnull=False).distinct()
    in_english = (get_language() or "").startswith("en")
    cards = [
        InstrumentCard(
            row.pk,
            Kind(row.kind),
            row.code,
            row.service,
            (row.title_en if in_english else "") or row.title_fr,
        )
        for row in rows
    ]
    return sorted(cards, key=lambda card: (order.index(card.kind), card.label))
