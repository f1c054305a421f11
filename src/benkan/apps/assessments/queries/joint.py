"""What the groups of a round gave at each question, what they come to together, and what was settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from benkan.apps.assessments.models import Group, Round, Score
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.queries.naming import name_of
from benkan.apps.assessments.rules.joint import Way, mean_of_groups
from benkan.apps.assessments.rules.own_indicators import is_own
from benkan.apps.assessments.rules.scales import ends, value_of


@dataclass(frozen=True)
class Given:
    """What one group gave. `value` None: its sheets say two things, and nothing holds yet."""

    group: UUID
    name: str
    is_provider: bool
    value: Fraction | None
    people: int | None
    reason: str
    suggestion: str


@dataclass(frozen=True)
class Settled:
    """The joint score that was written down."""

    way: Way
    value: Fraction
    reason: str
    is_contested: bool


@dataclass(frozen=True)
class JointLeaf:
    """One question with what everybody gave. `mean` None: no group of citizens has scored, or sheets of
    one of them differ."""

    asked: AskedNode
    above: str
    given: tuple[Given, ...]
    mean: Fraction | None
    settled: Settled | None

    @property
    def citizens(self) -> list[Given]:
        return [one for one in self.given if not one.is_provider]

    @property
    def provider(self) -> Given | None:
        return next((one for one in self.given if one.is_provider), None)

    @property
    def apart(self) -> tuple[Given, Given] | None:
        """The two groups of citizens that are the furthest apart, the lower first, where that is a
        quarter of the scale or more."""
        held = [(one.value, one) for one in self.citizens if one.value is not None]
        if len(held) < 2 or self.asked.leaf is None:
            return None
        low, high = min(held, key=lambda it: it[0]), max(held, key=lambda it: it[0])
        least, most = ends(self.asked.leaf)
        is_far = (high[0] - low[0]) * 4 >= Fraction(most) - Fraction(least)
        return (low[1], high[1]) if is_far else None


@dataclass(frozen=True)
class JointSheet:
    """All questions of a round that everybody is asked, and beside them those of the service alone."""

    leaves: tuple[JointLeaf, ...]
    own: tuple[JointLeaf, ...]

    @property
    def scored(self) -> int:
        """At how many questions a joint score can be settled."""
        return sum(leaf.mean is not None or leaf.settled is not None for leaf in self.leaves)

    @property
    def settled(self) -> int:
        return sum(leaf.settled is not None for leaf in self.leaves)

    def after(self, node: UUID) -> JointLeaf | None:
        """The next question that is not settled, from `node` on and then from the beginning."""
        at = next((i for i, leaf in enumerate(self.leaves) if leaf.asked.id == node), 0)
        round_about = [*self.leaves[at + 1 :], *self.leaves[:at]]
        return next(
            (leaf for leaf in round_about if leaf.settled is None and leaf.mean is not None), None
        )


def joint_sheet(found: Round, *, language: str = "fr") -> JointSheet:
    """Every question with what was given, in four queries."""
    nodes = asked_in(found.version_id, language=language)
    names = {node.id: node.name for node in nodes}
    groups = {group.pk: group for group in Group.objects.filter(round=found)}
    by_node: dict[UUID, list[Score]] = {}
    for row in Score.objects.filter(round=found, edition=found.edition):
        by_node.setdefault(row.node_id, []).append(row)
    made = [
        _leaf(node, names.get(node.parent, "") if node.parent else "", by_node, groups)
        for node in nodes
        if node.leaf
    ]
    return JointSheet(
        tuple(leaf for leaf in made if not is_own(leaf.asked.asked_of)),
        tuple(leaf for leaf in made if is_own(leaf.asked.asked_of)),
    )


def _leaf(
    node: AskedNode,
    above: str,
    by_node: dict[UUID, list[Score]],
    groups: dict[UUID, Group],
) -> JointLeaf:
    rows = by_node.get(node.id, [])
    given = [_given(row, groups[row.group_id]) for row in rows if row.group_id]
    given.sort(key=lambda one: groups[one.group].position)
    settled = next((_settled(row) for row in rows if row.group_id is None), None)
    return JointLeaf(node, above, tuple(given), _mean(given), settled)


def _mean(given: Sequence[Given]) -> Fraction | None:
    values = [one.value for one in given if not one.is_provider]
    held = [value for value in values if value is not None]
    return mean_of_groups(held) if held and len(held) == len(values) else None


def _given(row: Score, group: Group) -> Given:
    holds = row.state == Score.State.HOLDS
    return Given(
        group=group.pk,
        name=name_of(group),
        is_provider=group.is_provider,
        value=value_of(row.tally, row.value) if holds else None,
        people=row.people or group.people,
        reason=row.reason,
        suggestion=row.suggestion,
    )


def _settled(row: Score) -> Settled:
    assert row.value is not None, "what holds has a value"
    return Settled(Way(row.way or Way.CONSENSUS), Fraction(row.value), row.reason, row.is_contested)
