"""The proof that goes with a suppressed table, and what there is to say of each cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product

import numpy as np

from benkan.methods.progress import Progress, part, untold
from benkan.methods.suppression.attacking import (
    NO_LIMIT,
    Bounds,
    bounds,
    of_a_stranger,
    of_the_statuses,
)
from benkan.methods.suppression.cubes import Cube
from benkan.methods.suppression.patterns import Pattern, Witness
from benkan.methods.suppression.protecting import pattern
from benkan.methods.suppression.refusals import WrongMinimum

MOST_ATTACKED = 1_500
LARGEST_MINIMUM = 1_000_000


class Status(StrEnum):
    SHOWN = "shown"
    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"


@dataclass(frozen=True)
class Cell:
    """One cell as it may be published, and its proof.

    Attributes:
        cell: its place in the cube.
        count: None where hidden.
        low, high: the interval that an attacker can reach; `high` is None without a limit.
    """

    cell: int
    count: int | None
    status: Status
    low: int
    high: int | None


@dataclass(frozen=True, eq=False)
class Suppression:
    """A table fit to be published, with its proof.

    Attributes:
        bounds: of the attacker who knows all that is shown, by linear programming; None when the
            table is so large that the witnesses alone are the proof (the true interval is at least
            as wide as theirs).
        narrowed: hidden cells that somebody could narrow who knew the statuses too (primary: below
            the minimum; complementary: not). None when that was not tried.
        behind: all releases as one table, when others were published before; the proof is of that.
    """

    cube: Cube
    pattern: Pattern
    minimum: int
    bounds: Bounds | None
    narrowed: tuple[int, ...] | None
    behind: "Suppression | None" = None

    @cached_property
    def is_proven(self) -> bool:
        """Every small count could be anything from 0 to the minimum at least, every other hidden
        count lies in an interval at least as wide; the witnesses have been gone over one by one,
        and where there are bounds they contain what the witnesses reach."""
        if self.behind is not None:
            return self.behind.is_proven
        found, minimum = self.pattern, self.minimum
        small = (found.low == 0) & (found.high >= minimum)
        wide = found.high - found.low >= minimum
        return bool(
            small[found.primary].all()
            and wide[found.complementary].all()
            and all(is_alike(self.cube, found, witness) for witness in found.witnesses)
            and self._witnesses_reach()
            and (self.bounds is None or self._bounds_contain())
        )

    def cells(self) -> Iterator[Cell]:
        """Every cell and margin, in the order of the table."""
        found = self.pattern
        low, high = (
            (found.low, found.high) if self.bounds is None else (self.bounds.low, self.bounds.high)
        )
        for cell in np.flatnonzero(self.cube.exists).tolist():
            status = Status.SHOWN
            if found.hidden[cell]:
                status = Status.PRIMARY if found.primary[cell] else Status.COMPLEMENTARY
            count = int(self.cube.counts[cell]) if status is Status.SHOWN else None
            most = int(high[cell])
            yield Cell(cell, count, status, int(low[cell]), None if most >= NO_LIMIT else most)

    def _witnesses_reach(self) -> bool:
        """The ends that the pattern claims stand in its witnesses."""
        low, high = self.cube.counts.copy(), self.cube.counts.copy()
        for witness in self.pattern.witnesses:
            there = self.cube.counts[witness.cells] + witness.added
            low[witness.cells] = np.minimum(low[witness.cells], there)
            high[witness.cells] = np.maximum(high[witness.cells], there)
        return bool((low == self.pattern.low).all() and (high == self.pattern.high).all())

    def _bounds_contain(self) -> bool:
        assert self.bounds is not None, "asked only where there are some"
        low, high = self.bounds.low <= self.pattern.low, self.bounds.high >= self.pattern.high
        return bool(low.all() and high.all())


def suppress(
    cube: Cube,
    *,
    minimum: int = 5,
    most_attacked: int = MOST_ATTACKED,
    progress: Progress = untold,
) -> Suppression:
    """Make a table fit to be published.

    Args:
        cube: the true counts with their margins.
        minimum: the smallest count that may be shown, from 1.
        most_attacked: with more hidden cells than this the linear programmes are left out.

    Raises:
        WrongMinimum: it is below 1, or above a million.
    """
    check_minimum(minimum)
    found = pattern(cube, minimum, progress=part(progress, 0.0, 0.7))
    return proven(cube, found, minimum, most_attacked=most_attacked, progress=progress)


def check_minimum(minimum: int) -> None:
    """Raises WrongMinimum unless it is from 1 to a million."""
    if not 1 <= minimum <= LARGEST_MINIMUM:
        raise WrongMinimum(most=LARGEST_MINIMUM)


def proven(
    cube: Cube, found: Pattern, minimum: int, *, most_attacked: int, progress: Progress = untold
) -> Suppression:
    """Attack a pattern, first as a stranger, then knowing the statuses."""
    if int(found.hidden.sum()) > most_attacked:
        return Suppression(cube, found, minimum, None, None)
    stranger = bounds(cube, found.hidden, of_a_stranger(cube), progress=part(progress, 0.7, 0.85))
    knowing = bounds(
        cube,
        found.hidden,
        of_the_statuses(found.primary, found.complementary, minimum),
        progress=part(progress, 0.85, 1.0),
    )
    small = found.primary & ((knowing.low > 0) | (knowing.high < minimum - 1))
    narrow = found.complementary & (knowing.high - knowing.low < minimum - 1)
    return Suppression(
        cube, found, minimum, stranger, tuple(np.flatnonzero(small | narrow).tolist())
    )


def is_alike(cube: Cube, found: Pattern, witness: Witness) -> bool:
    """Whether a witness would have been published alike: no count negative, nothing shown differs,
    and every margin is the sum of its parts. Nothing is taken from how it was made."""
    there = cube.counts[witness.cells] + witness.added
    changed = dict(zip(witness.cells.tolist(), witness.added.tolist(), strict=True))
    sums: dict[int, int] = {}
    for cell, added in changed.items():
        if cube.is_margin(cell):
            continue
        lines = (
            tree.lines[np.searchsorted(tree.leaves, node)].tolist()
            for tree, node in zip(cube.trees, cube.nodes(cell), strict=True)
        )
        for nodes in product(*lines):
            at = sum(node * far for node, far in zip(nodes, cube.strides, strict=True))
            sums[at] = sums.get(at, 0) + added
    alike = {cell: added for cell, added in changed.items() if added}
    return bool(
        (there >= 0).all()
        and found.hidden[list(alike)].all()
        and alike == {cell: added for cell, added in sums.items() if added}
    )
