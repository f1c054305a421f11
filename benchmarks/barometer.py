"""What a barometer costs as the rows of its scores grow: a barometer has no peer to run beside.

    python benchmarks/barometer.py [--all]

Eighty leaves under eight criteria. *People*: rows of people in seven groups who score from 1 to 5.
*Villages*: a row a leaf and village with values of four decimals, so that the groups grow with the
rows; with `--all` to a million rows, which are 12,500 villages.
"""

import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from io import BytesIO
from random import Random

from ground.beside import Work, growth

from benkan.methods.barometer.barometer import barometer
from benkan.methods.barometer.model import Leaf, Model, Node
from benkan.methods.barometer.reading_scores import read_scores, round_named

SEED = 20261125
LEAVES = [f"l{criterion}.{leaf}" for criterion in range(8) for leaf in range(10)]


def model() -> Model:
    """Eight criteria of ten leaves from 1 to 5, with weights."""
    scale = Leaf(Fraction(1), Fraction(5))
    criteria = tuple(
        Node(
            f"c{at}",
            f"c{at}",
            Fraction(at + 1),
            tuple(
                Node(name, name, Fraction(1 + place), leaf=scale)
                for place, name in enumerate(LEAVES[10 * at : 10 * at + 10])
            ),
        )
        for at in range(8)
    )
    return Model("1", Node("index", "Index", Fraction(1), criteria))


def people(rows: int) -> Iterator[str]:
    lots = Random(SEED)  # noqa: S311  made-up rows, the same in each run
    for at in range(rows):
        yield f"{lots.choice(LEAVES)},g{at % 7},{lots.randint(1, 5)}\n"


def villages(rows: int) -> Iterator[str]:
    lots = Random(SEED)  # noqa: S311
    for at in range(rows):
        yield f"{LEAVES[at % 80]},v{at // 80},{5 * lots.random():.4f}\n"


def of_people(rows: int) -> Work:
    return _work(people, rows)


def of_villages(rows: int) -> Work:
    return _work(villages, rows)


def _work(made: Callable[[int], Iterator[str]], rows: int) -> Work:
    text = ("leaf,group,value\n" + "".join(made(rows))).encode()
    tree = model()

    def work() -> str:
        rounds = read_scores(BytesIO(text), tree, file="scores")
        last = round_named(rounds, None, model=tree, file="scores")
        result = barometer(tree, rounds, of=last)
        return f"index {float(result.index.score or 0):.6f}, groups {len(result.by_group)}"

    return work


if __name__ == "__main__":
    growth(
        "Barometer, people in seven groups, read and computed",
        "benkan",
        of_people,
        sizes=(10_000, 100_000, 1_000_000),
        unit="rows",
    )
    growth(
        "Barometer, a row a leaf and village, read and computed",
        "benkan",
        of_villages,
        sizes=(8_000, 80_000, 400_000, *((1_000_000,) if "--all" in sys.argv else ())),
        unit="rows",
    )
