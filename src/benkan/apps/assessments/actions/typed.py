"""Take in a whole sheet of paper at once: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.concerns import raise_concern, weigh_concerns
from benkan.apps.assessments.actions.consent import say_release
from benkan.apps.assessments.actions.inputs import InputGiven, note_input
from benkan.apps.assessments.actions.interface import count_meeting, note_meeting
from benkan.apps.assessments.actions.joint import agree_score
from benkan.apps.assessments.actions.opening import count_group
from benkan.apps.assessments.actions.sheets import LineGiven, Taken, take_sheet
from benkan.apps.assessments.models import Sheet
from benkan.apps.assessments.rules.community import Weighed
from benkan.apps.assessments.rules.interface import Came
from benkan.apps.assessments.rules.joint import Way
from benkan.kit.actor import Actor
from benkan.kit.counts import Headcounts, Situations


@dataclass(frozen=True)
class RaisedGiven:
    """A line of what a group raises."""

    text: str
    weighed: Weighed


@dataclass(frozen=True)
class JointGiven:
    """What stands on the sheet of the common score at a question."""

    node: UUID
    way: str
    value: Decimal
    reason: str
    is_contested: bool


@transaction.atomic
def take_meeting_sheet(
    *,
    round_id: UUID,
    came: Came,
    agreements: str,
    disagreements: str,
    actor: Actor,
    moment: datetime,
) -> None:
    """Who came and what was said, as `count_meeting` and `note_meeting` keep it. Typed again, the later
    holds until the round is public."""
    count_meeting(round_id=round_id, came=came, actor=actor, moment=moment)
    note_meeting(
        round_id=round_id,
        agreements=agreements,
        disagreements=disagreements,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def take_scoring_sheet(
    *,
    group: UUID,
    way: Sheet.Way,
    client_key: str,
    lines: Sequence[LineGiven],
    scored_on: date,
    note: str,
    release: str,
    actor: Actor,
    moment: datetime,
) -> Taken:
    """What a group answered, as `take_sheet` keeps it, and what it said of being shown, where the paper
    says so. The same sheet sent again is the one that is there."""
    taken = take_sheet(
        group=group,
        way=way,
        client_key=client_key,
        lines=lines,
        scored_on=scored_on,
        note=note,
        actor=actor,
        moment=moment,
    )
    if release:
        say_release(group=group, answer=release, said_on=scored_on, actor=actor, moment=moment)
    return taken


@transaction.atomic
def take_group_sheet(
    *,
    group: UUID,
    met_on: date,
    counts: tuple[Headcounts, Situations] | None,
    raised: Sequence[RaisedGiven],
    client_key: str,
    actor: Actor,
) -> None:
    """Who sat in a group, where somebody counted, and what it raises. The same sheet sent again adds no
    concern; a later count holds."""
    if counts is not None:
        headcounts, situations = counts
        count_group(
            group=group,
            met_on=met_on,
            headcounts=headcounts,
            situations=situations,
            actor=actor,
        )
    weighed = {
        raise_concern(
            group=group, text=one.text, actor=actor, client_key=f"{client_key[:32]}-{number}"
        ): one.weighed
        for number, one in enumerate(raised, start=1)
    }
    if weighed:
        weigh_concerns(group=group, weighed=weighed, actor=actor)


@transaction.atomic
def take_input_sheet(
    *,
    round_id: UUID,
    given: Sequence[tuple[UUID | None, InputGiven]],
    actor: Actor,
    moment: datetime,
) -> None:
    """What is really there, line by line, as `note_input` keeps it; a line without an id is a new one."""
    for line, one in given:
        note_input(round_id=round_id, given=one, actor=actor, moment=moment, line=line)


@transaction.atomic
def take_joint_sheet(
    *, round_id: UUID, given: Sequence[JointGiven], actor: Actor, moment: datetime
) -> None:
    """The common score of all questions on the sheet, as `agree_score` keeps each. Typed again, the later
    holds. Of a mean the exact one is taken, not what was rounded on paper."""
    for one in given:
        agree_score(
            round_id=round_id,
            node=one.node,
            way=one.way,
            value=None if one.way == Way.MEAN else one.value,
            reason=one.reason,
            is_contested=one.is_contested,
            actor=actor,
            moment=moment,
        )
