"""What figures count of rounds: who sat in them, and their indexes by group."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q

from benkan.apps.assessments.models import (
    GroupHeadcount,
    GroupSituation,
    Release,
    Result,
    Round,
    Sheet,
    Shown,
)
from benkan.apps.assessments.queries.scope import rounds_seen_by
from benkan.kit.actor import Actor
from benkan.kit.splits import AgeBand, Sex, Situation

TOGETHER = "together"
"""Groups that are shown as one, since each alone is too small."""


@dataclass
class Sat:
    """Who sat in the groups of a round, but for those who answer for the service."""

    by_sex_and_age: Counter[tuple[Sex, AgeBand]] = field(default_factory=Counter)
    by_situation: Counter[tuple[Situation, Sex]] = field(default_factory=Counter)


def sat_in(rounds: Collection[UUID]) -> dict[UUID, Sat]:
    """Who sat in each round, in two queries; one in which nobody was counted is left out."""
    found: dict[UUID, Sat] = {}
    of = {"group__round__in": rounds, "group__is_provider": False}
    heads = GroupHeadcount.objects.filter(**of)
    for key, sex, band, people in heads.values_list("group__round", "sex", "age_band", "people"):
        found.setdefault(key, Sat()).by_sex_and_age[Sex(sex), AgeBand(band)] += people
    situations = GroupSituation.objects.filter(**of)
    for key, named, sex, people in situations.values_list(
        "group__round", "situation", "sex", "people"
    ):
        found.setdefault(key, Sat()).by_situation[Situation(named), Sex(sex)] += people
    return found


@dataclass(frozen=True)
class Sheets:
    """How many groups of a round answered, on how many sheets, and how many people sat there (None:
    nobody counted)."""

    groups: int = 0
    sheets: int = 0
    people: int | None = None


def sheets_counted(rounds: Collection[UUID]) -> dict[UUID, Sheets]:
    """The sheets of each round, in two queries; a round without any is left out."""
    rows = Sheet.objects.filter(round__in=rounds).order_by().values("round")
    people = dict(Round.objects.filter(pk__in=rounds).values_list("pk", "people"))
    counted = rows.annotate(sheets=Count("pk"), groups=Count("group", distinct=True))
    return {
        one["round"]: Sheets(one["groups"], one["sheets"], people[one["round"]]) for one in counted
    }


def rounds_in_sight(programme: UUID, *, actor: Actor, kind: str = "") -> frozenset[UUID]:
    """The rounds that the actor works on or reads, in at most one query."""
    rows = rounds_seen_by(actor, programme)
    if kind:
        rows = rows.filter(kind=kind)
    return frozenset(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class Indexes:
    """The index of a round by the kind of group, and of all together: nought to one."""

    joint: float | None
    by_kind: Mapping[str, float]


def indexes(editions: Mapping[UUID, int]) -> dict[UUID, Indexes]:
    """The indexes of closed editions as those who work on them read them, in one query."""
    rows = Result.objects.filter(
        _of_editions(editions), node__parent=None, score__isnull=False
    ).exclude(group__is_provider=True)
    marks: dict[tuple[UUID, str, UUID | None], list[tuple[float, Decimal]]] = {}
    for key, group, kind, score, weight in rows.values_list(
        "round", "group", "group__kind", "score", "node__weight"
    ):
        assert score is not None, "only scores are asked for"
        marks.setdefault((key, kind or "", group), []).append((score, weight))
    told = {key: weighted(some) for key, some in marks.items()}
    joint = {key: told.get((key, "", None)) for key in editions}
    return _indexes(joint, {key: index for key, index in told.items() if key[2] is not None})


def indexes_shown(rounds: Collection[UUID]) -> dict[UUID, Indexes]:
    """The same as everybody reads it at the release that holds, in two queries; a round that is not
    released is left out."""
    rows = Release.objects.filter(round__in=rounds, withdrawn_at=None).order_by("edition")
    releases = {row.round_id: row for row in rows}
    shown = Shown.objects.filter(
        release__in=[row.pk for row in releases.values()],
        node__parent=None,
        group__isnull=False,
        group__is_provider=False,
        score__isnull=False,
    ).select_related("release", "group", "node")
    by_group: dict[tuple[UUID, str, UUID | None], list[tuple[float, Decimal]]] = {}
    for one in shown:
        assert one.group is not None, "only groups are asked for"
        assert one.score is not None, "only scores are asked for"
        kinds = {kind for kind, *_ in one.group.groups}
        kind = kinds.pop() if len(kinds) == 1 else TOGETHER
        key = (one.release.round_id, kind, one.group.pk)
        by_group.setdefault(key, []).append((one.score, one.node.weight))
    joint = {key: row.index for key, row in releases.items()}
    return _indexes(joint, {key: weighted(marks) for key, marks in by_group.items()})


def weighted(marks: Iterable[tuple[float, Decimal]]) -> float:
    """The weighted mean of what was scored, as a branch is made of its children."""
    marks = list(marks)
    whole = sum(float(weight) for _, weight in marks)
    return sum(score * float(weight) for score, weight in marks) / whole


def _indexes(
    joint: Mapping[UUID, float | None], by_group: Mapping[tuple[UUID, str, UUID | None], float]
) -> dict[UUID, Indexes]:
    """Groups of one kind stand as their mean."""
    kinds: dict[UUID, dict[str, list[float]]] = {}
    for (key, kind, _), index in by_group.items():
        kinds.setdefault(key, {}).setdefault(kind, []).append(index)
    return {
        key: Indexes(
            whole, {kind: sum(all_) / len(all_) for kind, all_ in kinds.get(key, {}).items()}
        )
        for key, whole in joint.items()
    }


def _of_editions(editions: Mapping[UUID, int]) -> Q:
    at = Q(pk__in=[])
    for number in set(editions.values()):
        those = [key for key, edition in editions.items() if edition == number]
        at |= Q(round__in=those, edition=number)
    return at
