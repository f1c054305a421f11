"""A round as those read it who work on it: group by group, and since the rounds before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext

from benkan.apps.assessments.models import Group, Result, Round
from benkan.apps.assessments.queries.told import (
    Column,
    Told,
    Value,
    group_label,
    scored,
    told,
    trees,
)
from benkan.apps.assessments.rules.comparing import INDEX, Change, Scored, change
from benkan.apps.assessments.rules.kinds import Purpose

MOST_ROUNDS = 6
"""Of one assessment, that are read beside each other."""


@dataclass(frozen=True)
class RoundHead:
    """Which round it is. `edition`: the last that was computed, 0 before any was closed."""

    id: UUID
    assessment: UUID
    number: int
    title: str
    kind: str
    purpose: str
    service: str
    place: UUID
    version: UUID
    edition: int
    is_open: bool
    opened_at: datetime
    index: float | None
    people: int | None

    @property
    def which(self) -> str:
        """Which time it is, in the reader's language: “Cycle 2”, “Baseline”."""
        return which_time(self.purpose, self.number)


def which_time(purpose: str, number: int) -> str:
    """Which time it is, in the reader's language."""
    label = gettext(Purpose(purpose).label)
    return f"{label} {number}" if purpose == Purpose.CYCLE else label


def head_of(found: Round) -> RoundHead:
    """The head of a round that was read with its assessment."""
    return RoundHead(
        id=found.pk,
        assessment=found.assessment_id,
        number=found.number,
        title=found.assessment.title,
        kind=found.kind,
        purpose=found.purpose,
        service=found.service,
        place=found.place_id,
        version=found.version_id,
        edition=computed_edition(found),
        is_open=found.closed_at is None,
        opened_at=found.opened_at,
        index=found.index,
        people=found.people,
    )


def computed_edition(found: Round) -> int:
    """The last edition that was computed: while a correction is open, the one before it."""
    return found.edition if found.closed_at else found.edition - 1


def computed(rows: QuerySet[Result]) -> QuerySet[Result]:
    """Results of the last computed edition of their rounds."""
    return rows.filter(
        Q(round__closed_at__isnull=False, edition=F("round__edition"))
        | Q(round__closed_at=None, edition=F("round__edition") - 1)
    )


def read_round(found: Round, *, language: str) -> Told | None:
    """What the round says, in eight queries; None before it was closed for the first time."""
    head = head_of(found)
    if not head.edition:
        return None
    before = _before(found)
    rounds = [head_of(before), head] if before else []
    beside = _scored(rounds) if before else {}
    return told(
        head.version,
        columns=columns_of(found.pk),
        values=_values(head),
        index=found.index,
        coverage=found.coverage,
        language=language,
        before=beside.get(before.pk) if before else None,
        after=beside.get(found.pk),
    )


def read_whole(found: Round, *, language: str) -> Told | None:
    """The same of all groups together alone, and without the round before, in three queries."""
    head = head_of(found)
    if not head.edition:
        return None
    return told(
        head.version,
        columns=[],
        values=_values(head, whole=True),
        index=found.index,
        coverage=found.coverage,
        language=language,
    )


def columns_of(round_id: UUID) -> list[Column]:
    """The groups of a round, the service last, in one query."""
    rows = Group.objects.filter(round=round_id).order_by("is_provider", "position")
    return [
        Column(row.pk, group_label(row.kind, row.name), row.people, row.is_provider) for row in rows
    ]


def _values(head: RoundHead, *, whole: bool = False) -> list[Value]:
    rows = Result.objects.filter(round=head.id, edition=head.edition)
    if whole:
        rows = rows.filter(group=None)
    return [
        Value(*row) for row in rows.values_list("node_id", "group_id", "score", "coverage", "gap")
    ]


def _before(found: Round) -> Round | None:
    """The last round before it that was computed."""
    return (
        Round.objects.filter(assessment=found.assessment_id, number__lt=found.number)
        .filter(Q(closed_at__isnull=False) | Q(edition__gt=1))
        .select_related("assessment")
        .order_by("-number")
        .first()
    )


def _scored(rounds: Collection[RoundHead]) -> dict[UUID, Scored]:
    """What rounds came to, by codes, in three queries."""
    asked = trees({one.version for one in rounds})
    rows = computed(Result.objects.filter(round__in=[one.id for one in rounds], group=None))
    by_round: dict[UUID, list[tuple[str, float | None]]] = {}
    for id_, code, score in rows.values_list("round_id", "node__code", "score"):
        by_round.setdefault(id_, []).append((code, score))
    return {
        one.id: scored(asked[one.version], one.index, by_round.get(one.id, [])) for one in rounds
    }


@dataclass(frozen=True)
class OverRounds:
    """The rounds of one assessment beside each other, earliest first. Of each line the scores, and the
    changes from each round to the next."""

    rounds: tuple[RoundHead, ...]
    lines: tuple["OverLine", ...]


@dataclass(frozen=True)
class OverLine:
    code: str
    name: str
    level: int
    is_leaf: bool
    points: tuple[int | None, ...]
    changes: tuple[Change, ...]
    over_all: Change | None

    @property
    def last(self) -> Change | None:
        return self.changes[-1] if self.changes else None


def over_rounds(found: Round, *, language: str, whole: str) -> OverRounds:
    """The last six rounds of an assessment that were computed, in seven queries. The lines are those of
    the round that is read; `whole` names the first, all together."""
    rows = (
        Round.objects.filter(assessment=found.assessment_id, number__lte=found.number)
        .filter(Q(closed_at__isnull=False) | Q(edition__gt=1))
        .select_related("assessment")
        .order_by("-number")[:MOST_ROUNDS]
    )
    heads = tuple(reversed([head_of(row) for row in rows]))
    if not heads:
        return OverRounds((), ())
    each = _scored(heads)
    last = told(
        heads[-1].version, columns=[], values=[], index=None, coverage=None, language=language
    )
    asked = [(INDEX, whole, 0, False)]
    asked += [(one.code, one.name, one.level + 1, one.is_leaf) for one in last.lines]
    lines = [_over(one, heads, each) for one in asked]
    return OverRounds(heads, tuple(lines))


def _over(
    asked: tuple[str, str, int, bool], heads: Sequence[RoundHead], each: dict[UUID, Scored]
) -> OverLine:
    code, name, level, is_leaf = asked
    of = [each[head.id] for head in heads]
    scores = [one.scores.get(code) for one in of]
    pairs = list(pairwise(of))
    return OverLine(
        code=code,
        name=name,
        level=level,
        is_leaf=is_leaf,
        points=tuple(None if score is None else round(score * 100) for score in scores),
        changes=tuple(change(code, before=one, after=other) for one, other in pairs),
        over_all=change(code, before=of[0], after=of[-1]) if len(of) > 1 else None,
    )
