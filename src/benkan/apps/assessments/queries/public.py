"""What anybody may read of rounds: the last edition that was released and not taken back, as it was
written down at its release. Reasons, concerns, names and sheets are never among it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from benkan.apps.assessments.models import Node, Release, Round, Shown, ShownGroup
from benkan.apps.assessments.queries.asked import words_of
from benkan.apps.assessments.queries.peers import InputLine, inputs_shown
from benkan.apps.assessments.queries.reading import which_time
from benkan.apps.assessments.queries.told import (
    Cell,
    Column,
    Told,
    Value,
    group_label,
    named_together,
    scored,
    told,
    trees,
)
from benkan.apps.assessments.rules.comparing import Scored
from benkan.apps.registry import queries as registry
from benkan.kit.refusals import NotFound

AT_ONCE = 200


@dataclass(frozen=True)
class PublicRound:
    """A released round as a list has it."""

    id: UUID
    release: UUID
    assessment: UUID
    title: str
    kind: str
    purpose: str
    service: str
    number: int
    place: UUID
    version: UUID
    index: Cell
    coverage: float
    gap: Cell
    people: int | None
    edition: int
    reason: str
    opened_at: datetime
    released_at: datetime

    @property
    def which(self) -> str:
        """Which time it is, in the reader's language."""
        return which_time(self.purpose, self.number)


@dataclass(frozen=True)
class PublicReading:
    """A released round as everybody reads it. `told` without lines where too few people answered;
    `earlier`: the rounds of the same assessment that are public too."""

    head: PublicRound
    told: Told
    inputs: tuple[InputLine, ...]
    earlier: tuple[PublicRound, ...]
    later: PublicRound | None

    @property
    def is_hidden(self) -> bool:
        return self.told.index.score is None


def released(
    programme: UUID,
    *,
    places: Collection[UUID] | None = None,
    start: int = 0,
    size: int = AT_ONCE,
) -> list[PublicRound]:
    """Released rounds, the last to be released first, in one query."""
    return [_public(row) for row in _standing(programme, places)[start : start + size]]


def how_many_released(programme: UUID, *, places: Collection[UUID] | None = None) -> int:
    """How many rounds are public, in one query."""
    return _standing(programme, places).count()


def last_of_each(programme: UUID, places: Collection[UUID], *, limit: int) -> list[PublicRound]:
    """The last released round of each assessment at places, the newest first, in one query."""
    later = Release.objects.filter(
        round__assessment=OuterRef("round__assessment"),
        round__number__gt=OuterRef("round__number"),
        withdrawn_at=None,
    )
    rows = _standing(programme, places).filter(~Exists(later))
    return [_public(row) for row in rows[:limit]]


def public_round(round_id: UUID, *, programme: UUID, language: str) -> PublicReading:
    """One of them, in at most ten queries.

    Raises:
        NotFound: there is none, or nothing of it is public.
    """
    row = _standing(programme, None).filter(round=round_id).first()
    if row is None:
        raise NotFound()
    others = [
        _public(one)
        for one in _standing(programme, None)
        .filter(round__assessment=row.round.assessment_id)
        .exclude(round=round_id)
        .order_by("round__number")
    ]
    head = _public(row)
    earlier = tuple(one for one in others if one.number < head.number)
    later = next((one for one in reversed(others) if one.number > head.number), None)
    columns = _columns([head.release]).get(head.release, [])
    compared = _scored([earlier[-1], head]) if earlier else {}
    return PublicReading(
        head=head,
        told=told(
            head.version,
            columns=columns,
            values=_values(head.release),
            index=head.index.score,
            coverage=head.coverage,
            language=language,
            before=compared.get(earlier[-1].id) if earlier else None,
            after=compared.get(head.id),
        ),
        inputs=tuple(inputs_shown([head.release])[head.release]),
        earlier=earlier,
        later=later,
    )


@dataclass(frozen=True)
class ShownLine:
    """A line of the open file: a round, a node, who is shown, and the score; `groups` empty: all."""

    head: PublicRound
    code: str
    name: str
    is_local: bool
    groups: str
    score: float | None
    coverage: float
    people: int | None


def shown_whole(programme: UUID) -> Iterator[ShownLine]:
    """Everything that is public of all rounds, fifty rounds in memory at a time."""
    start, size = 0, 50
    while heads := released(programme, start=start, size=size):
        yield from _lines_of(heads)
        start += size


