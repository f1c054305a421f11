"""What sheets say of groups, line by line, as it is settled and looked at."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import QuerySet

from benkan.apps.assessments.models import Group, Round, Sheet, SheetLine
from benkan.apps.assessments.rules import merging

Lines = dict[tuple[UUID, UUID], list[SheetLine]]
"""By group and leaf, in the order in which they came in."""


def lines_of(
    found: Round, groups: Collection[Group], nodes: Collection[UUID] | None = None
) -> Lines:
    """All that sheets say of groups in the edition being worked on, with their sheets, in one query."""
    rows = SheetLine.objects.filter(sheet__group__in=groups, sheet__edition=found.edition)
    if nodes is not None:
        rows = rows.filter(node__in=nodes)
    lines: Lines = {}
    for line in rows.select_related("sheet").order_by("sheet__received_at", "id"):
        lines.setdefault((line.sheet.group_id, line.node_id), []).append(line)
    return lines


def sheets_with_other_counts(found: Round) -> QuerySet[Sheet]:
    """Sheets whose count of people waits for somebody, in the edition being worked on."""
    return Sheet.objects.filter(round=found, edition=found.edition, waiting_counts__isnull=False)


def standing_of(lines: Sequence[SheetLine]) -> list[SheetLine]:
    """The lines of a leaf without what the same hand has written anew since."""
    stand = {line.id for line in merging.standing([as_line(one) for one in lines])}
    return [one for one in lines if one.pk in stand]


def as_line(line: SheetLine) -> merging.Line:
    """The line as the rules take it. Whoever writes at a desk corrects herself, and so does who copies
    one paper again, where the sheet names the paper; two papers or two telephones are two sheets."""
    sheet = line.sheet
    is_one_hand = sheet.way == Sheet.Way.DESK or (sheet.way == Sheet.Way.PAPER and sheet.device)
    hand = f"{sheet.author_id} {sheet.way} {sheet.device}" if is_one_hand else ""
    return merging.Line(line.pk, line.tally, line.value, hand)
