"""Write down at a desk what a stakeholder group agreed on, and mend it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.deciding import decide_conflict
from benkan.apps.assessments.actions.owning import own_group
from benkan.apps.assessments.actions.sheets import LineGiven, Taken, take_sheet
from benkan.apps.assessments.models import Score, Sheet
from benkan.apps.assessments.queries.lines import lines_of, standing_of
from benkan.apps.assessments.rules.merging import Choice
from benkan.apps.files import actions as files
from benkan.kit.actor import Actor

UNUSED = timedelta(days=1)
"""How long a document is kept that no sheet took."""


@transaction.atomic
def write_down_answers(
    *,
    group: UUID,
    lines: Sequence[LineGiven],
    seen: Mapping[UUID, int],
    client_key: str,
    scored_on: date,
    actor: Actor,
    moment: datetime,
) -> Taken:
    """Take what a group agreed on as one more sheet. What it said before gives way where the writer had
    it before her: `seen` is how many sheets had answered each question then. What came in since waits
    for a person, as sheets that differ do. Sent again it is one.

    Raises:
        OutsideScale, LeafOfAnother, RoundClosed, RoundReleased: as of any sheet.
    """
    found, of = own_group(group, actor)
    is_known = Sheet.objects.filter(round=found, client_key=client_key).exists()
    taken = take_sheet(
        group=group,
        way=Sheet.Way.DESK,
        client_key=client_key,
        lines=lines,
        scored_on=scored_on,
        actor=actor,
        moment=moment,
    )
    if is_known:
        return taken
    nodes = [line.node for line in lines]
    for (_, node), those in lines_of(found, [of], nodes).items():
        standing = standing_of(those)
        if len(standing) > 1 and len(those) == seen.get(node, 0) + 1:
            decide_conflict(
                group=group,
                node=node,
                choice=Choice.THIS,
                line=next(line.pk for line in standing if line.sheet_id == taken.sheet),
                between=[line.pk for line in standing],
                actor=actor,
                moment=moment,
            )
    left = Score.objects.filter(
        round=found, edition=found.edition, group=of, node__in=nodes, state=Score.State.CONFLICT
    )
    return Taken(taken.sheet, left.count())


@transaction.atomic
def keep_proof(
    *, group: UUID, content: bytes, is_picture: bool, actor: Actor, moment: datetime
) -> UUID:
    """Keep a document that shows why a group scored so, for a day until a sheet takes it.

    Raises:
        NotAPicture and its like: what came is no document or photo.
    """
    found, _ = own_group(group, actor)
    keep = files.keep_picture if is_picture else files.keep_document
    return keep(
        programme=found.programme_id, content=content, moment=moment, delete_after=moment + UNUSED
    )
