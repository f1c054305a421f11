"""A model and scores in a line or two."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

from benkan.methods.barometer.barometer import Barometer, barometer
from benkan.methods.barometer.model import Leaf, Model, Node
from benkan.methods.barometer.reading_model import read_model
from benkan.methods.barometer.reading_scores import read_scores, round_named

COMMUNE = {
    "version": "2026-1",
    "tree": {
        "id": "index",
        "name": "Commune",
        "children": [
            {
                "id": "water",
                "name": "Water",
                "weight": 2,
                "children": [
                    {"id": "pump", "worst": 0, "best": 10},
                    {"id": "minutes", "leaf": {"worst": 60, "best": 0}},
                ],
            },
            {
                "id": "school",
                "name": "School",
                "children": [{"id": "teacher", "worst": 1, "best": 5}],
            },
        ],
    },
}


def make_leaf(name: str, weight: int | Fraction = 1) -> Node:
    """A leaf from 0 to 1."""
    return Node(name, name, Fraction(weight), leaf=Leaf(Fraction(0), Fraction(1)))


def make_model(*children: Node) -> Model:
    return Model("1", Node("index", "Index", Fraction(1), children))


def model_of(document: Any) -> Model:
    return read_model(BytesIO(json.dumps(document).encode()), file="MODEL.json")


def rows_of(*rows: str, heading: str = "leaf,group,value") -> BytesIO:
    return BytesIO("\n".join((heading, *rows, "")).encode())


def result_of(
    *rows: str,
    document: Any = None,
    heading: str = "leaf,group,value",
    of: str | None = None,
    in_public: bool = False,
) -> Barometer:
    """The barometer of some rows, under the model of the commune unless told."""
    model = model_of(document or COMMUNE)
    rounds = read_scores(rows_of(*rows, heading=heading), model, file="SCORES.csv")
    chosen = round_named(rounds, of, model=model, file="SCORES.csv")
    return barometer(model, rounds, of=chosen, in_public=in_public)


def scores_at(result: Barometer, nodes: Sequence[str]) -> list[Fraction | None]:
    return [result.marks[node].score for node in nodes]


def group_at(result: Barometer, group: str, node: str) -> Fraction | None:
    return result.by_group[group][node].score


def shares(document: Mapping[str, Any]) -> dict[str, Fraction]:
    return {place.node.id: place.share for place in model_of(document).places}
