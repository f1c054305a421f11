"""What is hidden, what was wanted, and the tables that prove it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benkan.methods.suppression.cubes import Counts, Mask


@dataclass(frozen=True)
class Witness:
    """Another table that would have been published alike: what is added to each cell that differs."""

    cells: Counts
    added: Counts

    def at(self, cell: int) -> int:
        """How much is added to one of its cells."""
        return int(self.added[self.cells == cell][0])


@dataclass(frozen=True, eq=False)
class Pattern:
    """What is hidden, and how well.

    Attributes:
        primary: length n, the count is below the minimum.
        hidden: length n, primary or complementary.
        unneeded: length n, hidden, and nothing is wanted of it.
        low, high: length n, between which each count is seen to lie in the witnesses, all whole
            numbers between included.
        because: for each complementary cell, the cell that it was hidden for.
        witnesses: the tables themselves.
    """

    primary: Mask
    hidden: Mask
    unneeded: Mask
    low: Counts
    high: Counts
    because: dict[int, int]
    witnesses: tuple[Witness, ...]

    @property
    def complementary(self) -> Mask:
        return self.hidden & ~self.primary & ~self.unneeded


@dataclass(frozen=True, eq=False)
class Doubt:
    """What is wanted of each cell.

    Attributes:
        primary: length n, hidden from the start, must reach from 0 to `minimum`.
        fixed: length n, shown already and cannot be hidden any more.
        given: length n, hidden from the start, must lie in an interval as wide as the minimum.
        unneeded: length n, hidden from the start and needing no protection (a difference that is
            not small).
        habit: length n, hidden in an earlier table: of two choices the same again.
        ways: for some cells, tables that are known to be possible once all that they change is
            hidden: for when nothing else is found.
    """

    primary: Mask
    fixed: Mask
    given: Mask
    unneeded: Mask
    habit: Mask
    minimum: int
    ways: Mapping[int, Sequence[Witness]] = field(default_factory=dict)
