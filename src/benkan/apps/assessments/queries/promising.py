"""What later chapters ask of rounds: where a promise comes from, and how its indicator has moved since."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet, Subquery
from django.utils import timezone

from benkan.apps.assessments.models import (
    Node,
    Release,
    Result,
    Round,
    Score,
    SheetLine,
    Shown,
)
from benkan.apps.assessments.queries.asked import words_of
from benkan.apps.assessments.queries.scope import rounds_seen_by, seen_round
from benkan.apps.assessments.rules.moving import Leaf, comparable, points
from benkan.kit.actor import Actor, Role


@dataclass(frozen=True)
class RoundCard:
    """A round as another chapter names it. `edition`: the last one that was closed; 0 before."""

    id: UUID
    assessment: UUID
    kind: str
    purpose: str
    number: int
    title: str
    place: UUID
    service: str
    version: UUID
    edition: int
    office: UUID | None
    interface_meeting: UUID | None
    opened_at: datetime
    is_closed: bool


@dataclass(frozen=True)
class LeafMark:
    """A question of a round and what all together made of it: nought to one; None without a score.
    `is_scored`: some group has answered it, closed or not."""

    node: UUID
    name: str
    leaf: Leaf
    score: float | None
    is_scored: bool


@dataclass(frozen=True)
class Mark:
    """How an indicator stood in one closed round; None where nobody scored it."""

    round: UUID
    number: int
    score: float | None
    closed_at: datetime | None

    @property
    def points(self) -> int | None:
        """Out of a hundred."""
        return points(self.score)


@dataclass(frozen=True)
class Moved:
    """An indicator in the round that agreed on something, and in those closed after it that ask the same,
    the earliest first."""

    name: str
    round: RoundCard
    before: float | None
    later: tuple[Mark, ...]

    @property
    def points(self) -> int | None:
        """Out of a hundred, when something was agreed."""
        return points(self.before)

    @property
    def after(self) -> Mark | None:
        """What the next round says that scored it."""
        return next((mark for mark in self.later if mark.score is not None), None)


Pair = tuple[UUID, UUID]
"""A round, and a node of its version."""


def rounds_up_to(round_id: UUID) -> list[UUID]:
    """The round and those of the same assessment before it, in one query."""
    this = Round.objects.filter(pk=round_id)
    rows = Round.objects.filter(
        assessment__in=this.values("assessment"), number__lte=Subquery(this.values("number"))
    )
    return list(rows.values_list("pk", flat=True))


def round_to_plan(round_id: UUID, *, programme: UUID, actor: Actor) -> RoundCard:
    """A round that the actor may read, in one query.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    return _card(seen_round(round_id, programme=programme, actor=actor))


def may_read(
    round_id: UUID, *, programme: UUID, actor: Actor, roles: Collection[Role] = ()
) -> bool:
    """Whether the actor reads a round that is not public, by one of the roles where some are given, in
    at most one query."""
    return rounds_seen_by(actor, programme, *roles).filter(pk=round_id).exists()


def rounds_called(rounds: Collection[UUID]) -> dict[UUID, RoundCard]:
    """The cards of rounds, in one query."""
    rows = Round.objects.filter(pk__in=rounds).select_related("assessment")
    return {row.pk: _card(row) for row in rows}


def round_of_meeting(activity: UUID) -> RoundCard | None:
    """The round that has its interface meeting there, in one query."""
    row = Round.objects.filter(interface_meeting=activity).select_related("assessment").first()
    return _card(row) if row else None


def meetings_of_rounds(programme: UUID) -> list[UUID]:
    """The interface meetings of all rounds of a programme, in one query."""
    rows = Round.objects.filter(programme=programme, interface_meeting__isnull=False)
    return [found for found in rows.values_list("interface_meeting", flat=True) if found]


def round_before(of: RoundCard) -> RoundCard | None:
    """The round of the same assessment just before, in one query."""
    return _card_or_none(_around(of).filter(number__lt=of.number).order_by("-number").first())


def round_after(of: RoundCard) -> RoundCard | None:
    """The round of the same assessment just after, in one query."""
    return _card_or_none(_around(of).filter(number__gt=of.number).order_by("number").first())


def marks_in(of: RoundCard, *, language: str = "fr") -> list[LeafMark]:
    """What a round asks and what it made of it, in the order of the questions, in four queries."""
    rows = Node.objects.filter(version=of.version).exclude(scale="").order_by("position", "code")
    nodes = list(rows)
    names = _names(nodes, language)
    results = Result.objects.filter(round=of.id, edition=of.edition, group=None)
    scores = dict(results.values_list("node", "score"))
    scored = set(
        Score.objects.filter(round=of.id, state=Score.State.HOLDS).values_list("node", flat=True)
    )
    return [
        LeafMark(node.pk, names[node.pk], leaf_of(node), scores.get(node.pk), node.pk in scored)
        for node in nodes
    ]


