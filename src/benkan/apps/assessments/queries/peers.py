"""A round beside those of similar communes, and beside what the place should receive.

Only what is the same everywhere is compared: indicators of the house and its inputs. Of the others
nothing is read but what was released.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from benkan.apps.assessments.models import InputCheck, Node, Release, Round, Shown
from benkan.apps.assessments.queries.told import Cell, Line
from benkan.apps.registry import queries as registry

MOST_PEERS = 8
INPUT = (
    "name",
    "unit",
    "core_code",
    "entitled",
    "actual",
    "heads",
    "law",
    "article",
    "norm",
)
"""What is shown of an input: neither the proof nor the remark."""


@dataclass(frozen=True)
class Peer:
    """A released round of something like it."""

    round: UUID
    release: UUID
    title: str
    place_name: str
    released_at: datetime


@dataclass(frozen=True)
class PeerLine:
    """An indicator of the house: ours first, then the peers in their order."""

    name: str
    ours: Cell
    theirs: tuple[Cell, ...]

    @property
    def middle(self) -> Cell:
        """The mean of the peers that have it."""
        scores = [cell.score for cell in self.theirs if cell.score is not None]
        return Cell(sum(scores) / len(scores) if scores else None)


@dataclass(frozen=True)
class InputLine:
    """What a place should receive beside what is there. `source`: the law with its article, or the norm."""

    name: str
    unit: str
    core_code: str
    entitled: Decimal | None
    actual: Decimal | None
    heads: int | None
    law: str
    article: str
    norm: str
    is_verified: bool

    @property
    def percent(self) -> int | None:
        """How much of what it should receive is there; None where one of the two is not known."""
        if not self.entitled or self.actual is None:
            return None
        return round(self.actual * 100 / self.entitled)

    @property
    def missing(self) -> Decimal | None:
        if self.entitled is None or self.actual is None or self.actual >= self.entitled:
            return None
        return self.entitled - self.actual

    @property
    def per_thousand(self) -> Decimal | None:
        """For a thousand people, where it is known how many it is for."""
        if self.actual is None or not self.heads:
            return None
        return round(self.actual * 1000 / self.heads, 1)


@dataclass(frozen=True)
class RatioLine:
    """An input of the house: ours and the peers' share of what they should receive, in percent."""

    name: str
    ours: int | None
    theirs: tuple[int | None, ...]


@dataclass(frozen=True)
class Peers:
    """No peers where no similar commune has released any; the lines are then empty. `inputs`: what was
    checked in the round itself."""

    inputs: tuple[InputLine, ...]
    peers: tuple[Peer, ...]
    lines: tuple[PeerLine, ...]
    ratios: tuple[RatioLine, ...]


def inputs_of(round_id: UUID) -> list[InputLine]:
    """What is checked in a round as it is worked on, with the laws that are cited, in two queries."""
    rows = InputCheck.objects.filter(round=round_id).order_by("position", "name")
    return _with_laws({round_id: rows.values(*INPUT)})[round_id]


def inputs_shown(releases: Collection[UUID]) -> dict[UUID, list[InputLine]]:
    """What was checked as it stood at releases, with the laws that are cited, in two queries."""
    rows = Release.objects.filter(pk__in=releases)
    return _with_laws(dict(rows.values_list("pk", "inputs")))


def _with_laws(found: Mapping[UUID, Iterable[Mapping[str, Any]]]) -> dict[UUID, list[InputLine]]:
    told = {of: list(rows) for of, rows in found.items()}
    laws = registry.laws_called({row["law"] for rows in told.values() for row in rows} - {""})
    return {of: [_input(row, laws.get(row["law"])) for row in rows] for of, rows in told.items()}


