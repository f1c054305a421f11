"""A commune beside its like: what the public lists count there, and what was kept. No ranking: itself
first, then the others by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from uuid import UUID

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.registry import queries as registry
from benkan.apps.results import queries as results
from benkan.kit.charts.bars import Bar, bars


@dataclass(frozen=True)
class ComparedLine:
    """One commune of the table. `kept` of `due` promises and `weeks` from voice to promise kept are from
    published figures: None where nothing was published, or it is hidden."""

    here: registry.ServicesHere
    is_this: bool
    health: str
    schools: str
    kept: int | None
    due: int | None
    weeks: int | None


@dataclass(frozen=True)
class Comparison:
    """At most five communes; no lines where the commune has no like. `same_region` counts those of its
    own region."""

    lines: list[ComparedLine]
    same_region: int
    chart: SafeString


def comparison(
    place: UUID, *, at_work: Sequence[UUID], published: Sequence[results.Published]
) -> Comparison:
    """The commune and those like it, in four queries; `registry.rules.similar` says which they are."""
    found = registry.similar_communes(place, at_work=at_work)
    if not found:
        return Comparison([], 0, SafeString(""))
    this, *others = found
    beside = [this, *sorted(others, key=lambda one: one.card.name)]
    figures = {one.figure: one for one in reversed(published) if one.is_current}
    lines = [_line(one, one is this, figures) for one in beside]
    same = sum(one.card.region == this.card.region for one in others)
    return Comparison(lines, same, _chart(beside))


def _line(
    here: registry.ServicesHere, is_this: bool, figures: Mapping[str, results.Published]
) -> ComparedLine:
    kept, due = kept_of_due(figures.get("commitments_kept"), str(here.card.id))
    return ComparedLine(
        here,
        is_this=is_this,
        health=_rate(here.health_rate),
        schools=_rate(here.schools_rate),
        kept=kept,
        due=due,
        weeks=weeks_to_kept(figures.get("time_to_kept"), str(here.card.id)),
    )


def kept_of_due(figure: results.Published | None, place: str) -> tuple[int | None, int | None]:
    """The promises kept of those that fell due at a commune, as published; two None where something of
    it is hidden, since one without the other says nothing."""
    line = figure.counts.line_of(place) if figure and figure.counts else None
    if figure is None or figure.counts is None or line is None or line.total is None:
        return None, None
    cells = dict(zip(figure.counts.columns, line.cells, strict=True))
    kept = [cells.get(outcome, 0) for outcome in ("kept", "kept_late")]
    if None in kept:
        return None, None
    return sum(one or 0 for one in kept), line.total


def weeks_to_kept(figure: results.Published | None, place: str) -> int | None:
    """In how many whole weeks half of the promises were kept, as published."""
    waiting = figure.waits.of(place) if figure and figure.waits else None
    return None if waiting is None or waiting.median is None else ceil(waiting.median)


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
