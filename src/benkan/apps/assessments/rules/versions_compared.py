"""Two versions of a set of questions side by side: what came, what went, what is asked otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from benkan.kit.refusals import N_


class What(StrEnum):
    """What became of a node from one version to the next."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


ASPECTS: Mapping[str, str] = {
    "question": N_("The question"),
    "name": N_("The name"),
    "parent": N_("Where it belongs"),
    "weight": N_("How much it counts"),
    "scale": N_("How it is answered"),
    "worst": N_("The worst"),
    "best": N_("The best"),
    "anchors": N_("What each level means"),
}
"""What is compared of a node, in the order in which it is shown."""

OF_THE_RULER = frozenset({"parent", "weight", "scale", "worst", "best"})
"""What decides a score: with another one, the two versions are two rulers."""


@dataclass(frozen=True)
class Told:
    """A node as a version tells it, each aspect as text."""

    code: str
    name: str
    is_local: bool
    aspects: Mapping[str, str]


@dataclass(frozen=True)
class Aspect:
    """One aspect that is not what it was."""

    name: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """In English, to be translated where it is shown."""
        return ASPECTS[self.name]


@dataclass(frozen=True)
class Difference:
    """A node that came, went or changed."""

    what: What
    code: str
    name: str
    is_local: bool
    aspects: tuple[Aspect, ...] = ()

    @property
    def is_of_ruler(self) -> bool:
        """Whether scores of the two versions are of two rulers for it."""
        return self.what is not What.CHANGED or any(
            aspect.name in OF_THE_RULER for aspect in self.aspects
        )


def differences(before: Sequence[Told], after: Sequence[Told]) -> list[Difference]:
    """What is different, in the order of the later version; what went comes last."""
    known = {node.code: node for node in before}
    found = [made for node in after if (made := _difference(known.get(node.code), node))]
    left = {node.code for node in after}
    gone = [
        Difference(What.REMOVED, node.code, node.name, node.is_local)
        for node in before
        if node.code not in left
    ]
    return [*found, *gone]


def _difference(before: Told | None, after: Told) -> Difference | None:
    if before is None:
        return Difference(What.ADDED, after.code, after.name, after.is_local)
    aspects = tuple(
        Aspect(name, before.aspects[name], after.aspects[name])
        for name in ASPECTS
        if before.aspects[name] != after.aspects[name]
    )
    if not aspects:
        return None
    return Difference(What.CHANGED, after.code, after.name, after.is_local, aspects)
