"""What changed from one round to another, where the two can be compared at all.

All of a tree is compared where both asked the same (the version's digest) and the same leaves were
scored below; a leaf alone also between versions, by its code, where its scale and ends are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from benkan.kit.refusals import N_
from benkan.methods.barometer.changes import NOTHING_SCORED, OTHER_LEAVES, OTHER_MODEL

INDEX = ""
"""The code of all together."""

WHY_NOT = {
    OTHER_MODEL: N_("asked differently"),
    OTHER_LEAVES: N_("other questions answered"),
    NOTHING_SCORED: N_("not scored"),
}
Scaled = tuple[str, Decimal, Decimal]


@dataclass(frozen=True)
class Tree:
    """What a version asks, by codes: the leaves below each node (itself for a leaf), and their scales."""

    version: UUID
    digest: str
    below: Mapping[str, frozenset[str]]
    scales: Mapping[str, Scaled]


@dataclass(frozen=True)
class Scored:
    """What a round came to, by codes; what is missing was not scored."""

    tree: Tree
    scores: Mapping[str, float]


@dataclass(frozen=True)
class Change:
    """Later less earlier, or None and why there is none. `points`: in hundredths, the one less the other
    as they are shown, so that whoever reads both finds the same."""

    size: float | None
    reason: str = ""
    points: int | None = None

    @property
    def words(self) -> str:
        """As it is written: “▲ +10”, “▼ −5”, “=”; nothing where there is none."""
        if self.points is None:
            return ""
        if not self.points:
            return "="
        return f"▲ +{self.points}" if self.points > 0 else f"▼ −{-self.points}"

    @property
    def why_not(self) -> str:
        """In English, marked for translation."""
        return WHY_NOT[self.reason] if self.reason else ""


def change(code: str, *, before: Scored, after: Scored) -> Change:
    """The change at a node."""
    if not _same(code, before.tree, after.tree):
        return Change(None, OTHER_MODEL)
    leaves = after.tree.below.get(code, frozenset())
    if {leaf for leaf in leaves if leaf in before.scores} != {
        leaf for leaf in leaves if leaf in after.scores
    }:
        return Change(None, OTHER_LEAVES)
    old, new = before.scores.get(code), after.scores.get(code)
    if old is None or new is None:
        return Change(None, NOTHING_SCORED)
    return Change(new - old, points=round(new * 100) - round(old * 100))


def _same(code: str, one: Tree, other: Tree) -> bool:
    if one.version == other.version or (one.digest and one.digest == other.digest):
        return True
    scale = other.scales.get(code)
    return scale is not None and one.scales.get(code) == scale


@dataclass(frozen=True)
class Branch:
    """A node of a tree as it is stored."""

    id: UUID
    parent: UUID | None
    code: str
    scale: Scaled | None


def tree(version: UUID, digest: str, nodes: list[Branch]) -> Tree:
    """The tree of a version."""
    children: dict[UUID | None, list[Branch]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    below: dict[str, frozenset[str]] = {}

    def leaves(node: Branch) -> frozenset[str]:
        if node.scale:
            found = frozenset({node.code})
        else:
            found = frozenset[str]().union(*map(leaves, children.get(node.id, [])))
        below[node.code] = found
        return found

    below[INDEX] = frozenset[str]().union(*map(leaves, children.get(None, [])))
    scales = {node.code: node.scale for node in nodes if node.scale}
    return Tree(version, digest, below, scales)
