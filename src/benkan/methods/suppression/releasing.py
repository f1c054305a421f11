"""A table that was published before, and again now: the difference is a table too.

"12 messages" last week and "13" today say that one came in between, perhaps on the day when
somebody was seen at the telephone. Here the earlier tables, what was added since, and the table of
now are taken as one table with a dimension more, the release: now = before + added. What was shown
before is known and cannot be hidden any more; what was hidden before must stay so; what was added
is never published, but where it is small, more than nothing and below the minimum, it is protected
like any small count. That nothing was added may be seen: the same table twice says nothing new.

Source: Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), section 4.9 on linked
tables; the links are in time.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benkan.methods.progress import Progress, part, untold
from benkan.methods.suppression.attacking import Bounds
from benkan.methods.suppression.cubes import Cube, cube_of
from benkan.methods.suppression.patterns import Doubt, Pattern, Witness
from benkan.methods.suppression.protecting import protected
from benkan.methods.suppression.proving import (
    MOST_ATTACKED,
    Suppression,
    check_minimum,
    proven,
    suppress,
)
from benkan.methods.suppression.refusals import CountsWentDown, OtherCells
from benkan.methods.suppression.trees import Tree, tree_of

WISHES = ("primary", "fixed", "given", "unneeded", "habit")


def suppress_after(
    earlier: Sequence[Suppression],
    cube: Cube,
    *,
    minimum: int = 5,
    most_attacked: int = MOST_ATTACKED,
    progress: Progress = untold,
) -> Suppression:
    """Make a table fit to be published by somebody who published others before.

    Args:
        earlier: one or more, each made by this method after those before it, all on the cells of
            `cube`; their counts only grow.
        cube: the true counts of now.
        minimum: the smallest count that may be shown, and the smallest growth.

    Returns:
        The table of now; `behind` is all releases as one table, and what is proven is proven there.

    Raises:
        WrongMinimum: it is below 1, or above a million.
        CountsWentDown: a count is smaller than it was.
    """
    check_minimum(minimum)
    assert earlier, "without one there is nothing to compare"
    whole, tree = _joined([release.cube for release in earlier], cube)
    doubt = _doubt(whole, tree, earlier, minimum)
    found = protected(whole, doubt, progress=part(progress, 0.0, 0.7))
    proof = proven(whole, found, minimum, most_attacked=most_attacked, progress=progress)
    return _of_now(cube, proof)


def published_in_turn(
    earlier: Sequence[Cube],
    cube: Cube,
    *,
    minimum: int = 5,
    most_attacked: int = MOST_ATTACKED,
    progress: Progress = untold,
) -> Suppression:
    """The same when each earlier table was published by this method in its turn: the first alone,
    the second after the first, and so on. The tables may lack cells that came later (they count 0).

    Raises:
        OtherCells: an earlier table has a cell that this one has not.
    """
    releases: list[Suppression] = []
    every = [*(_on_cells_of(cube, old) for old in earlier), cube]
    for at, table in enumerate(every):
        most = most_attacked if table is cube else 0
        if releases:
            found = suppress_after(
                releases,
                table,
                minimum=minimum,
                most_attacked=most,
                progress=part(progress, at / len(every), (at + 1) / len(every)),
            )
        else:
            found = suppress(table, minimum=minimum, most_attacked=most)
        releases.append(found)
    return found


def _on_cells_of(cube: Cube, old: Cube) -> Cube:
    """An earlier table with its cells in the order of another."""
    columns = [tree.columns for tree in cube.trees]
    if columns != [tree.columns for tree in old.trees]:
        raise OtherCells(cell=old.label(int(np.flatnonzero(old.exists)[-1])))
    ranks = [{path: node for node, path in enumerate(tree.paths)} for tree in cube.trees]
    counts = np.zeros(cube.shape, np.int64)
    for cell in np.flatnonzero(old.exists).tolist():
        if old.is_margin(cell):
            continue
        paths = [tree.paths[node] for tree, node in zip(old.trees, old.nodes(cell), strict=True)]
        if not all(path in rank for path, rank in zip(paths, ranks, strict=True)):
            raise OtherCells(cell=old.label(cell))
        counts[tuple(rank[path] for path, rank in zip(paths, ranks, strict=True))] = old.counts[
            cell
        ]
    inside = np.ix_(*(tree.leaves for tree in cube.trees))
    return cube_of(cube.trees, counts[inside], cube.exists.reshape(cube.shape)[inside])


def _of_now(cube: Cube, proof: Suppression) -> Suppression:
    """What is proven of all releases, for the table of now."""
    whole, found = proof.cube, proof.pattern
    releases = len(whole.trees[-1])
    pattern = Pattern(
        primary=_layer(found.primary, whole),
        hidden=_layer(found.hidden, whole),
        unneeded=_layer(found.unneeded, whole),
        low=_layer(found.low, whole),
        high=_layer(found.high, whole),
        because={
            cell // releases: why // releases
            for cell, why in found.because.items()
            if cell % releases == 0
        },
        witnesses=found.witnesses,
    )
    bounds = proof.bounds and Bounds(
        _layer(proof.bounds.low, whole), _layer(proof.bounds.high, whole)
    )
    narrowed = (
        None
        if proof.narrowed is None
        else tuple(cell // releases for cell in proof.narrowed if cell % releases == 0)
    )
    return Suppression(cube, pattern, proof.minimum, bounds, narrowed, behind=proof)


def _joined(before: Sequence[Cube], now: Cube) -> tuple[Cube, Tree]:
    """All releases as one table, the release its last dimension."""
    releases = [*before, now]
    for older, newer in pairwise(releases):
        for cell in np.flatnonzero(newer.counts < older.counts)[:1].tolist():
            raise CountsWentDown(
                cell=newer.label(cell), before=int(older.counts[cell]), now=int(newer.counts[cell])
            )
    tree = _tree_of_releases(len(before))
    inside = [np.ix_(*(side.leaves for side in now.trees))]
    layers = [release.counts.reshape(now.shape)[inside[0]] for release in releases]
    growth = [layers[0], *(newer - older for older, newer in pairwise(layers))]
    there = now.exists.reshape(now.shape)[inside[0]]
    stacked = np.stack(growth, axis=-1)
    return cube_of((*now.trees, tree), stacked, np.stack([there] * len(growth), axis=-1)), tree


def _tree_of_releases(before: int) -> Tree:
    """now = (… (first + added) + added) + added; every leaf equally deep."""
    columns = tuple(f"release {k}" for k in range(before))
    paths = [(*(f"before {k}" for k in range(before, 1, -1)), "first")]
    for added in range(1, before + 1):
        inner = [f"before {k}" for k in range(before, added, -1)]
        paths.append((*inner, *[f"added {added}"] * added))
    return tree_of(columns, paths)


def _doubt(whole: Cube, tree: Tree, earlier: Sequence[Suppression], minimum: int) -> Doubt:
    size = whole.counts.size
    wants = {name: np.zeros(size, np.bool_) for name in WISHES}
    published = _published(tree)
    small = whole.exists & (whole.counts < minimum)
    for node in range(len(tree)):
        here = np.zeros(size, np.bool_)
        here.reshape(-1, len(tree))[:, node] = True
        here &= whole.exists
        if node == 0:
            wants["primary"] |= here & small
            wants["habit"].reshape(-1, len(tree))[:, node] = earlier[-1].pattern.hidden
        elif node in published:
            hidden = np.zeros(size, np.bool_)
            hidden.reshape(-1, len(tree))[:, node] = earlier[published[node]].pattern.hidden
            wants["primary"] |= here & hidden & small
            wants["given"] |= here & hidden & ~small
            wants["fixed"] |= here & ~hidden
        else:
            grown = here & small & (whole.counts > 0)
            wants["primary"] |= grown
            wants["unneeded"] |= here & ~grown
    return Doubt(**wants, minimum=minimum, ways=_ways(tree, earlier))


def _ways(tree: Tree, earlier: Sequence[Suppression]) -> dict[int, list[Witness]]:
    """The witnesses of the last table before, in which all earlier ones are: they hold still, when
    the table of now changes as the last one does, and so nothing in what was added."""
    last = earlier[-1].behind or earlier[-1]
    node_of = {path: node for node, path in enumerate(tree.paths)}
    if len(earlier) == 1:
        nodes = np.array([node_of["first",]])
    else:
        above = f"before {len(earlier)}"
        nodes = np.array([node_of[(above, *path)] for path in last.cube.trees[-1].paths])
    found: dict[int, list[Witness]] = {}
    for witness in last.pattern.witnesses:
        table, release = np.divmod(witness.cells, len(nodes))
        before = table * len(tree) + nodes[release]
        now = table[release == 0] * len(tree)
        way = Witness(
            np.concatenate([before, now]),
            np.concatenate([witness.added, witness.added[release == 0]]),
        )
        for cell in way.cells[way.added != 0].tolist():
            found.setdefault(cell, []).append(way)
    return found


def _published(tree: Tree) -> dict[int, int]:
    """Which node of the releases is which earlier table."""
    found: dict[int, int] = {}
    for node, path in enumerate(tree.paths):
        if path and path[-1].startswith("before"):
            found[node] = int(path[-1].split()[1]) - 1
        elif path and path[-1] == "first":
            found[node] = 0
    return found


def _layer(values: NDArray[Any], whole: Cube) -> NDArray[Any]:
    """Of all releases, the one of now."""
    return values.reshape(-1, len(whole.trees[-1]))[:, 0].copy()
