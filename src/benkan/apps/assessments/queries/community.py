"""What the community says before it scores: its groups, what the service should have, its concerns and
the indicators they went into."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext

from benkan.apps.assessments.models import (
    Concern,
    CoreInput,
    Group,
    GroupHeadcount,
    GroupSituation,
    InputCheck,
    Node,
    Round,
    Score,
    SheetLine,
)
from benkan.apps.assessments.queries.asked import Words, words_of
from benkan.apps.assessments.rules.kinds import GroupKind
from benkan.apps.assessments.rules.scales import Scale
from benkan.apps.registry import queries as registry
from benkan.kit.refusals import NotFound
from benkan.kit.splits import AgeBand, Sex, Situation


@dataclass(frozen=True)
class GroupLine:
    """A group. `people` None: not counted yet; `concerns`: how many it raised."""

    id: UUID
    kind: GroupKind
    name: str
    language: str
    is_provider: bool
    people: int | None
    met_on: date | None
    concerns: int
    has_scored: bool

    @property
    def label(self) -> str:
        """Its kind in the reader's language, with what tells it apart."""
        kind = gettext(self.kind.label)
        return f"{kind}, {self.name}" if self.name else kind


@dataclass(frozen=True)
class Counted:
    """Who sat in a group, as it was counted."""

    headcounts: Mapping[tuple[Sex, AgeBand], int]
    situations: Mapping[tuple[Situation, Sex], int]


@dataclass(frozen=True)
class InputLine:
    """A line of input tracking. `law` None: none is cited. `share`: of what is due, how much is there."""

    id: UUID
    core_code: str
    name: str
    unit: str
    entitled: Decimal | None
    law: registry.LawCard | None
    law_code: str
    article: str
    norm: str
    actual: Decimal | None
    heads: int | None
    evidence: str
    evidence_file: UUID | None
    remark: str
    checked_on: date | None

    @property
    def share(self) -> int | None:
        """In hundredths, rounded down: what is missing is not rounded away."""
        if self.actual is None or not self.entitled:
            return None
        return int(self.actual * 100 / self.entitled)

    @property
    def for_each(self) -> int | None:
        """How many people share one, rounded."""
        if not self.heads or not self.actual:
            return None
        return round(self.heads / self.actual)

    @property
    def is_short(self) -> bool:
        return self.share is not None and self.share < 100


@dataclass(frozen=True)
class ConcernLine:
    """What a group raised. `node` None and `left_because` empty: it waits to be put somewhere."""

    id: UUID
    group: UUID
    text: str
    votes: int | None
    rank: int | None
    reason: str
    node: UUID | None
    left_because: str

    @property
    def key(self) -> str:
        """Its id as a form sends it."""
        return str(self.id)

    @property
    def waits(self) -> bool:
        return self.node is None and not self.left_because

    @property
    def is_weighed(self) -> bool:
        return self.votes is not None or self.rank is not None


@dataclass(frozen=True)
class IndicatorLine:
    """A question that all groups score, with the concerns that went into it."""

    id: UUID
    code: str
    name: str
    question: str
    scale: Scale
    is_local: bool
    is_answered: bool
    concerns: tuple[ConcernLine, ...]


def groups_of(round_id: UUID) -> list[GroupLine]:
    """The groups of a round in their order, the service's own last, in one query."""
    rows = (
        Group.objects.filter(round=round_id)
        .annotate(
            raised=Count("concerns"),
            scored=Exists(Score.objects.filter(group=OuterRef("pk"))),
        )
        .order_by("is_provider", "position", "id")
    )
    return [
        GroupLine(
            row.pk,
            GroupKind(row.kind),
            row.name,
            row.language,
            row.is_provider,
            row.people,
            row.met_on,
            row.raised,
            row.scored,
        )
        for row in rows
    ]


def group_in(round_id: UUID, group: UUID) -> GroupLine:
    """One group of the round, in one query.

    Raises:
        NotFound: it is none of its groups.
    """
    found = next((one for one in groups_of(round_id) if one.id == group), None)
    if found is None:
        raise NotFound()
    return found


def counts_of(group: UUID) -> Counted:
    """Who sat in a group, in two queries; zero where nobody of the kind was counted."""
    heads = GroupHeadcount.objects.filter(group=group)
    situations = GroupSituation.objects.filter(group=group)
    return Counted(
        {(Sex(row.sex), AgeBand(row.age_band)): row.people for row in heads},
        {(Situation(row.situation), Sex(row.sex)): row.people for row in situations},
    )


