"""What a publication says, number by number, for whoever takes figures along."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from benkan.apps.results.queries.published import Published
from benkan.apps.results.queries.rows import UNPLACED
from benkan.apps.results.rules.waiting import Waiting

_OF_WAITS = {
    "engagements": "promises",
    "tenus": "kept",
    "non_tenus": "broken",
    "semaines": "median",
}


@dataclass(frozen=True)
class Value:
    """One number of a publication: of a place, of a group (of people, or a round by its purpose and
    day), or of all together. `unplaced`: the word that stands where something has no place; `value`
    None: hidden, or taken back."""

    place: UUID | None
    unplaced: str
    group: str
    measure: str
    value: int | float | None


def values_of(one: Published) -> Iterator[Value]:
    """Each number; a single one without value where the publication was taken back."""
    if one.counts is not None:
        for line in (*one.counts.lines, one.counts.totals):
            of = (line.key, "") if one.is_by_place else ("", line.key)
            for column, cell in zip(one.counts.columns, line.cells, strict=True):
                yield _value(*of, column, cell)
            yield _value(*of, "total", line.total)
    elif one.waits is not None:
        for key, waiting in (*one.waits.lines, ("", one.waits.whole)):
            yield from _of_waiting(key, waiting)
    elif one.marks is not None:
        for mark in one.marks.lines:
            group = f"{mark.purpose} {mark.closed_on.isoformat()}"
            for column, score in zip(one.marks.columns, mark.cells, strict=True):
                yield _value(mark.place, group, column, score)
    else:
        yield _value("", "", "total", None)


def _of_waiting(key: str, waiting: Waiting) -> Iterator[Value]:
    for name, of in _OF_WAITS.items():
        yield _value(key, "", name, getattr(waiting, of))


def _value(key: str, group: str, measure: str, value: int | float | None) -> Value:
    is_place = key not in {"", UNPLACED}
    return Value(UUID(key) if is_place else None, "" if is_place else key, group, measure, value)
