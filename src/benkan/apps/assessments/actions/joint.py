"""Write down what all groups come to together at a question."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.owning import open_round_of
from benkan.apps.assessments.events import JointMeansTaken, JointScoreSettled
from benkan.apps.assessments.models import Round, Score
from benkan.apps.assessments.queries.asked import asked_in
from benkan.apps.assessments.rules import scales
from benkan.apps.assessments.rules.joint import Way, check_contest, mean_of_groups
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.own_indicators import AskedOfTheService, is_own
from benkan.apps.assessments.rules.rounds import ConflictsLeft, LeafOfAnother
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


@transaction.atomic
def agree_score(
    *,
    round_id: UUID,
    node: UUID,
    way: str,
    value: Decimal | None,
    reason: str,
    is_contested: bool,
    actor: Actor,
    moment: datetime,
) -> None:
    """Write down what the representatives of all groups agreed on at a leaf: `consensus` with its
    value, or the `mean` of the groups. Written again, the later holds.

    Raises:
        OutsideScale, NobodyScored: the value is not on the scale, or missing.
        NothingToAverage, ConflictsLeft: no group has scored yet, or sheets of one differ.
        ContestWithoutReason: somebody does not agree, and nobody knows with what.
    """
    found = _with_joint(round_id, actor)
    asked = {one.id: one for one in asked_in(found.version_id) if one.leaf}
    if node not in asked:
        raise LeafOfAnother()
    if is_own(asked[node].asked_of):
        raise AskedOfTheService()
    leaf = asked[node].leaf
    assert leaf is not None, "only leaves are looked at"
    check_contest(is_contested=is_contested, reason=reason)
    if Way(way) is Way.MEAN:
        _check_no_conflict(found, node)
        value = scales.rounded(mean_of_groups(_given(found).get(node, [])))
    else:
        scales.check_answer(leaf, tally={}, value=value)
    Score.objects.update_or_create(
        round=found,
        edition=found.edition,
        node_id=node,
        group=None,
        defaults={
            "value": value,
            "way": Way(way).value,
            "reason": reason.strip(),
            "is_contested": is_contested,
            "decided_by_id": actor.account,
            "decided_at": moment,
        },
    )
    record(
        JointScoreSettled(
            round=found.pk,
            node=node,
            place=found.place_id,
            way=Way(way).value,
            is_contested=is_contested,
        ),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


def _with_joint(round_id: UUID, actor: Actor) -> Round:
    """The open round, unless an organisation looks at itself there: what was checked counts then, and
    nobody agrees on another."""
    found = open_round_of(round_id, actor)
    if found.kind == Kind.CAPACITY:
        raise NotFound()
    return found


def _check_no_conflict(found: Round, node: UUID) -> None:
    rows = Score.objects.filter(round=found, edition=found.edition, node=node)
    if rows.filter(state=Score.State.CONFLICT, group__is_provider=False).exists():
        raise ConflictsLeft()


@transaction.atomic
def take_means(*, round_id: UUID, actor: Actor, moment: datetime) -> int:
    """Take the mean of the groups wherever they scored and nobody has written a joint score; how many
    that were."""
    found = _with_joint(round_id, actor)
    joint_ones = Score.objects.filter(round=found, edition=found.edition, group=None)
    settled = set(joint_ones.values_list("node_id", flat=True))
    made = [
        Score(
            round=found,
            edition=found.edition,
            node_id=node,
            value=scales.rounded(mean_of_groups(values)),
            way=Way.MEAN.value,
            decided_by_id=actor.account,
            decided_at=moment,
        )
        for node, values in _given(found).items()
        if node not in settled
    ]
    if made:
        Score.objects.bulk_create(made)
        record(
            JointMeansTaken(round=found.pk, place=found.place_id, leaves=len(made)),
            programme=found.programme_id,
            actor=actor,
            moment=moment,
        )
    return len(made)


def refresh_means(found: Round) -> None:
    """Rows that say “the mean” show the mean of what holds now; one that nothing holds of goes. The
    caller holds the round's lock."""
    means = Score.objects.filter(round=found, edition=found.edition, group=None, way=Way.MEAN)
    given = _given(found)
    kept = [row for row in means if row.node_id in given]
    for row in kept:
        row.value = scales.rounded(mean_of_groups(given[row.node_id]))
    Score.objects.bulk_update(kept, ["value"])
    means.exclude(node__in=given).delete()


def _given(found: Round) -> dict[UUID, list[Fraction]]:
    """What the groups of citizens gave by leaf, exact, in one query; not where sheets of one of them
    still differ: a mean without that group is nobody's."""
    rows = Score.objects.filter(round=found, edition=found.edition, group__is_provider=False)
    given: dict[UUID, list[Fraction]] = {}
    differ = set()
    for row in rows:
        if row.state == Score.State.CONFLICT:
            differ.add(row.node_id)
        else:
            given.setdefault(row.node_id, []).append(scales.value_of(row.tally, row.value))
    return {node: values for node, values in given.items() if node not in differ}
