"""The nodes of a model, from what JSON gives; every refusal names the node."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from benkan.methods.barometer.model import Leaf, Node
from benkan.methods.barometer.wrong_models import (
    BestIsWorst,
    ChildrenAndLeaf,
    ChildrenOrLeaf,
    IdMissing,
    IdTwice,
    ModelTooDeep,
    NodeExpected,
    NumberExpected,
    TextExpected,
    TooManyNodes,
    WeightNotAboveZero,
)
from benkan.methods.exact import exact
from benkan.methods.refusals import quoted

MOST_NODES = 20_000


@dataclass
class Nodes:
    """Reads one tree; ids are unique within it."""

    file: str
    deepest: int
    _ids: set[str] = field(default_factory=set)

    def read(self, member: Any, *, above: str = "“tree”", level: int = 0) -> Node:
        """The node of a JSON object, and all below it."""
        if level > self.deepest:
            raise ModelTooDeep(file=self.file, most=self.deepest)
        if not isinstance(member, Mapping):
            raise NodeExpected(file=self.file, node=above)
        name = self._id(member, above)
        children = member.get("children") or []
        if not isinstance(children, list):
            raise NodeExpected(file=self.file, node=quoted(name))
        return Node(
            id=name,
            name=self._name(member, name),
            weight=self._weight(member, name),
            children=tuple(
                self.read(child, above=quoted(name), level=level + 1) for child in children
            ),
            leaf=self._leaf(member, name, has_children=bool(children)),
        )

    def _id(self, member: Mapping[str, Any], above: str) -> str:
        value = member.get("id", member.get("name"))
        if value is None or value == "":
            raise IdMissing(file=self.file, node=above)
        if not isinstance(value, str) or not value.strip():
            raise TextExpected(file=self.file, node=above, member="id")
        name = _written(value)
        if name in self._ids:
            raise IdTwice(file=self.file, node=quoted(name))
        self._ids.add(name)
        if len(self._ids) > MOST_NODES:
            raise TooManyNodes(file=self.file, most=MOST_NODES)
        return name

    def _name(self, member: Mapping[str, Any], node: str) -> str:
        value = member.get("name")
        if value is None:
            return node
        if not isinstance(value, str):
            raise TextExpected(file=self.file, node=quoted(node), member="name")
        return _written(value) or node

    def _weight(self, member: Mapping[str, Any], node: str) -> Fraction:
        weight = self._number(member.get("weight", "1"), node, "weight")
        if weight <= 0:
            shown = quoted(str(member["weight"]))
            raise WeightNotAboveZero(file=self.file, node=quoted(node), weight=shown)
        return weight

    def _leaf(self, member: Mapping[str, Any], node: str, *, has_children: bool) -> Leaf | None:
        ends = member.get("leaf") if isinstance(member.get("leaf"), Mapping) else member
        assert isinstance(ends, Mapping), "the node is an object itself"
        is_leaf = ends.get("worst") is not None or ends.get("best") is not None
        if has_children and is_leaf:
            raise ChildrenAndLeaf(file=self.file, node=quoted(node))
        if has_children:
            return None
        if not is_leaf:
            raise ChildrenOrLeaf(file=self.file, node=quoted(node))
        worst = self._number(ends.get("worst"), node, "worst")
        best = self._number(ends.get("best"), node, "best")
        if worst == best:
            shown = quoted(str(ends["best"]))
            raise BestIsWorst(file=self.file, node=quoted(node), value=shown)
        return Leaf(worst, best)

    def _number(self, value: Any, node: str, member: str) -> Fraction:
        number = exact(value) if isinstance(value, str) else None
        if number is None:
            raise NumberExpected(file=self.file, node=quoted(node), member=member)
        return number


def _written(text: str) -> str:
    """A text that can be written: JSON can name halves of letters that no file holds."""
    return text.strip().encode("utf-8", "replace").decode()
