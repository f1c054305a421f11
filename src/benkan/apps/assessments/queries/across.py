"""All rounds that somebody sees beside each other, by the questions of the house."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Exists, Max, Min, OuterRef, QuerySet

from benkan.apps.assessments.models import InstrumentVersion, Node, Result, Round
from benkan.apps.assessments.queries.asked import asked_in
from benkan.apps.assessments.queries.reading import computed
from benkan.apps.assessments.queries.told import Cell
from benkan.apps.registry import queries as registry
from benkan.methods.barometer.steps import WORDS, reading

A_PAGE = 25
STEPS = tuple(sorted(WORDS))
"""From as poor as can be to as good as can be."""


@dataclass(frozen=True)
class HouseVersion:
    """Questions of the house that rounds may be compared by."""

    id: UUID
    kind: str
    title: str
    number: int


@dataclass(frozen=True)
class AcrossLine:
    """A question of the house over all rounds: how many scored it, lowest, mean and highest, and how far
    the groups of a round are apart in the mean."""

    core: UUID
    name: str
    level: int
    is_leaf: bool
    rounds: int
    lowest: Cell
    mean: Cell
    highest: Cell
    gap: Cell


@dataclass(frozen=True)
class OfKind:
    """What groups of one kind said of a question in the mean."""

    kind: str
    groups: int
    mean: Cell


@dataclass(frozen=True)
class AcrossRound:
    """One round at a question, with its groups by their kind."""

    round: UUID
    title: str
    number: int
    place_name: str
    opened_at: datetime
    all: Cell
    gap: Cell
    by_kind: dict[str, Cell]


@dataclass(frozen=True)
class AcrossNode:
    """A question over all rounds: how many stand on each of nine steps, by kind of group, and a page of
    the rounds, the latest first."""

    steps: tuple[int, ...]
    kinds: tuple[OfKind, ...]
    rounds: tuple[AcrossRound, ...]


def house_versions(programme: UUID, *, language: str) -> list[HouseVersion]:
    """The versions of the house's instruments that a round of the programme asks, alone or with local
    questions on top; the newest of each first, in one query."""
    here = Round.objects.filter(programme=programme)
    asked = Exists(here.filter(version=OuterRef("pk"))) | Exists(
        here.filter(version__core=OuterRef("pk"))
    )
    rows = InstrumentVersion.objects.filter(asked, instrument__programme=None).order_by(
        "instrument__kind", "instrument__code", "-number"
    )
    return [
        HouseVersion(
            row.pk,
            row.instrument.kind,
            (row.instrument.title_en if language == "en" else "") or row.instrument.title_fr,
            row.number,
        )
        for row in rows.select_related("instrument")
    ]


def last_of_each(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Of each assessment the last that was closed; asks nothing by itself."""
    later = Round.objects.filter(
        assessment=OuterRef("assessment"), number__gt=OuterRef("number"), closed_at__isnull=False
    )
    return rounds.filter(~Exists(later), closed_at__isnull=False)


def across(rounds: QuerySet[Round], *, version: UUID, language: str) -> list[AcrossLine]:
    """Each question of a version over the rounds, in three queries."""
    nodes = asked_in(version, language=language)
    counted = {
        row["core"]: row
        for row in _joint(rounds, [node.id for node in nodes])
        .values("core")
        .annotate(n=Count("id"), low=Min("score"), mean=Avg("score"), high=Max("score"))
        .annotate(apart=Avg("gap"))
    }
    depth: dict[UUID | None, int] = {None: 0}
    lines = []
    for node in nodes:
        depth[node.id] = depth.get(node.parent, 0) + 1
        row: Mapping[str, Any] = counted.get(node.id, {})
        lines.append(
            AcrossLine(
                core=node.id,
                name=node.name,
                level=depth[node.id] - 1,
                is_leaf=node.leaf is not None,
                rounds=row.get("n", 0),
                lowest=Cell(row.get("low")),
                mean=Cell(row.get("mean")),
                highest=Cell(row.get("high")),
                gap=Cell(row.get("apart")),
            )
        )
    return lines


def how_many(rounds: QuerySet[Round], core: UUID) -> int:
    """How many rounds scored a question, in one query."""
    return _joint(rounds, [core]).count()


def across_node(rounds: QuerySet[Round], core: UUID, *, page: int) -> AcrossNode:
    """A question over the rounds, in five queries."""
    joint = _joint(rounds, [core])
    steps = dict.fromkeys(STEPS, 0)
    for score in joint.values_list("score", flat=True):
        steps[reading(Fraction(score or 0)).step] += 1
    by_kind = (
        computed(Result.objects.filter(core=core, group__isnull=False, score__isnull=False))
        .filter(round__in=rounds)
        .values("group__kind")
        .annotate(n=Count("id"), mean=Avg("score"))
        .order_by("group__kind")
    )
    kinds = tuple(OfKind(row["group__kind"], row["n"], Cell(row["mean"])) for row in by_kind)
    start = (page - 1) * A_PAGE
    ordered = joint.order_by("-round__opened_at", "round_id")[start : start + A_PAGE]
    return AcrossNode(tuple(steps.values()), kinds, _page(list(ordered), core))


def _joint(rounds: QuerySet[Round], cores: Collection[UUID]) -> QuerySet[Result]:
    rows = Result.objects.filter(core__in=cores, group=None, score__isnull=False, round__in=rounds)
    return computed(rows)


def _page(rows: list[Result], core: UUID) -> tuple[AcrossRound, ...]:
    asked = Round.objects.select_related("assessment")
    shown = asked.in_bulk([row.round_id for row in rows])
    names = registry.place_names({one.place_id for one in shown.values()})
    cells: dict[UUID, dict[str, Cell]] = {}
    groups = computed(Result.objects.filter(core=core, group__isnull=False, round__in=list(shown)))
    for round_id, kind, score in groups.values_list("round_id", "group__kind", "score"):
        cells.setdefault(round_id, {}).setdefault(kind, Cell(score))
    return tuple(
        AcrossRound(
            round=row.round_id,
            title=shown[row.round_id].assessment.title,
            number=shown[row.round_id].number,
            place_name=names[shown[row.round_id].place_id],
            opened_at=shown[row.round_id].opened_at,
            all=Cell(row.score),
            gap=Cell(row.gap),
            by_kind=cells.get(row.round_id, {}),
        )
        for row in rows
    )


def name_in(version: UUID, node: UUID, *, language: str) -> str | None:
    """What a question of a version is called, in two queries; None where it is none of its."""
    names = {one.id: one.name for one in asked_in(version, language=language)}
    return names.get(node)


def version_of(node: UUID) -> UUID | None:
    """The version that asks a question, in one query."""
    return Node.objects.filter(pk=node).values_list("version", flat=True).first()
