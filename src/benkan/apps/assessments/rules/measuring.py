"""From what groups answered to what a round says: the ruler of `methods.barometer` laid on rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from uuid import UUID

from benkan.apps.assessments.rules.scales import Asked, Tally
from benkan.methods.barometer.barometer import Barometer, barometer
from benkan.methods.barometer.model import Leaf, Model, Node
from benkan.methods.barometer.rounds import Round, counted


@dataclass(frozen=True)
class Branch:
    """A node of the ruler: `leaf` None where it has others below it."""

    id: UUID
    parent: UUID | None
    name: str
    weight: Decimal
    leaf: Asked | None


@dataclass(frozen=True)
class Answer:
    """What holds of a group at a leaf; no group: what all agreed on. `people` None: one value was given
    for all, by nobody knows how many."""

    node: UUID
    group: str
    value: Fraction
    tally: Tally
    people: int | None = None


ROOT = "index"


def ruler(nodes: Iterable[Branch], *, version: str) -> Model:
    """The model of a version. Nodes without a parent stand below one root; a branch with nothing to
    score below it is left out."""
    below: dict[UUID | None, list[Branch]] = {}
    for node in nodes:
        below.setdefault(node.parent, []).append(node)
    children = tuple(made for one in below.get(None, []) if (made := _made(one, below)))
    if len(children) == 1 and children[0].children:
        return Model(version, children[0])
    return Model(version, Node(ROOT, ROOT, Fraction(1), children))


def measured(
    model: Model,
    answers: Iterable[Answer],
    *,
    name: str = "",
    before: Round | None = None,
    in_public: bool = False,
) -> Barometer:
    """What a round says: marks by node and group, gaps, weak leaves, cards, and changes since `before`."""
    of = as_round(answers, model=model, name=name)
    return barometer(model, [*([before] if before else []), of], of=of, in_public=in_public)


def as_round(answers: Iterable[Answer], *, model: Model, name: str) -> Round:
    """The answers as the method keeps them: integers over one scale. An answer of a group that gave one
    value counts as many people as sat there; where nobody counted, as one."""
    given = [answer for answer in answers if str(answer.node) in model.leaves]
    scale = lcm(1, *(value.denominator for answer in given for value in _values(answer)))
    made = Round(name, model.version, scale)
    for answer in given:
        if not answer.group:
            made.agreed[str(answer.node)] = answer.value
            continue
        people: dict[int, int] = {}
        for value, count in _values(answer).items():
            people[int(value * scale)] = people.get(int(value * scale), 0) + count
        made.cells.setdefault(str(answer.node), {})[answer.group] = counted(people)
    return made


def _values(answer: Answer) -> Mapping[Fraction, int]:
    if answer.tally:
        return {Fraction(level): count for level, count in answer.tally.items() if count}
    return {answer.value: answer.people or 1}


def _made(branch: Branch, below: Mapping[UUID | None, list[Branch]]) -> Node | None:
    if branch.leaf is not None:
        leaf = Leaf(Fraction(branch.leaf.worst), Fraction(branch.leaf.best))
        return Node(str(branch.id), branch.name, Fraction(branch.weight), leaf=leaf)
    children = tuple(made for one in below.get(branch.id, []) if (made := _made(one, below)))
    if not children:
        return None
    return Node(str(branch.id), branch.name, Fraction(branch.weight), children)
