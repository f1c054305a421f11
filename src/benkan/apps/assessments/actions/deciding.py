"""Choose what holds where sheets of one group say different things."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.assessments.actions.owning import own_group_by_hand
from benkan.apps.assessments.actions.sheets import hold
from benkan.apps.assessments.events import ConflictDecided, SheetsDecided
from benkan.apps.assessments.models import Score, SheetLine
from benkan.apps.assessments.queries.lines import as_line, lines_of, standing_of
from benkan.apps.assessments.rules import merging, scales
from benkan.apps.assessments.rules.merging import Choice, NotTheseSheets
from benkan.apps.journal.actions import record
from benkan.kit.actor import Actor


@transaction.atomic
def decide_conflict(
    *,
    group: UUID,
    node: UUID,
    choice: Choice,
    line: UUID,
    between: Collection[UUID],
    actor: Actor,
    moment: datetime,
) -> None:
    """Choose what holds where sheets say different things: `line`, or all of them put together, which
    other people answered. `between` are the lines that the person saw: with one more, she looks again.

    Raises:
        NotTheseSheets: they have changed since.
        CannotAdd: one of them is no count of people.
    """
    found, of = own_group_by_hand(group, actor)
    lines = standing_of(lines_of(found, [of], [node]).get((of.pk, node), []))
    if {one.pk for one in lines} != set(between) or line not in {one.pk for one in lines}:
        raise NotTheseSheets()
    score = Score.objects.get(round=found, edition=found.edition, group=of, node=node)
    chosen = next(one for one in lines if one.pk == line)
    _decide(score, chosen, lines if choice is Choice.BOTH else (), actor, moment)
    record(
        ConflictDecided(round=found.pk, group=of.pk, node=node, choice=choice),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def decide_sheets(
    *,
    group: UUID,
    choice: Choice,
    sheet: UUID,
    between: Collection[UUID],
    actor: Actor,
    moment: datetime,
) -> int:
    """Choose for all questions at once: what `sheet` says holds wherever another says something else, or
    all sheets are put together, at every question that several of them answer: two telephones went
    round in one group, and where they happen to say the same they did not ask the same people. At how
    many questions, is the answer.

    Raises:
        NotTheseSheets: they have changed since.
        CannotAdd: one of the answers is no count of people.
    """
    found, of = own_group_by_hand(group, actor)
    by_node = {node: standing_of(lines) for (_, node), lines in lines_of(found, [of]).items()}
    sheets = {one.sheet_id for lines in by_node.values() for one in lines}
    if sheets != set(between) or sheet not in sheets:
        raise NotTheseSheets()
    scores = Score.objects.filter(round=found, edition=found.edition, group=of)
    known = {score.node_id: score for score in scores}
    decided = 0
    for node, lines in by_node.items():
        chosen = next((one for one in lines if one.sheet_id == sheet), None)
        if choice is Choice.BOTH and len(lines) > 1:
            _decide(known[node], lines[0], lines, actor, moment)
        elif choice is Choice.THIS and chosen is not None and _differ(lines):
            _decide(known[node], chosen, (), actor, moment)
        else:
            continue
        decided += 1
    record(
        SheetsDecided(round=found.pk, group=of.pk, choice=choice, leaves=decided),
        programme=found.programme_id,
        actor=actor,
        moment=moment,
    )
    return decided


def _differ(lines: Sequence[SheetLine]) -> bool:
    return merging.held([as_line(line) for line in lines]).is_conflict


def _decide(
    score: Score,
    chosen: SheetLine,
    together: Sequence[SheetLine],
    actor: Actor,
    moment: datetime,
) -> None:
    hold(score, chosen, decided=(actor.account, moment))
    if together:
        score.tally = dict(merging.added([as_line(one) for one in together]))
        score.value = scales.rounded(scales.mean(score.tally))
        score.people = scales.people_of(score.tally)
        score.is_contested = any(one.is_contested for one in together)
        score.save()
