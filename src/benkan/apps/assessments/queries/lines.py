"""What sheets say of groups, line by line, as it is settled and looked at."""

from collections.abc import Collection, Sequence
from uuid import UUID

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


def standing_of(lines: Sequence[SheetLine]) -> list[SheetLine]:
    """The lines of a leaf without what the same hand has written anew since."""
    stand = {line.id for line in merging.standing([as_line(one) for one in lines])}
    return [one for one in lines if one.pk in stand]


def as_line(line: SheetLine) -> merging.Line:
    """The line as the rules take it. Whoever writes at a desk corrects herself: her hand is known by her
    account, and by the paper that she copies where the sheet names it."""
    sheet = line.sheet
    is_phone = sheet.way == Sheet.Way.PHONE
    hand = "" if is_phone else f"{sheet.author_id} {sheet.way} {sheet.device}"
    return merging.Line(line.pk, line.tally, line.value, hand)
