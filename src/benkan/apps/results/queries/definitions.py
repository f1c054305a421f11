"""What a figure means, in the version that held on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.results.models import Indicator


@dataclass(frozen=True)
class Definition:
    """A version of a definition, in one language. All is empty when none is loaded."""

    code: str
    version: int = 0
    title: str = ""
    definition: str = ""
    minimum: int = 5
    counting_rule: str = ""
    over_time: str = ""
    over_place: str = ""
    over_split: str = ""
    opens_on: date | None = None
    id: UUID | None = None


def definition_of(code: str, *, on: date, language: str) -> Definition:
    """The definition in force on a day, or the first there was, in one query."""
    versions = list(Indicator.objects.filter(code=code).order_by("version"))
    if not versions:
        return Definition(code)
    held = [row for row in versions if row.opens_on <= on] or versions[:1]
    return definition_in(held[-1], language)


def definitions(*, on: date, language: str) -> dict[str, Definition]:
    """The same of every figure, by code, in one query."""
    found: dict[str, Definition] = {}
    for row in Indicator.objects.order_by("code", "version"):
        if row.opens_on <= on or row.code not in found:
            found[row.code] = definition_in(row, language)
    return found


def definition_in(row: Indicator, language: str) -> Definition:
    """A version in the reader's language."""
    in_english = language.startswith("en")
    return Definition(
        code=row.code,
        version=row.version,
        title=row.title_en if in_english else row.title_fr,
        definition=row.definition_en if in_english else row.definition_fr,
        minimum=row.minimum,
        counting_rule=row.counting_rule,
        over_time=row.over_time,
        over_place=row.over_place,
        over_split=row.over_split,
        opens_on=row.opens_on,
        id=row.pk,
    )
