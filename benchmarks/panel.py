"""Fair lotteries beside sortition-algorithms: the same pools, leximin, maximin and nash.

    python benchmarks/panel.py          some three minutes
    python benchmarks/panel.py --all    with the peer where it takes minutes

Ours is measured from people in memory to a thousand tickets with people on them; the peer from people
in memory to its distribution over panels, without tickets. `found` says the lowest chance and, for
ours, the proved gap to the optimum and what the tickets lose. The peer's leximin asks Gurobi, whose
free licence ends at 2,000 rows or columns; its maximin and nash ask HiGHS and SCS.
"""

import csv
import lzma
import os
import sys
from io import StringIO
from pathlib import Path
from random import Random

from ground.beside import Run, Work, data, growth, side_by_side

GOALS = {
    "example_small_20": (20, "0.1 s"),
    "example_large_200": (200, "0.1 s"),
    "sf_fixture150_22": (22, "0.2 s"),
    "sf_scaled300_45": (45, ""),
    "synth_250_30": (30, "1 s"),
    "synth_500_40": (40, "6 s"),
    "synth_1000_75": (75, "120 s, certified"),
}
SLOW_FOR_THE_PEER = {"synth_500_40", "synth_1000_75", "example_large_200"}
MOST_SECONDS = 150


def ours(folder: str, seats: int, rule: str) -> Work:
    from benkan.methods.panel.drawing import draw_panel
    from benkan.methods.panel.pool import read_pool
    from benkan.methods.panel.quotas import read_quotas

    with lzma.open(Path(folder) / "features.csv.xz") as stream:
        quotas = read_quotas(stream, file="features")
    with lzma.open(Path(folder) / "people.csv.xz") as stream:
        pool = read_pool(stream, file="people", quotas=quotas)

    def work() -> str:
        found = draw_panel(pool, quotas, seats=seats, seed=20261125, rule=rule)
        lowest = min(found.chances.values())
        return (
            f"lowest {lowest:.6f}, {len(found.types.sizes)} types, gap {found.fair.gap:.0e}, "
            f"tickets lose {found.rounding_gap:.4f}"
        )

    return work


def theirs(folder: str, seats: int, rule: str) -> Work:
    from sortition_algorithms import committee_generation, features, people, settings

    def rows(name: str) -> tuple[list[str], list[dict[str, str]]]:
        text = lzma.decompress((Path(folder) / name).read_bytes()).decode()
        reader = csv.DictReader(StringIO(text))
        return list(reader.fieldnames or []), list(reader)

    # What it and its solvers print would stand in the table.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    quotas, *_ = features.read_in_features(*rows("features.csv.xz"))
    chosen = settings.Settings(id_column="id", columns_to_keep=[])
    pool, _ = people.read_in_people(*rows("people.csv.xz"), quotas, chosen)
    find = getattr(committee_generation, f"find_distribution_{rule}")

    def work() -> str:
        panels, chances, _ = find(quotas, pool, seats, [])
        held = dict.fromkeys(pool, 0.0)
        for panel, chance in zip(panels, chances, strict=True):
            for person in panel:
                held[person] += chance
        return f"lowest {min(held.values()):.6f}, {len(panels)} panels"

    return work


def grown(size: int) -> Work:
    """A pool of so many people with four features of three to five values, a tenth of them seats."""
    from benkan.methods.panel.drawing import draw_panel
    from benkan.methods.panel.pool import Person, Pool
    from benkan.methods.panel.quotas import Quota

    lots = Random(20261125)  # noqa: S311  the same pool every time
    kinds = (2, 4, 5, 3)
    weights = [[lots.uniform(0.3, 1.0) for _ in range(kind)] for kind in kinds]
    people = tuple(
        Person(str(at), tuple(str(lots.choices(range(len(w)), w)[0]) for w in weights))
        for at in range(size)
    )
    seats = size // 10
    quotas = [
        Quota(str(feature), str(value), (seats // kind) * 9 // 10, -(-seats // kind) * 11 // 10 + 1)
        for feature, kind in enumerate(kinds)
        for value in range(kind)
    ]
    pool = Pool(tuple(str(at) for at in range(len(kinds))), people)

    def work() -> str:
        found = draw_panel(pool, quotas, seats=seats, seed=1)
        return (
            f"{seats} seats, {len(found.types.sizes)} types, lowest "
            f"{min(found.chances.values()):.4f}, gap {found.fair.gap:.0e}"
        )

    return work


def runs(rule: str, names: list[str], *, everything: bool) -> list[Run]:
    found = []
    for name in names:
        folder = data(f"sortition/{name}")
        if folder is None:
            continue
        seats, goal = GOALS[name]
        given = (str(folder), seats, rule)
        goal = goal if rule == "leximin" else ""
        found.append(Run(name, "benkan", ours, given, goal=goal))
        if everything or name not in SLOW_FOR_THE_PEER:
            most = 1800 if everything else MOST_SECONDS
            found.append(Run(name, "sortition-algorithms", theirs, given, most_seconds=most))
    return found


if __name__ == "__main__":
    everything = "--all" in sys.argv[1:]
    middling = ["sf_fixture150_22", "synth_250_30"] if everything else ["sf_fixture150_22"]
    side_by_side("LEXIMIN", runs("leximin", list(GOALS), everything=everything))
    side_by_side("Maximin", runs("maximin", middling, everything=everything))
    side_by_side("Nash", runs("nash", middling, everything=everything))
    growth(
        "LEXIMIN, by people (four features, at most 120 types)",
        "benkan",
        grown,
        sizes=(200, 1_000, 5_000, 20_000),
        unit="people",
    )
