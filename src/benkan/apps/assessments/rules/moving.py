"""Whether two rounds ask the same: only then has a score moved."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Leaf:
    """What decides a score of a question, beside who answers. A question that is carried into the next
    version keeps its code."""

    code: str
    scale: str
    worst: Decimal | None
    best: Decimal | None
    asked_of: str


def comparable(one: Leaf, other: Leaf) -> bool:
    """The same question on the same scale between the same ends."""
    return one == other


def points(score: float | None) -> int | None:
    """A score as it is said, out of a hundred."""
    return None if score is None else round(score * 100)
