"""Real votes: the winners that towns announced, and those of the reference."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benkan.methods.budget_vote.deciding import decide
from benkan.methods.budget_vote.election import Election
from benkan.methods.budget_vote.pabulib import read_pabulib
from tests.methods.budget_vote.making import ids
from tests.oracles import oracle, unpacked

WINNERS = json.loads(Path(__file__).with_name("winners.json").read_text("utf-8"))
ALL = [(name, what) for name, kinds in WINNERS.items() for what in kinds]
# add1 in forint takes thousands of steps.
SLOW = {"Hungary_Budapest_2024", "France_Toulouse_2024"}


@cache
def read(path: Path) -> Election:
    with path.open("rb") as stream:
        return read_pabulib(stream, file=path.name)


def announced(path: Path) -> list[str]:
    """The projects that a town marked as selected."""
    text = path.read_text("utf-8-sig")
    rows = text.split("\nPROJECTS\n")[1].split("\nVOTES\n")[0].splitlines()
    return sorted(
        row["project_id"] for row in csv.DictReader(rows, delimiter=";") if row["selected"] == "1"
    )


@pytest.mark.parametrize(
    ("name", "completion", "count"),
    [
        ("Poland_Swiecie_2023", "add1", 17),
        ("Netherlands_Assen_2024", "add1", 9),
        ("Poland_Wieliczka_2023_Green_Budget", "compare", 30),
    ],
)
def test_the_winners_are_those_that_the_town_announced(
    name: str, completion: Any, count: int, tmp_path: Path
) -> None:
    path = unpacked(f"budgeting/{name}.pb.xz", tmp_path)

    decision = decide(read(path), completion=completion)

    found = sorted(ids(decision.election, decision.bought))
    assert found == announced(path)
    assert len(found) == count


@pytest.mark.parametrize(
    ("name", "what"),
    [
        pytest.param(*one, marks=pytest.mark.slow)
        if one[0] in SLOW and one[1].endswith("add1u")
        else one
        for one in ALL
    ],
)
def test_the_winners_are_those_of_the_reference(name: str, what: str, tmp_path: Path) -> None:
    oracle(f"budgeting/{name}.pb.xz")
    path = unpacked(f"budgeting/{name}.pb.xz", tmp_path)
    rule, satisfaction, completion = what.split()

    arguments: Any = {"rule": rule, "satisfaction": satisfaction, "completion": completion}
    decision = decide(read(path), **arguments)

    found = ids(decision.election, decision.bought)
    assert (sorted(found) if rule == "phragmen" else found) == WINNERS[name][what]
