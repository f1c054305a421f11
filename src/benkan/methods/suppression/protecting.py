"""Which cells are hidden, with a table for every doubt.

A count below the minimum is hidden (primary suppression). So that nothing that is shown gives it
back, others are hidden with it (complementary suppression), as few as we find. Each hidden cell
ends with the *witnesses*: other tables of whole counts, none negative, that would have been
published alike; in one of them the cell is at the low end of its interval, in one at the high end,
and by steps of 1 everywhere between. Whoever sees what is published cannot tell them apart, however
clever: a proof that needs no solver.

Which cells are taken follows from their order in the table and from where there is room, not from
their size: else the choice itself would say that a hidden count is smaller than those left shown.

Source: Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), chapter 4; Fischetti &
Salazar, "Solving the cell suppression problem on tabular data with linear constraints" (2001), for
the attacker's problem and protection levels.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benkan.methods.progress import Progress, untold
from benkan.methods.suppression.boxes import BOUNDLESS, Finder
from benkan.methods.suppression.circling import Circles
from benkan.methods.suppression.cubes import Counts, Cube, Mask
from benkan.methods.suppression.patterns import Doubt, Pattern, Witness

LARGEST_THINNED = 30_000
LARGEST_CHOSEN_AGAIN = 3_000
LARGEST_CIRCLED = 300
LIGHTER = 1e-6
MOST_ROUNDS = 5


def primary(cube: Cube, minimum: int) -> Mask:
    """The counts from 0 to the minimum less one, margins as well. Zero is hidden like the others:
    "nobody" is a statement about everybody, and a shown zero would narrow the hidden ones."""
    return cube.exists & (cube.counts < minimum)


def pattern(cube: Cube, minimum: int, *, progress: Progress = untold) -> Pattern:
    """Hide what is small and what would give it back.

    Returns:
        A pattern in which every count below the minimum could be anything from 0 to the minimum at
        least, and every other hidden count lies in an interval at least as wide as the minimum.
    """
    nobody = np.zeros(cube.counts.size, np.bool_)
    doubt = Doubt(
        primary=primary(cube, minimum),
        fixed=nobody,
        given=nobody,
        unneeded=nobody,
        habit=nobody,
        minimum=minimum,
    )
    return protected(cube, doubt, progress=progress)


def protected(cube: Cube, doubt: Doubt, *, progress: Progress = untold) -> Pattern:
    """The same for wishes of one's own, see Doubt."""
    work = _Work(cube, doubt)
    work.protect(progress)
    cells = int(cube.exists.sum())
    if cells <= LARGEST_THINNED:
        work.thin()
    if cells <= LARGEST_CHOSEN_AGAIN:
        work.choose_again()
    return work.result()


