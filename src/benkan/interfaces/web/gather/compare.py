"""A commune beside its like: what the public lists count there, and what was kept. No ranking: itself
first, then the others by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.registry import queries as registry
from benkan.apps.results import queries as results
from benkan.kit.charts.bars import Bar, bars


@dataclass(frozen=True)
class ComparedLine:
    """One commune of the table. `share` None: the programme is not at work there."""

    here: registry.ServicesHere
    is_this: bool
    health: str
    schools: str
    share: results.ShareKept | None


@dataclass(frozen=True)
class Comparison:
    """At most five communes; no lines where the commune has no like. `same_region` counts those of its
    own region."""

    lines: list[ComparedLine]
    same_region: int
    chart: SafeString


def comparison(
    place: UUID, *, at_work: Sequence[UUID], shares: Mapping[UUID, results.ShareKept]
) -> Comparison:
    """The commune and those like it, in four queries; `registry.rules.similar` says which they are."""
    found = registry.similar_communes(place, at_work=at_work)
    if not found:
        return Comparison([], 0, SafeString(""))
    this, *others = found
    beside = [this, *sorted(others, key=lambda one: one.card.name)]
    works = set(at_work)
    lines = [
        ComparedLine(
            one,
            is_this=one is this,
            health=_rate(one.health_rate),
            schools=_rate(one.schools_rate),
            share=shares.get(one.card.id) if one.card.id in works else None,
        )
        for one in beside
    ]
    same = sum(one.card.region == this.card.region for one in others)
    return Comparison(lines, same, _chart(beside))


def _rate(rate: Fraction | None) -> str:
    return "" if rate is None else number_format(round(float(rate), 1), decimal_pos=1)


def _chart(beside: Sequence[registry.ServicesHere]) -> SafeString:
    highest = max((one.health_rate or Fraction(0) for one in beside), default=Fraction(0))
    rows = [
        Bar(
            one.card.name,
            (one.health_rate or Fraction(0)) / highest if highest else Fraction(0),
            _rate(one.health_rate),
        )
        for one in beside
    ]
    title = gettext("Health facilities for 10,000 inhabitants")
    return bars(rows, title=title, description=gettext("The table below says the same."))
