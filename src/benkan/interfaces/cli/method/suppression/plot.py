"""The suppressed table as a picture: the first dimension down, the others across."""

from itertools import product
from typing import TypeVar

from benkan.interfaces.cli.method.spoken import written
from benkan.interfaces.cli.words import of_methods as _
from benkan.kit.charts.grid import Key, Look, Square, grid
from benkan.methods.suppression.proving import Suppression
from benkan.methods.suppression.trees import Tree

T = TypeVar("T")

MOST_ROWS = 40
MOST_COLUMNS = 7


def picture(found: Suppression) -> str:
    """The first rows and columns, totals last; what does not fit is said in the description."""
    first, *others = found.cube.trees
    down = _in_reading_order(first)
    across = list(product(*(_in_reading_order(tree) for tree in others)))
    rows, columns = _ends(down, MOST_ROWS), _ends(across, MOST_COLUMNS)
    squares = [
        (_name(found, 0, node), [_square(found, (node, *rest)) for rest in columns])
        for node in rows
    ]
    heads = [_head(found, rest) for rest in columns]
    left_out = len(down) * len(across) - len(rows) * len(columns)
    text = _(
        "A table of %(cells)s cells: numbers are shown; hatched cells are hidden. Left out of "
        "this picture: %(left_out)s."
    )
    cells = {"cells": written(len(down) * len(across)), "left_out": written(left_out)}
    return grid(
        squares,
        heads,
        _keys(found, left_out),
        title=_("What is shown and what is hidden"),
        description=text % cells,
    )


def _keys(found: Suppression, left_out: int) -> list[Key]:
    keys = []
    if found.pattern.hidden.any():
        keys.append(Key(Look.HIDDEN, _("Hidden: a small count, or one that would give it back")))
    if left_out:
        words = _("Not in this picture, but in the table: %(cells)s cells")
        keys.append(Key(Look.NOTHING, words % {"cells": written(left_out)}))
    return keys


def _in_reading_order(tree: Tree) -> list[int]:
    """What lies within a value right below it, the total last."""
    order: list[int] = []
    waiting = [0]
    children = tree.children()
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting += reversed(children.get(node, []))
    return [*order[1:], 0]


def _ends(every: list[T], most: int) -> list[T]:
    """As many as there is room for, the total among them."""
    return every if len(every) <= most else [*every[: most - 1], every[-1]]


def _name(found: Suppression, side: int, node: int) -> str:
    path = found.cube.trees[side].paths[node]
    return "\u2003" * (len(path) - 1) + path[-1] if path else _("Total")


def _head(found: Suppression, rest: tuple[int, ...]) -> str:
    names = [_name(found, at + 1, node).strip() for at, node in enumerate(rest) if node]
    return " · ".join(names) or _("Total")


def _square(found: Suppression, nodes: tuple[int, ...]) -> Square:
    cube = found.cube
    cell = sum(node * far for node, far in zip(nodes, cube.strides, strict=True))
    if not cube.exists[cell]:
        return Square(Look.NOTHING)
    if found.pattern.hidden[cell]:
        return Square(Look.HIDDEN, is_total=0 in nodes)
    return Square(Look.SHOWN, written(int(cube.counts[cell])), is_total=0 in nodes)
