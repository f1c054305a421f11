"""Where the scoring of a round stands, and its editions beside each other."""

from collections.abc import Sequence
from uuid import UUID

from benkan.apps.assessments.models import Group, Node, Representative, Round, Score
from benkan.apps.assessments.queries.capacity import first_unchecked
from benkan.apps.assessments.queries.lines import sheets_with_other_counts
from benkan.apps.assessments.queries.naming import name_of
from benkan.apps.assessments.rules.closing import Standing
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.own_indicators import ASKED_OF
from benkan.apps.assessments.rules.representatives import of_all
from benkan.kit.splits import Sex


def standing_of(found: Round) -> Standing:
    """What is there and what is missing, in five queries; of an organisation in eight."""
    groups = list(Group.objects.filter(round=found).order_by("position"))
    scores = list(
        Score.objects.filter(round=found, edition=found.edition).values_list(
            "node", "group", "state", "is_contested"
        )
    )
    asked = Node.objects.filter(version=found.version_id).exclude(scale="")
    questions = set(asked.exclude(asked_of=ASKED_OF).values_list("pk", flat=True))
    sexes = [
        Sex(sex)
        for sex in Representative.objects.filter(group__round=found).values_list("sex", flat=True)
    ]
    scored = {group for _, group, _, _ in scores if group}
    citizens = {group.pk for group in groups if not group.is_provider}
    answered = {node for node, group, _, _ in scores if group in citizens} & questions
    settled = {node for node, group, _, _ in scores if group is None}
    return Standing(
        kind=Kind(found.kind),
        has_agreed=found.agreed_on is not None,
        has_scored=bool(scored & citizens),
        provider_has_scored=any(group.is_provider and group.pk in scored for group in groups),
        conflicts=sum(state == Score.State.CONFLICT for _, _, state, _ in scores)
        + sheets_with_other_counts(found).count(),
        unchecked=first_unchecked(found) if found.kind == Kind.CAPACITY else "",
        questions=len(questions),
        without_score=_names(groups, [pk for pk in citizens if pk not in scored]),
        without_count=_names(
            groups, [g.pk for g in groups if g.people is None and g.pk in citizens]
        ),
        unanswered=len(questions - answered - settled),
        not_settled=len(answered - settled),
        contested=sum(is_contested for _, group, _, is_contested in scores if group is None),
        has_meeting=found.interface_meeting_id is not None,
        has_representatives=bool(sexes),
        is_balanced=of_all(sexes) is None,
    )


def _names(groups: Sequence[Group], which: Sequence[UUID]) -> tuple[str, ...]:
    return tuple(name_of(group) for group in groups if group.pk in which)
