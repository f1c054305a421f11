"""What a round says, computed from what holds: for closing it, and to show how it came about."""

from collections.abc import Iterable
from uuid import UUID

from benkan.apps.assessments.models import Group, Round, Score
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.rules.joint import Way
from benkan.apps.assessments.rules.measuring import Answer, Branch, ruler
from benkan.apps.assessments.rules.own_indicators import is_own
from benkan.apps.assessments.rules.scales import value_of
from benkan.methods.barometer.model import Model


def ruler_of(found: Round, *, language: str = "fr") -> tuple[Model, list[AskedNode]]:
    """The ruler of what everybody is asked in a round, with all its nodes, in two queries."""
    nodes = asked_in(found.version_id, language=language)
    shared = [node for node in nodes if not is_own(node.asked_of)]
    return ruler_over(shared, version=found.version_id), nodes


def ruler_over(nodes: Iterable[AskedNode], *, version: UUID) -> Model:
    """A ruler over some nodes of a version: all of them holds what the service asks itself as well."""
    return ruler(map(_branch, nodes), version=str(version))


def answers_of(found: Round, *, edition: int | None = None) -> list[Answer]:
    """What holds in an edition (the one being worked on unless told), in one query. Groups go by their
    id as text, all together by nothing; a joint score that is the mean is left to the ruler, which
    takes it exactly."""
    rows = (
        Score.objects.filter(round=found, edition=edition or found.edition, state=Score.State.HOLDS)
        .exclude(group=None, way=Way.MEAN)
        .select_related("group")
    )
    return list(map(answer_of, rows))


def answer_of(row: Score) -> Answer:
    """One score as the ruler takes it."""
    return Answer(
        node=row.node_id,
        group=str(row.group_id or ""),
        value=value_of(row.tally, row.value),
        tally=row.tally,
        people=row.people or (row.group.people if row.group else None),
    )


def of_community(answers: Iterable[Answer], *, providers: set[str]) -> list[Answer]:
    """Without those who answer for the service: their score stands beside, never in the mean."""
    return [answer for answer in answers if answer.group not in providers]


def _branch(node: AskedNode) -> Branch:
    return Branch(node.id, node.parent, node.name, node.weight, node.leaf)


def providers_of(round_id: UUID) -> set[str]:
    """The provider's group, by its id as text, in one query."""
    found = Group.objects.filter(round=round_id, is_provider=True).values_list("pk", flat=True)
    return {str(group) for group in found}
