"""Who was met, as a table: attendances, never added to the people told apart."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from benkan.apps.activities import queries as activities
from benkan.apps.results.rules.indicators import Indicator
from benkan.apps.results.rules.tables import Counts, Unique, counts_of
from benkan.kit.splits import AgeBand, Sex, Situation

_SITUATIONS = {
    Indicator.PEOPLE_MET_DISABILITY: Situation.DISABILITY,
    Indicator.PEOPLE_MET_DISPLACED: Situation.DISPLACED,
}


def people_table(
    indicator: Indicator,
    *,
    programme: UUID,
    since: date,
    until: date,
    places: Collection[UUID] | None,
) -> Counts:
    """Sex by age, or by a situation, of those met from a day until just before another, in the places
    and below them; at most seven queries."""
    met = activities.people_met(programme, since, until, places)
    situation = _SITUATIONS.get(indicator)
    if situation is None:
        return _table(
            [(sex, band.value, n) for (sex, band), n in met.by_sex_and_age.items()],
            [band.value for band in AgeBand],
            Unique(met.unique.people, met.meetings_with_names),
        )
    unique = sum(n for (of, _), n in met.unique.by_situation.items() if of is situation)
    return _table(
        [(sex, of.value, n) for (of, sex), n in met.by_situation.items() if of is situation],
        [situation.value],
        Unique(unique, met.meetings_with_names),
    )


def _table(cells: list[tuple[Sex, str, int]], columns: list[str], unique: Unique) -> Counts:
    """Unknown has a row and a column where somebody is unknown."""
    known = [sex.value for sex in Sex if sex is not Sex.UNKNOWN]
    if any(n for sex, _, n in cells if sex is Sex.UNKNOWN):
        known.append(Sex.UNKNOWN.value)
    if not any(n for _, column, n in cells if column == AgeBand.UNKNOWN):
        columns = [column for column in columns if column != AgeBand.UNKNOWN]
    return counts_of(
        [(sex.value, column, n) for sex, column, n in cells],
        rows=known,
        columns=columns,
        unique=unique if unique.meetings else None,
    )
