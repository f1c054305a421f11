"""Rights that apply to everybody in the country, by service, with the law that gives them."""

from collections.abc import Collection
from dataclasses import dataclass

from benkan.apps.registry.models import Law, Right
from benkan.apps.registry.rules.rights import CONCERNS
from benkan.kit.services import Service


@dataclass(frozen=True)
class RightCard:
    """A right in one language. `service` None: any public service. `concerns` are English words, to be
    translated; `note` says what was not read in the law, where something was not."""

    code: str
    service: Service | None
    right: str
    law_number: str
    law_title: str
    article: str
    concerns: tuple[str, ...]
    see: str
    if_refused: str
    is_verified: bool
    note: str


def rights(*, language: str, services: Collection[Service] | None = None) -> list[RightCard]:
    """The rights of the country in the order of its pack, those of any service first, in two queries;
    with `services`, those of other services are left out."""
    wanted = None if services is None else {service.value for service in services}
    rows = [
        row
        for row in Right.objects.order_by("turn")
        if wanted is None or not row.services or wanted.intersection(row.services)
    ]
    laws = {law.code: law for law in Law.objects.filter(code__in={row.law for row in rows})}
    ending = "en" if language.startswith("en") else "fr"
    cards = [_card(row, laws[row.law], ending) for row in rows if row.law in laws]
    return sorted(cards, key=lambda card: card.service is not None)


def _card(row: Right, law: Law, ending: str) -> RightCard:
    return RightCard(
        code=row.code,
        service=Service(row.services[0]) if row.services else None,
        right=getattr(row, f"right_{ending}"),
        law_number=law.number.partition(",")[0],
        law_title=law.title,
        article=row.article,
        concerns=tuple(CONCERNS[one] for one in row.concerns),
        see=getattr(row, f"see_{ending}"),
        if_refused=getattr(row, f"refused_{ending}"),
        is_verified=row.verified,
        note=getattr(row, f"note_{ending}"),
    )
