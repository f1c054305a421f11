"""Hiding small counts: time and growth, what is lost, and what an attacker gets back.

    python benchmarks/suppression.py          (about two minutes)

The peer is pytauargus (EUPL-1.2), τ-ARGUS with the same free solver; it is not in the lock, since
nothing else needs it: `pip install pytauargus` beside the others, or it is left out. R sdcTable is
not in Debian. pytauargus starts from a row a person, and writing these is not measured, reading
them is; ours starts from the counts. It never takes zero for small, so the tables have none inside.
What both publish is attacked by the same linear programmes, outside of the measured time.
"""

import tempfile
from collections.abc import Callable
from contextlib import chdir
from importlib.util import find_spec

import numpy as np
from ground.beside import Run, growth, side_by_side
from numpy.typing import NDArray

from benkan.methods.suppression.attacking import bounds, of_a_stranger
from benkan.methods.suppression.cubes import Cube, cube_of
from benkan.methods.suppression.protecting import pattern
from benkan.methods.suppression.proving import suppress
from benkan.methods.suppression.trees import tree_of

MINIMUM = 5
SHAPES = [(10, 10), (30, 30), (100, 100), (10, 10, 10)]
Inside = NDArray[np.int64]


def made(shape: tuple[int, ...], zeros: bool = False) -> Inside:
    """Counts as in a table of people: many small, few large."""
    lots = np.random.default_rng(1)
    return lots.negative_binomial(0.7, 0.02, size=shape) + (0 if zeros else 1)


def cube(inside: Inside) -> Cube:
    trees = tuple(
        tree_of((f"d{side}",), [(f"v{k:04}",) for k in range(size)])
        for side, size in enumerate(inside.shape)
    )
    return cube_of(trees, inside, np.ones(inside.shape, np.bool_))


def hiding(shape: tuple[int, ...]) -> Callable[[], str]:
    table = cube(made(shape))
    return lambda: _said(table, pattern(table, MINIMUM).hidden)


def proving(shape: tuple[int, ...]) -> Callable[[], str]:
    table = cube(made(shape))

    def work() -> str:
        found = suppress(table, minimum=MINIMUM)
        kind = "witnesses" if found.bounds is None else "witnesses and solver"
        return f"proven: {found.is_proven}, by {kind}"

    return work


def argus(shape: tuple[int, ...], how: str) -> Callable[[], str]:
    table, people = cube(made(shape)), _people(made(shape))
    return lambda: _said(table, _hidden_by_argus(table, people, how))


def _people(inside: Inside) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {f"d{side}": [] for side in range(inside.ndim)}
    for at, count in np.ndenumerate(inside):
        for side, k in enumerate(at):
            columns[f"d{side}"] += [f"v{k:04}"] * int(count)
    columns["one"] = [1.0] * int(inside.sum())
    return columns


def _hidden_by_argus(table: Cube, people: dict[str, list[object]], how: str) -> NDArray[np.bool_]:
    from pytauargus import protect

    names = [name for name in people if name != "one"]
    # It writes its logs into the folder where it is called.
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        rows = (
            protect(people, names, "one", f"FREQ({MINIMUM},100)", how, workdir=folder)
            .tables[0]
            .rows
        )
    ranks = [
        {path[0] if path else "Total": node for node, path in enumerate(tree.paths)}
        for tree in table.trees
    ]
    hidden = np.zeros(table.counts.size, np.bool_)
    for row in rows:
        if row["status"] not in ("S", "P", "Z"):
            at = [rank[row[name]] for rank, name in zip(ranks, names, strict=True)]
            hidden[np.ravel_multi_index(at, table.shape)] = True
    return hidden


def _said(table: Cube, hidden: NDArray[np.bool_]) -> str:
    small = table.counts < MINIMUM
    lost = int(table.counts[hidden & ~small].sum())
    return f"small {small.sum()}, with them {(hidden & ~small).sum()} (people in these {lost:,})"


def by_cells_of_two(cells: int) -> Callable[[], str]:
    side = round(cells**0.5)
    table = cube(made((side, side), zeros=True))
    return lambda: _said(table, pattern(table, MINIMUM).hidden)


def by_cells_of_three(cells: int) -> Callable[[], str]:
    side = round(cells ** (1 / 3))
    table = cube(made((side, side, side), zeros=True))
    return lambda: _said(table, pattern(table, MINIMUM).hidden)


def attacks() -> None:
    """Of the small counts, how many an attacker can place more narrowly than from 0 to the minimum."""
    print("\n### What an attacker gets back\n")
    print("| table | contender | small | narrowed | hidden with them, within less than 5 |")
    print("|---|---|---:|---:|---:|")
    for shape in (shape for shape in SHAPES if np.prod(shape) <= 1000):
        table = cube(made(shape))
        small = table.counts < MINIMUM
        contenders = {"small counts only": small, "benkan": pattern(table, MINIMUM).hidden}
        if find_spec("pytauargus"):
            people = _people(made(shape))
            for how in ("OPT(1)", "MOD(1)"):
                contenders[f"pytauargus {how}"] = _hidden_by_argus(table, people, how)
        for name, hidden in contenders.items():
            found = bounds(table, hidden, of_a_stranger(table))
            narrowed = small & ((found.low > 0) | (found.high < MINIMUM))
            others = hidden & ~small & (found.high - found.low < MINIMUM)
            row = [_named(shape), name, small.sum(), narrowed.sum(), others.sum()]
            print("| " + " | ".join(map(str, row)) + " |", flush=True)


def _named(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))


def main() -> None:
    runs = []
    for shape in SHAPES:
        runs.append(Run(_named(shape), "benkan, hidden with witnesses", hiding, (shape,)))
        if find_spec("pytauargus"):
            ways = ("OPT(1)", "MOD(1)") if np.prod(shape) <= 1000 else ("MOD(1)",)
            runs += [
                Run(_named(shape), f"pytauargus {how}", argus, (shape, how), most_seconds=60)
                for how in ways
            ]
        runs.append(Run(_named(shape), "benkan, attacked as well", proving, (shape,)))
    if not find_spec("pytauargus"):
        print("left out, since it is not installed: pytauargus")
    side_by_side("Small counts hidden", runs)
    attacks()
    sizes = (1_000, 10_000, 100_000)
    growth("Two columns", "benkan", by_cells_of_two, sizes=sizes, unit="cells")
    growth("Three columns", "benkan", by_cells_of_three, sizes=sizes[:2], unit="cells")


if __name__ == "__main__":
    main()
