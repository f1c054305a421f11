"""The laws of the library: to choose one, and to cite it."""

from collections.abc import Collection
from dataclasses import dataclass

from benkan.apps.registry.models import Law


@dataclass(frozen=True)
class LawCard:
    """A law as it is cited. `is_verified`: somebody of us read it at its source."""

    code: str
    number: str
    subject: str
    plain_text: str
    is_verified: bool


def laws_to_choose() -> list[LawCard]:
    """All laws of the library by their code, in one query; some fifty."""
    return [_card(law) for law in Law.objects.order_by("code")]


def laws_called(codes: Collection[str]) -> dict[str, LawCard]:
    """Laws by code, in one query; a code that names none is left out."""
    return {law.code: _card(law) for law in Law.objects.filter(code__in=codes)}


def _card(law: Law) -> LawCard:
    return LawCard(law.code, law.number, law.subject, law.plain_text, law.verified)
