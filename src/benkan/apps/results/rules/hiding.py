"""What of a table is hidden before it is published.

Counts of people go through the whole method, with its proof; the solver that it brings is loaded when
somebody prepares a figure, never by a page that shows one. Counts of promises hide small rows alone.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from benkan.apps.results.rules.tables import (
    MARGIN,
    Cell,
    Counts,
    Unique,
    cells_of,
    hidden_in,
    without,
)
from benkan.kit.refusals import N_, Refused
from benkan.methods.suppression import parts_of_total


class BelowTheLimit(Refused):
    code = "figure_below_the_limit"
    text = N_(
        "There is too little to publish: every number is below %(minimum)s, or would give back one "
        "that is. Choose a longer period."
    )


def of_people(table: Counts, *, minimum: int, versions: Collection[Counts] = ()) -> Counts:
    """The table as it may be published, after earlier versions of the same table.

    Raises:
        BelowTheLimit: nothing is left to be shown.
    """
    if not table.lines:
        raise BelowTheLimit(minimum=minimum)
    hidden = _hidden(table, _held_back(table, versions, minimum), minimum)
    shown = replace(without(table, hidden), unique=_unique(table, versions, minimum))
    check_says_something(shown, minimum=minimum)
    return shown


def of_promises(
    wholes: Mapping[str, int], *, minimum: int, inner: Collection[Collection[str]] = ()
) -> frozenset[str]:
    """The rows that are hidden with all their cells, MARGIN for the totals: the small ones and those
    that would give them back, and what a published shorter period hides."""
    parts = parts_of_total(wholes, minimum=minimum)
    held = frozenset(key for rows in inner for key in rows)
    hides_total = parts.total_is_hidden or MARGIN in held or bool(held - parts.hidden)
    return frozenset(parts.hidden | held | ({MARGIN} if hides_total else set()))


def check_says_something(shown: Counts, *, minimum: int) -> None:
    """Raises BelowTheLimit when no cell and no margin is left."""
    if all(count is None for count in cells_of(shown).values()):
        raise BelowTheLimit(minimum=minimum)


def _unique(table: Counts, versions: Collection[Counts], minimum: int) -> Unique | None:
    """How many different people, unless they are few, or were hidden or nearly as many before."""
    if table.unique is None or table.unique.people is None:
        return table.unique
    people = table.unique.people
    before = [version.unique.people for version in versions if version.unique is not None]
    changed = any(was is None or 0 < abs(people - was) < minimum for was in before)
    return Unique(None if people < minimum or changed else people, table.unique.meetings)


def _held_back(table: Counts, versions: Collection[Counts], minimum: int) -> frozenset[Cell]:
    """What was hidden before, and what has changed by so few that the difference tells of them."""
    held: set[Cell] = set()
    now = cells_of(table)
    for version in versions:
        held |= hidden_in(version)
        for cell, count in cells_of(version).items():
            change = abs((now.get(cell) or 0) - (count or 0))
            if count is not None and 0 < change < minimum:
                held.add(cell)
    return frozenset(held & set(now))


def _hidden(table: Counts, held: frozenset[Cell], minimum: int) -> frozenset[Cell]:
    import numpy as np

    from benkan.methods.suppression.correcting import suppress_correction
    from benkan.methods.suppression.cubes import cube_of
    from benkan.methods.suppression.trees import tree_of

    rows = [line.key for line in table.lines]
    trees = (
        tree_of(("row",), [(row,) for row in rows]),
        tree_of(("column",), [(column,) for column in table.columns]),
    )
    inside = np.array([line.cells for line in table.lines], np.int64)
    cube = cube_of(trees, inside, np.ones(inside.shape, np.bool_))
    cells = [
        (path[0] if path else MARGIN, other[0] if other else MARGIN)
        for path in trees[0].paths
        for other in trees[1].paths
    ]
    found = suppress_correction(
        cube, hidden=np.array([cell in held for cell in cells]), minimum=minimum
    )
    assert found.is_proven, "a table without its proof is not published"
    return frozenset(
        cell for cell, is_hidden in zip(cells, found.pattern.hidden, strict=True) if is_hidden
    )