def _input(row: Mapping[str, Any], law: registry.LawCard | None) -> InputLine:
    def number(name: str) -> Decimal | None:
        return None if row[name] is None else Decimal(row[name])

    return InputLine(
        name=row["name"],
        unit=row["unit"],
        core_code=row["core_code"],
        entitled=number("entitled"),
        actual=number("actual"),
        heads=row["heads"],
        law=law.number if law else row["law"],
        article=row["article"],
        norm=row["norm"],
        is_verified=law is not None and law.is_verified,
    )


def peers_of(found: Round, *, lines: Sequence[Line], at_work: Collection[UUID]) -> Peers:
    """The last released round of each thing of this kind in the similar communes, at most eight, in
    twelve queries. `lines`: of the round itself, as its reader sees them."""
    here = registry.commune_of(found.place_id)
    alike = registry.similar_communes(here, at_work=at_work) if here else []
    communes = [one.card.id for one in alike] or ([here] if here else [])
    peers = _released(found, registry.places_below(communes)) if communes else []
    inputs = inputs_of(found.pk)
    if not peers:
        return Peers(tuple(inputs), (), (), ())
    ours = {line.id: line for line in lines}
    by_core = _cores(found, ours)
    theirs = _shown([peer.release for peer in peers], by_core.keys())
    made = [
        PeerLine(line.name, line.all, tuple(Cell(theirs.get((one.release, core))) for one in peers))
        for core, line in by_core.items()
        if any((one.release, core) in theirs for one in peers)
    ]
    checked = inputs_shown([peer.release for peer in peers])
    theirs_there = [checked[peer.release] for peer in peers]
    return Peers(tuple(inputs), tuple(peers), tuple(made), _ratios(inputs, theirs_there))


def _released(found: Round, places: Collection[UUID]) -> list[Peer]:
    """The last that stands of each other assessment, by place and title, in three queries."""
    rows = (
        Release.objects.filter(
            withdrawn_at=None,
            round__programme=found.programme_id,
            round__kind=found.kind,
            round__service=found.service,
            round__place__in=places,
        )
        .exclude(round__assessment=found.assessment_id)
        .order_by("round__assessment", "-round__number", "-edition")
        .values_list(
            "id",
            "round_id",
            "released_at",
            "round__place_id",
            "round__assessment_id",
            "round__assessment__title",
        )
    )
    last: dict[UUID, Peer] = {}
    where: dict[UUID, UUID] = {}
    for release, round_id, moment, place, assessment, title in rows:
        if assessment not in last:
            last[assessment] = Peer(round_id, release, title, "", moment)
            where[assessment] = place
    names = registry.place_cards(set(where.values()))
    peers = [
        Peer(one.round, one.release, one.title, names[where[of]].name, one.released_at)
        for of, one in last.items()
    ]
    return sorted(peers, key=lambda one: (one.place_name, one.title))[:MOST_PEERS]


def _cores(found: Round, ours: Mapping[UUID, Line]) -> dict[UUID, Line]:
    """Our lines by the node of the house behind them; local ones are left out."""
    rows = Node.objects.filter(version=found.version_id, is_local=False).values_list("id", "core")
    cores = {id_: core or id_ for id_, core in rows}
    return {cores[id_]: line for id_, line in ours.items() if id_ in cores and line.is_leaf}


def _shown(releases: Collection[UUID], cores: Collection[UUID]) -> dict[tuple[UUID, UUID], float]:
    rows = Shown.objects.filter(release__in=releases, group=None, core__in=cores)
    values = rows.values_list("release_id", "core_id", "score")
    return {(release, core): score for release, core, score in values if score is not None}


def _ratios(
    ours: Sequence[InputLine], theirs: Sequence[Sequence[InputLine]]
) -> tuple[RatioLine, ...]:
    by_code = [{one.core_code: one for one in inputs} for inputs in theirs]
    made = []
    for line in ours:
        beside = [of.get(line.core_code) if line.core_code else None for of in by_code]
        shares = tuple(one.percent if one else None for one in beside)
        if any(share is not None for share in shares):
            made.append(RatioLine(line.name, line.percent, shares))
    return tuple(made)
