"""A draw as a document for programs."""

from collections.abc import Iterator
from itertools import groupby

from benkan.methods.panel.drawing import PanelDraw


def document(result: PanelDraw) -> dict[str, object]:
    """The chances of the optimal lottery, the tickets that are drawn from, and what was drawn."""
    return {
        "selection_probabilities": result.chances,
        "min_probability": min(result.chances.values()),
        "panels": list(_panels(result)),
        "gap": result.fair.gap,
        "rounding_gap": result.rounding_gap,
        "drawn": list(result.drawn),
        "drawn_ticket": result.ticket,
        "tickets": len(result.tickets),
        "proved_by": "relaxation" if result.fair.by_relaxation else "all panels",
    }


def _panels(result: PanelDraw) -> Iterator[dict[str, object]]:
    at = 0
    for members, tickets in groupby(result.tickets):
        count = len(list(tickets))
        yield {
            "members": list(members),
            "probability": count / len(result.tickets),
            "first_ticket": at,
            "last_ticket": at + count - 1,
        }
        at += count
