"""Where a group stands with its questions on one sheet."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from benkan.apps.assessments.models import Group, Round, Sheet, SheetLine
from benkan.apps.assessments.queries.asked import AskedNode, asked_in
from benkan.apps.assessments.rules.kinds import GroupKind


@dataclass(frozen=True)
class GroupHere:
    """A group of a round, and how many questions have been answered by it, on whatever sheet."""

    id: UUID
    kind: str
    name: str
    is_provider: bool
    language: str
    people: int | None
    answered: int
    asked: int


@dataclass(frozen=True)
class Given:
    """What a sheet says of a question."""

    tally: dict[str, int]
    value: Decimal | None
    reason: str
    suggestion: str
    has_photo: bool
    has_voice: bool


@dataclass(frozen=True)
class GroupSheet:
    """A group with the questions that are put to it, and the sheet that is being filled in."""

    group: Group
    leaves: list[AskedNode]
    key: str
    given: dict[UUID, Given] = field(default_factory=dict)
    # How many of them are answered on other sheets of the group: another phone, paper, another day.
    elsewhere: int = 0

    @property
    def left(self) -> list[AskedNode]:
        """Questions that nobody has answered on this sheet, in their order."""
        return [leaf for leaf in self.leaves if leaf.id not in self.given]


def leaves_for(nodes: list[AskedNode], *, is_provider: bool) -> list[AskedNode]:
    """The questions that are put to a group: the provider's own are put to the provider alone."""
    return [
        node
        for node in nodes
        if node.leaf and (is_provider or node.asked_of != GroupKind.PROVIDER.value)
    ]


def groups_here(found: Round, nodes: list[AskedNode]) -> list[GroupHere]:
    """The groups of a round in their order, in two queries."""
    counts = dict(
        SheetLine.objects.filter(sheet__round=found, sheet__edition=found.edition)
        .values_list("sheet__group")
        .annotate(count=Count("node", distinct=True))
    )
    return [
        GroupHere(
            group.pk,
            group.kind,
            group.name,
            group.is_provider,
            group.language,
            group.people,
            counts.get(group.pk, 0),
            len(leaves_for(nodes, is_provider=group.is_provider)),
        )
        for group in Group.objects.filter(round=found).order_by("position")
    ]


def group_sheet(
    found: Round, group: UUID, *, key: str, author: UUID | None, language: str
) -> GroupSheet | None:
    """A group of the round with the sheet of that key (of the author's last one, without a key), in six
    queries; None: the round has no such group. The sheet of somebody else, or of another group, is
    not opened: its key then stands for nothing."""
    of = Group.objects.filter(round=found, pk=group).first()
    if of is None:
        return None
    leaves = leaves_for(asked_in(found.version_id, language=language), is_provider=of.is_provider)
    sheets = Sheet.objects.filter(
        group=of, edition=found.edition, way=Sheet.Way.PHONE, author=author, device=""
    )
    if key:
        sheets = sheets.filter(client_key=key)
    sheet = sheets.order_by("-received_at", "-id").first()
    others = SheetLine.objects.filter(sheet__group=of, sheet__edition=found.edition)
    elsewhere = others.exclude(sheet=sheet).values("node").distinct().count()
    if sheet is None:
        return GroupSheet(of, leaves, key, elsewhere=elsewhere)
    given = {line.node_id: _given(line) for line in SheetLine.objects.filter(sheet=sheet)}
    return GroupSheet(of, leaves, sheet.client_key, given, elsewhere)


def _given(line: SheetLine) -> Given:
    return Given(
        line.tally,
        line.value,
        line.reason,
        line.suggestion,
        line.photo is not None,
        line.voice is not None,
    )
