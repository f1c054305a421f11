"""A barometer as JSON: every figure as a float, and beside it exactly, as a fraction in text."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from benkan.interfaces.cli.words import of_methods
from benkan.methods.barometer.barometer import Barometer
from benkan.methods.barometer.model import Place
from benkan.methods.barometer.scorecard import Card, Spread
from benkan.methods.barometer.scoring import Mark
from benkan.methods.barometer.steps import Reading
from benkan.methods.exact import as_float, written_exactly


def document(result: Barometer) -> dict[str, Any]:
    """The members beside the provenance."""
    root = result.model.root
    return {
        "model_version": result.model.version,
        "round": result.round,
        **both("index", result.index.score),
        **both("coverage", result.index.coverage),
        "reading": _reading(result.reading_of(root.id)),
        "criteria": [_criterion(result, place) for place in result.model.places[1:]],
        "by_group": {name: _group(result, marks) for name, marks in result.by_group.items()},
        "gaps": [
            {
                "node": gap.node,
                **both("gap", gap.size),
                "lowest": gap.lowest,
                "highest": gap.highest,
                "same_leaves": gap.same_leaves,
            }
            for gap in result.gaps
        ],
        "weak_leaves": [
            {"leaf": weak.leaf, **both("score", weak.score), **both("costs_index", weak.costs)}
            for weak in result.weak
        ],
        "changes": [
            {
                "node": change.node,
                "from": change.earlier,
                "to": change.later,
                **both("change", change.size),
                "reason": change.reason,
                "leaves": list(change.leaves),
            }
            for change in result.changes
        ],
        "scorecards": {leaf: _card(card) for leaf, card in result.cards.items()},
        "put_together": [list(names) for names in result.put_together],
    }


def both(name: str, value: Fraction | None) -> dict[str, Any]:
    """A figure under its name as a float, and under `name_exact` as “5/8”."""
    return {name: as_float(value), f"{name}_exact": written_exactly(value)}


def _criterion(result: Barometer, place: Place) -> dict[str, Any]:
    node, mark = place.node, result.marks[place.node.id]
    return {
        "id": node.id,
        "name": node.name,
        "parent": place.parent,
        "level": place.level,
        "is_leaf": node.leaf is not None,
        **both("weight", node.weight),
        **both("share", place.share),
        **both("score", mark.score),
        **both("coverage", mark.coverage),
        "reading": _reading(result.reading_of(node.id)),
    }


def _reading(reading: Reading | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {
        "step": reading.step,
        "value": float(reading.value),
        "words": of_methods(reading.words),
    }


def _group(result: Barometer, marks: Mapping[str, Mark]) -> dict[str, Any]:
    index = marks[result.model.root.id]
    return {
        **both("index", index.score),
        **both("coverage", index.coverage),
        "scores": {
            place.node.id: as_float(marks[place.node.id].score) for place in result.model.places[1:]
        },
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        **both("consolidated", card.consolidated),
        "consolidated_by": "agreement" if card.is_agreed else "mean_of_groups",
        "groups": {name: _spread(spread) for name, spread in card.groups.items()},
    }


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "people": spread.people,
        **both("mean", spread.mean),
        **both("median", spread.median),
        "lowest": float(spread.lowest),
        "highest": float(spread.highest),
        "standard_deviation": float(spread.variance) ** 0.5,
    }
