"""Somebody who has kept everything that was ever published, knows the rules, and has a solver of whole numbers.

Each publication of counts of people is a table of unknown whole numbers, none negative; what it shows is an
equation. A longer period is the sum of its parts, so that its equations bind theirs. What a meeting's page tells in
fives binds the table of its quarter, if all meetings of the quarter are public. For each hidden number, the least and
the most that it can be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from benkan.apps.results.rules.tables import MARGIN, Counts, cells_of

ENOUGH = 10_000
"""More than there are people: a number that reaches it is not bounded from above."""

Unknown = tuple[str, str, str]


@dataclass
class Said:
    """One equation or window: these unknowns add up to between the two."""

    of: tuple[Unknown, ...]
    least: int
    most: int
    # The first less all others, in place of the sum.
    is_difference: bool = False


@dataclass(frozen=True)
class Found:
    """A hidden number and between what it must lie."""

    cell: Unknown
    low: int
    high: int

    @property
    def width(self) -> int:
        return self.high - self.low


@dataclass
class Attacker:
    """Collects what is said, then asks the solver."""

    said: list[Said] = field(default_factory=list)
    hidden: dict[Unknown, tuple[Unknown, ...]] = field(default_factory=dict)
    # How many numbers were shown.
    shown: int = 0

    def read(self, name: str, table: Counts, parts: Sequence[tuple[str, Counts]] = ()) -> None:
        """A publication; `parts`: the publications that it is the sum of, each with its table."""
        rows = [line.key for line in table.lines]
        for (row, column), count in cells_of(table).items():
            inside = tuple(
                (part, r, c)
                for part, of in (parts or [(name, table)])
                for r in (rows if row == MARGIN else [row])
                for c in (table.columns if column == MARGIN else [column])
                if of.line_of(r) is not None and c in of.columns
            )
            if count is None:
                self.hidden[name, row, column] = inside
            else:
                self.shown += 1
                self.said.append(Said(inside, count, count))

    def read_at_least(self, of: Iterable[Unknown], at_least: int, *, step: int = 5) -> None:
        self.said.append(Said(tuple(of), at_least, at_least + step - 1))

    def equal(self, one: Unknown, parts: Sequence[Unknown]) -> None:
        """An unknown is the sum of others."""
        self.said.append(Said((one, *parts), 0, 0, is_difference=True))

    def found(self) -> list[Found]:
        """Every hidden number, attacked from both sides; whole numbers alone."""
        names = sorted(
            {one for said in self.said for one in said.of}
            | {one for of in self.hidden.values() for one in of}
        )
        at = {name: index for index, name in enumerate(names)}
        answers = []
        for group in _apart(self.said, self.hidden, at):
            answers += _attack(*group)
        return answers


def _apart(
    said: Sequence[Said], hidden: Mapping[Unknown, tuple[Unknown, ...]], at: Mapping[Unknown, int]
) -> Iterable[tuple[list[Unknown], list[Said], dict[Unknown, tuple[Unknown, ...]]]]:
    """What is bound together, each lot by itself: small programmes are solved faster."""
    above = list(range(len(at)))

    def top(one: int) -> int:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for of in [*(one.of for one in said), *hidden.values()]:
        for name in of[1:]:
            above[top(at[name])] = top(at[of[0]])
    lots: dict[int, tuple[list[Unknown], list[Said], dict[Unknown, tuple[Unknown, ...]]]] = {}
    for name in at:
        lots.setdefault(top(at[name]), ([], [], {}))[0].append(name)
    for one in said:
        if one.of:
            lots[top(at[one.of[0]])][1].append(one)
    for cell, of in hidden.items():
        if of:
            lots[top(at[of[0]])][2][cell] = of
    return [lot for lot in lots.values() if lot[2]]


def _attack(
    names: list[Unknown], said: list[Said], hidden: dict[Unknown, tuple[Unknown, ...]]
) -> list[Found]:
    at = {name: index for index, name in enumerate(names)}
    rows, columns, signs = [], [], []
    for number, one in enumerate(said):
        for place, name in enumerate(one.of):
            rows.append(number)
            columns.append(at[name])
            signs.append(-1.0 if one.is_difference and place else 1.0)
    matrix = csr_array((signs, (rows, columns)), shape=(len(said), len(names)))
    bound = LinearConstraint(matrix, [one.least for one in said], [one.most for one in said])
    return [
        Found(cell, _extreme(of, at, bound, 1), _extreme(of, at, bound, -1))
        for cell, of in hidden.items()
    ]


def _extreme(
    of: tuple[Unknown, ...], at: Mapping[Unknown, int], bound: LinearConstraint, sign: int
) -> int:
    aim = np.zeros(len(at))
    for name in of:
        aim[at[name]] += sign
    solved = milp(aim, constraints=bound, integrality=np.ones(len(at)), bounds=Bounds(0, ENOUGH))
    assert solved.success, f"the truth itself is possible: {solved.message}"
    return round(float(aim @ solved.x)) * sign