def moved(
    pairs: Iterable[Pair], *, language: str = "fr", in_public: bool = False
) -> dict[Pair, Moved]:
    """How indicators have moved since the rounds that agreed on something for them, in at most six
    queries however many. `in_public`: as everybody reads it at the releases; a round that is not
    released is left out, with what hangs on it."""
    pairs = set(pairs)
    if not pairs:
        return {}
    of = {round_id for round_id, _ in pairs}
    assessments = Round.objects.filter(pk__in=of).values("assessment")
    rows = Round.objects.filter(assessment__in=assessments).select_related("assessment")
    rounds = list(rows.order_by("number"))
    nodes = Node.objects.in_bulk({node for _, node in pairs})
    names = _names(nodes.values(), language)
    codes = {node.code for node in nodes.values()}
    editions = {row.pk: _edition(row) for row in rounds}
    if in_public:
        releases = _released(rounds)
        editions = {key: edition for key, (_, edition) in releases.items()}
        marks = _shown([release for release, _ in releases.values()], codes)
    else:
        marks = _marks(editions, codes)
    by_id = {row.pk: row for row in rounds}
    together: dict[UUID, list[Round]] = {}
    for row in rounds:
        together.setdefault(row.assessment_id, []).append(row)
    found: dict[Pair, Moved] = {}
    for round_id, node in pairs:
        if in_public and round_id not in editions:
            continue
        asked, first = leaf_of(nodes[node]), by_id[round_id]
        found[round_id, node] = Moved(
            name=names[node],
            round=_card(first),
            before=_score(marks, round_id, asked),
            later=tuple(
                Mark(row.pk, row.number, _score(marks, row.pk, asked), row.closed_at)
                for row in together[first.assessment_id]
                if row.number > first.number and editions.get(row.pk)
            ),
        )
    return found


def first_heard(round_id: UUID, node: UUID) -> datetime | None:
    """When a group first answered an indicator in a round, in one query: the day of its sheet, or when
    it came in where a sheet gives a later day."""
    lines = SheetLine.objects.filter(sheet__round=round_id, node=node)
    found = lines.aggregate(day=Min("sheet__scored_on"), came=Min("sheet__received_at"))
    if found["day"] is None:
        return None
    began = datetime.combine(found["day"], time(), timezone.get_default_timezone())
    came: datetime = found["came"]
    return min(began, came)


def leaf_of(row: Node) -> Leaf:
    """What decides whether two questions are the same one."""
    return Leaf(row.code, row.scale, row.worst, row.best, row.asked_of)


Marks = Mapping[tuple[UUID, str], tuple[Leaf, float | None]]
"""By round and code, which question it was and what all together made of it."""


def _marks(editions: Mapping[UUID, int], codes: Collection[str]) -> Marks:
    """What rounds made of the questions with these codes, by round and code, in one query."""
    of_edition = Q(pk__in=[])
    for number in {edition for edition in editions.values() if edition}:
        those = [key for key, edition in editions.items() if edition == number]
        of_edition |= Q(round__in=those, edition=number)
    results = Result.objects.filter(of_edition, group=None, node__code__in=codes)
    return _told(results.values_list("round", "score", *_LEAF))


def _shown(releases: Collection[UUID], codes: Collection[str]) -> Marks:
    """The same as everybody reads it, in one query."""
    rows = Shown.objects.filter(release__in=releases, group=None, node__code__in=codes)
    return _told(rows.values_list("release__round", "score", *_LEAF))


_LEAF = ("node__code", "node__scale", "node__worst", "node__best", "node__asked_of")


def _told(rows: Iterable[tuple[Any, ...]]) -> Marks:
    return {(of, leaf[0]): (Leaf(*leaf), score) for of, score, *leaf in rows}


def _score(marks: Marks, round_id: UUID, asked: Leaf) -> float | None:
    found = marks.get((round_id, asked.code))
    return found[1] if found and comparable(asked, found[0]) else None


def _released(rounds: Collection[Round]) -> dict[UUID, tuple[UUID, int]]:
    """The release that everybody reads of each round, with its edition."""
    rows = Release.objects.filter(round__in=rounds, withdrawn_at=None).order_by("edition")
    return {
        of: (release, edition)
        for of, release, edition in rows.values_list("round", "pk", "edition")
    }


def _edition(row: Round) -> int:
    """The last edition that was closed; a correction that is open is not."""
    return row.edition if row.closed_at else row.edition - 1


def _names(nodes: Iterable[Node], language: str) -> dict[UUID, str]:
    """What questions are called, in one query; one of the house has its words there."""
    nodes = list(nodes)
    words = words_of({node.core_id or node.pk for node in nodes}, language=language)
    named = {node.pk: words.get(node.core_id or node.pk) for node in nodes}
    codes = {node.pk: node.code for node in nodes}
    return {
        key: (told.label or told.question) if told else codes[key] for key, told in named.items()
    }


def _around(of: RoundCard) -> QuerySet[Round]:
    return Round.objects.filter(assessment=of.assessment).select_related("assessment")


def _card_or_none(row: Round | None) -> RoundCard | None:
    return None if row is None else _card(row)


def _card(row: Round) -> RoundCard:
    return RoundCard(
        id=row.pk,
        assessment=row.assessment_id,
        kind=row.kind,
        purpose=row.purpose,
        number=row.number,
        title=row.assessment.title,
        place=row.place_id,
        service=row.service,
        version=row.version_id,
        edition=_edition(row),
        office=row.office_id,
        interface_meeting=row.interface_meeting_id,
        opened_at=row.opened_at,
        is_closed=row.closed_at is not None,
    )