def inputs_of(round_id: UUID) -> list[InputLine]:
    """The lines of input tracking in their order, with the laws they cite, in two queries."""
    rows = list(InputCheck.objects.filter(round=round_id).order_by("position", "id"))
    laws = registry.laws_called({row.law for row in rows if row.law})
    return [
        InputLine(
            row.pk,
            row.core_code,
            row.name,
            row.unit,
            _plain(row.entitled),
            laws.get(row.law),
            row.law,
            row.article,
            row.norm,
            _plain(row.actual),
            row.heads,
            row.evidence,
            row.evidence_file,
            row.remark,
            row.checked_on,
        )
        for row in rows
    ]


def input_in(round_id: UUID, line: UUID) -> InputLine:
    """One line of the round, in two queries.

    Raises:
        NotFound: it is none of its lines.
    """
    found = next((one for one in inputs_of(round_id) if one.id == line), None)
    if found is None:
        raise NotFound()
    return found


def has_inputs_of_the_house(version: UUID, core: UUID | None) -> tuple[bool, bool]:
    """Whether the house has a list to start from, and whether some of it is due by head; one query."""
    rows = list(
        CoreInput.objects.filter(version=core or version).values_list("per_heads", flat=True)
    )
    return bool(rows), any(rows)


def concerns_of(round_id: UUID) -> dict[UUID, list[ConcernLine]]:
    """What was raised, by group, what weighs most first, in one query."""
    found: dict[UUID, list[ConcernLine]] = {}
    for row in Concern.objects.filter(round=round_id).order_by("position", "id"):
        found.setdefault(row.group_id, []).append(_concern(row))
    return {group: sorted(lines, key=_weight) for group, lines in found.items()}


def indicators_of(round_id: UUID, *, language: str) -> list[IndicatorLine]:
    """What everybody is asked in a round, those of the people last, in four queries."""
    version = Round.objects.values_list("version", flat=True).get(pk=round_id)
    rows = (
        Node.objects.filter(version=version, asked_of="everybody")
        .exclude(scale="")
        .annotate(answered=Exists(SheetLine.objects.filter(node=OuterRef("pk"))))
        .order_by("is_local", "position", "code")
    )
    nodes = list(rows)
    words = words_of({row.core_id or row.pk for row in nodes}, language=language)
    raised: dict[UUID, list[ConcernLine]] = {}
    for lines in concerns_of(round_id).values():
        for line in lines:
            if line.node:
                raised.setdefault(line.node, []).append(line)
    return [
        _indicator(row, words.get(row.core_id or row.pk, Words()), raised.get(row.pk, []))
        for row in nodes
    ]


def left_of_the_house(round_id: UUID, *, language: str) -> list[tuple[UUID, str]]:
    """Questions of the house that this round does not ask, with their names, in three queries."""
    of = Round.objects.filter(pk=round_id).values_list("version", "version__core").get()
    version, core = of
    if core is None:
        return []
    asked = Node.objects.filter(version=version, core__isnull=False).values("core")
    rows = Node.objects.filter(version=core, asked_of="everybody").exclude(scale="")
    left = list(rows.exclude(pk__in=asked).order_by("position", "code"))
    words = words_of({row.pk for row in left}, language=language)
    return [(row.pk, _name(words.get(row.pk, Words()), row.code)) for row in left]


def _indicator(row: Node, words: Words, concerns: list[ConcernLine]) -> IndicatorLine:
    return IndicatorLine(
        id=row.pk,
        code=row.code,
        name=_name(words, row.code),
        question=words.question,
        scale=Scale(row.scale),
        is_local=row.is_local,
        is_answered=row.answered,  # type: ignore[attr-defined]  # annotated by the query
        concerns=tuple(concerns),
    )


def _name(words: Words, code: str) -> str:
    return words.label or words.question or code


def _plain(amount: Decimal | None) -> Decimal | None:
    """Without noughts that nobody wrote: 2, not 2.00."""
    return None if amount is None else amount.normalize()


def _concern(row: Concern) -> ConcernLine:
    return ConcernLine(
        row.pk,
        row.group_id,
        row.text,
        row.votes,
        row.rank,
        row.reason,
        row.node_id,
        row.left_because,
    )


def _weight(line: ConcernLine) -> tuple[int, int]:
    """Rank one first, then those with most votes; what nobody weighed comes last."""
    return (line.rank if line.rank is not None else 10_000, -(line.votes or 0))