@dataclass(eq=False)
class _Work:
    cube: Cube
    doubt: Doubt
    hidden: Mask = field(init=False)
    low: Counts = field(init=False)
    high: Counts = field(init=False)
    because: dict[int, int] = field(default_factory=dict)
    witnesses: dict[int, Witness] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cube, size = self.cube, self.cube.counts.size
        self.hidden = self.doubt.primary | self.doubt.given | self.doubt.unneeded
        self.low, self.high = cube.counts.copy(), cube.counts.copy()
        self._touching: dict[int, set[int]] = {}
        self._last = -1
        self._weights = cube.leaves * np.where(self.doubt.habit, 1e-3, 1.0)
        self._rooms = np.zeros(2 * (size + 1), np.int64)
        self._prices: NDArray[np.float64] = np.zeros(size + 1, np.float64)
        self._prices[:size] = self._weights
        self._rooms[2 * size :] = BOUNDLESS
        for cell in np.flatnonzero(cube.exists & ~self.doubt.fixed):
            self._open(int(cell))
        self._prices[:size][self.hidden] = 0
        self._find = Finder(cube, self._rooms, self._prices)
        few = LARGEST_CHOSEN_AGAIN if len(cube.trees) <= 2 else LARGEST_CIRCLED
        is_small = int(cube.exists.sum()) <= few
        self._circles = Circles(cube, self._rooms, self._prices) if is_small else None

    def protect(self, progress: Progress) -> None:
        waiting = deque(np.flatnonzero(self.doubt.primary | self.doubt.given).tolist())
        done, told = 0, 0.0
        while waiting:
            cell = waiting.popleft()
            waiting.extend(self._secure(cell))
            done += 1
            if done % 64 == 0:
                told = max(told, done / (done + len(waiting)))
                progress(told)

    def thin(self) -> None:
        """Show again, one by one, what turned out not to be needed; the weightiest first."""
        taken = list(self.because)
        for cell in sorted(taken, key=lambda c: (-self._weights[c], -c)):
            self._try_without(cell)

    def choose_again(self) -> None:
        """Show again all that was hidden for one cell, and look anew, now that others are hidden
        too; until nothing gets lighter, or for so many rounds."""
        for _ in range(MOST_ROUNDS):
            lighter = False
            for why in sorted(set(self.because.values())):
                lighter |= self._try_anew([c for c, w in self.because.items() if w == why])
            if not lighter:
                return

    def result(self) -> Pattern:
        return Pattern(
            primary=self.doubt.primary,
            hidden=self.hidden,
            unneeded=self.doubt.unneeded,
            low=self.low,
            high=self.high,
            because=self.because,
            witnesses=tuple(self.witnesses.values()),
        )

    # --- one cell ------------------------------------------------------------------------------

    def _secure(self, cell: int, *, may_hide: bool = True) -> list[int]:
        """Walk a cell to both ends of its interval; answers with what was hidden for it."""
        count, minimum = int(self.cube.counts[cell]), self.doubt.minimum
        if self.doubt.unneeded[cell]:
            return []
        if self.doubt.primary[cell]:
            above = self._walk(cell, +1, max(minimum - count, 1), may_hide=may_hide)
            return above + self._walk(cell, -1, count, may_hide=may_hide)
        # Between which numbers does not matter, only how far apart: first what costs nothing.
        taken: list[int] = []
        for hides in (False, True) if may_hide else (False,):
            missing = minimum - count + int(self.low[cell])
            taken += self._walk(cell, +1, missing, may_hide=hides)
            missing = minimum - int(self.high[cell]) + count
            taken += self._walk(cell, -1, min(missing, count), may_hide=hides)
        return taken

    def _is_secure(self, cell: int) -> bool:
        low, high, minimum = int(self.low[cell]), int(self.high[cell]), self.doubt.minimum
        if self.doubt.unneeded[cell]:
            return True
        if self.doubt.primary[cell]:
            count = int(self.cube.counts[cell])
            return low == 0 and high >= max(minimum, count + 1)
        return high - low >= minimum

    def _walk(self, cell: int, direction: int, far: int, *, may_hide: bool) -> list[int]:
        """Change a cell by boxes until it is as far as wanted, and write down the table reached."""
        count = int(self.cube.counts[cell])
        reached = int(self.high[cell]) - count if direction > 0 else count - int(self.low[cell])
        if reached >= far:
            return []
        taken, remaining = self._go(cell, direction, far, None, may_hide=may_hide)
        if remaining > 0 and may_hide:
            way = self._known_way(cell, direction)
            if way is not None:
                taken += self._go(cell, direction, far, way, may_hide=True)[0]
        return taken

    def _go(
        self, cell: int, direction: int, far: int, start: Witness | None, *, may_hide: bool
    ) -> tuple[list[int], int]:
        """One walk from the truth; answers with what was hidden for it, and how far is missing."""
        added: dict[int, int] = {}
        taken: list[int] = []
        remaining = far
        way = start
        while remaining > 0:
            if way is not None:
                taken += self._hide(way.cells, cell)
                self._move(way.cells, way.added, added)
                remaining -= way.at(cell) * direction
                way = None
                continue
            box = self._find.best(cell, direction, remaining)
            if box is None and may_hide:
                way = self._known_way(cell, direction)
                if way is not None:
                    continue
            if box is None or (box.price and not may_hide):
                break
            if box.price:
                longer = self._round_about(cell, direction, far, box.price, added)
                if longer is not None:
                    return taken + longer, 0
            taken += self._hide(box.cells, cell)
            times = min(box.room, remaining)
            self._move(box.cells, box.signs * times, added)
            remaining -= times
        reached_by = Witness(*_arrays(added))
        self._shift(reached_by.cells, -reached_by.added)
        self._remember(reached_by)
        return taken, remaining

    def _known_way(self, cell: int, direction: int) -> Witness | None:
        """The farthest of the ways that are known beforehand and for which there is room."""
        found = [
            way
            for way in self.doubt.ways.get(cell, ())
            if way.at(cell) * direction > 0
            and (self._rooms[2 * way.cells + 1] + np.minimum(way.added, 0) >= 0).all()
        ]
        return max(found, key=lambda way: way.at(cell) * direction, default=None)

    def _round_about(
        self, cell: int, direction: int, far: int, price: float, added: dict[int, int]
    ) -> list[int] | None:
        """The whole walk by a longer way, from the truth, when that costs less than a box."""
        if self._circles is None:
            return None
        so_far = Witness(*_arrays(added))
        self._shift(so_far.cells, -so_far.added)
        way = self._circles.best(cell, direction, far)
        if way is None or self._prices[way[0]].sum() >= price:
            self._shift(so_far.cells, so_far.added)
            return None
        taken = self._hide(way[0], cell)
        self._remember(Witness(*way))
        return taken

    def _move(self, cells: Counts, steps: Counts, added: dict[int, int]) -> None:
        self._shift(cells, steps)
        for cell, step in zip(cells.tolist(), steps.tolist(), strict=True):
            added[cell] = added.get(cell, 0) + step

    def _shift(self, cells: Counts, steps: Counts) -> None:
        """A cell that has risen may fall the further; it may rise without end."""
        self._rooms[2 * cells + 1] += steps

    def _hide(self, cells: Counts, why: int) -> list[int]:
        new: list[int] = cells[~self.hidden[cells]].tolist()
        for cell in new:
            self.hidden[cell] = True
            self._prices[cell] = 0
            self.because[cell] = why
        return new

    def _remember(self, witness: Witness) -> None:
        if not len(witness.cells):
            return
        self._last = number = self._last + 1
        self.witnesses[number] = witness
        for cell in witness.cells.tolist():
            self._touching.setdefault(cell, set()).add(number)
        there = self.cube.counts[witness.cells] + witness.added
        self.low[witness.cells] = np.minimum(self.low[witness.cells], there)
        self.high[witness.cells] = np.maximum(self.high[witness.cells], there)

    # --- showing again -------------------------------------------------------------------------

    def _open(self, cell: int) -> None:
        self._rooms[2 * cell] = BOUNDLESS
        self._rooms[2 * cell + 1] = self.cube.counts[cell]

    def _try_anew(self, group: list[int]) -> bool:
        kept, weight = self._state(), self._weight() - LIGHTER
        self._show(group)
        waiting = deque(np.flatnonzero(self.hidden).tolist())
        while waiting and self._weight() < weight:
            cell = waiting.popleft()
            if not self._is_secure(cell):
                waiting.extend(self._secure(cell))
        if self._weight() < weight:
            self.thin()
            return True
        self._put_back(kept)
        return False

    def _show(self, group: list[int]) -> None:
        for cell in group:
            self.hidden[cell] = False
            self._prices[cell] = self._weights[cell]
            del self.because[cell]
            numbers = self._touching.get(cell, set())
            lost = {number: self.witnesses[number] for number in numbers}
            touched = {other for witness in lost.values() for other in witness.cells.tolist()}
            self._forget(lost, sorted(touched))

    def _weight(self) -> float:
        return float(self._weights[list(self.because)].sum())

    def _state(self) -> tuple[Any, ...]:
        arrays = (self.hidden, self.low, self.high, self._prices)
        touching = {cell: set(numbers) for cell, numbers in self._touching.items()}
        because, witnesses = dict(self.because), dict(self.witnesses)
        return [array.copy() for array in arrays], because, witnesses, touching

    def _put_back(self, kept: tuple[Any, ...]) -> None:
        arrays, self.because, self.witnesses, self._touching = kept
        for own, array in zip(
            (self.hidden, self.low, self.high, self._prices), arrays, strict=True
        ):
            own[:] = array

    def _try_without(self, cell: int) -> None:
        lost = {number: self.witnesses[number] for number in self._touching.get(cell, ())}
        touched = sorted({other for witness in lost.values() for other in witness.cells.tolist()})
        last = self._last
        self.hidden[cell] = False
        self._prices[cell] = self._weights[cell]
        why = self.because.pop(cell)
        self._forget(lost, touched)
        for other in touched:
            if other != cell and not self._is_secure(other):
                self._secure(other, may_hide=False)
                if not self._is_secure(other):
                    self._restore(cell, lost, last)
                    self.because[cell] = why
                    return

    def _restore(self, cell: int, lost: dict[int, Witness], last: int) -> None:
        new = {number: self.witnesses[number] for number in range(last + 1, self._last + 1)}
        touched = {other for witness in new.values() for other in witness.cells.tolist()}
        self._forget(new, sorted(touched))
        self.hidden[cell] = True
        self._prices[cell] = 0
        for witness in lost.values():
            self._remember(witness)

    def _forget(self, lost: dict[int, Witness], touched: list[int]) -> None:
        for number, witness in lost.items():
            del self.witnesses[number]
            for cell in witness.cells.tolist():
                self._touching[cell].discard(number)
        for cell in touched:
            count = int(self.cube.counts[cell])
            seen = [count + self.witnesses[number].at(cell) for number in self._touching[cell]]
            self.low[cell] = min([count, *seen])
            self.high[cell] = max([count, *seen])


def _arrays(added: dict[int, int]) -> tuple[Counts, Counts]:
    size = len(added)
    return np.fromiter(added, np.int64, size), np.fromiter(added.values(), np.int64, size)