def shown_of(round_id: UUID, *, programme: UUID) -> list[ShownLine]:
    """Everything that is public of one round, its whole score first, in at most six queries.

    Raises:
        NotFound: there is none, or nothing of it is public.
    """
    row = _standing(programme, None).filter(round=round_id).first()
    if row is None:
        raise NotFound()
    return list(_lines_of([_public(row)]))


def _lines_of(heads: Sequence[PublicRound]) -> Iterator[ShownLine]:
    by_release = {head.release: head for head in heads}
    named = {column.id: column for columns in _columns(by_release).values() for column in columns}
    for head in heads:
        yield ShownLine(head, "", "", False, "", head.index.score, head.coverage, head.people)
    rows = Shown.objects.filter(release__in=by_release).order_by(
        "release", "node__position", "node__code", "group__position"
    )
    cells = list(
        rows.values_list(
            "release_id", "node__code", "node_id", "node__is_local", "group_id", "score", "coverage"
        )
    )
    words = _names({row[2] for row in cells})
    for release, code, node, is_local, group, score, coverage in cells:
        column = named.get(group)
        head = by_release[release]
        yield ShownLine(
            head,
            code,
            words.get(node, ""),
            is_local,
            column.label if column else "",
            score,
            coverage,
            column.people if column else head.people,
        )


def _names(nodes: Collection[UUID]) -> dict[UUID, str]:
    """The French name of each node, those of the house where its own is there."""
    cores = {
        id_: core or id_
        for id_, core in Node.objects.filter(pk__in=nodes).values_list("id", "core")
    }
    words = words_of(set(cores.values()), language="fr")
    return {
        id_: words[core].label or words[core].question
        for id_, core in cores.items()
        if core in words
    }


def _standing(programme: UUID, places: Collection[UUID] | None) -> QuerySet[Release]:
    """The last edition of each round that was released and not taken back."""
    later = Release.objects.filter(
        round=OuterRef("round"), edition__gt=OuterRef("edition"), withdrawn_at=None
    )
    rows = Release.objects.filter(
        ~Exists(later), withdrawn_at=None, round__programme=programme
    ).select_related("round__assessment")
    if places is not None:
        rows = rows.filter(round__place__in=places)
    return rows.order_by("-released_at", "round_id")


def _public(row: Release) -> PublicRound:
    of: Round = row.round
    return PublicRound(
        id=of.pk,
        release=row.pk,
        assessment=of.assessment_id,
        title=of.assessment.title,
        kind=of.kind,
        purpose=of.purpose,
        service=of.service,
        number=of.number,
        place=of.place_id,
        version=of.version_id,
        index=Cell(row.index),
        coverage=row.coverage or 0.0,
        gap=Cell(row.gap),
        people=row.people,
        edition=row.edition,
        reason=row.reason,
        opened_at=of.opened_at,
        released_at=row.released_at,
    )


def _columns(releases: Collection[UUID]) -> dict[UUID, list[Column]]:
    found: dict[UUID, list[Column]] = {}
    for row in ShownGroup.objects.filter(release__in=releases).order_by("position"):
        label = named_together([group_label(kind, name) for kind, name, _ in row.groups])
        found.setdefault(row.release_id, []).append(
            Column(row.pk, label, row.people, row.is_provider)
        )
    return found


def _values(release: UUID) -> list[Value]:
    rows = Shown.objects.filter(release=release)
    return [
        Value(*row) for row in rows.values_list("node_id", "group_id", "score", "coverage", "gap")
    ]


def _scored(heads: Sequence[PublicRound]) -> dict[UUID, Scored]:
    """What the public was shown of rounds, by codes, in three queries."""
    asked = trees({head.version for head in heads})
    rows = Shown.objects.filter(release__in=[head.release for head in heads], group=None)
    by_release: dict[UUID, list[tuple[str, float | None]]] = {}
    for release, code, score in rows.values_list("release_id", "node__code", "score"):
        by_release.setdefault(release, []).append((code, score))
    return {
        head.id: scored(asked[head.version], head.index.score, by_release.get(head.release, []))
        for head in heads
    }


def names_of_places(heads: Collection[PublicRound]) -> dict[UUID, registry.PlaceCard]:
    """The places of rounds, in two queries."""
    return registry.place_cards({head.place for head in heads})
