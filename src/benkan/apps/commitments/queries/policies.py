"""Policy measures: in one line each, and how many reached which stage."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.commitments.models import PolicyMeasure, PolicyStage
from benkan.apps.commitments.rules.policies import GenderFocus, Kind, Level, policy_number_shown
from benkan.apps.commitments.rules.stages import Stage, StageState
from benkan.apps.registry import queries as registry
from benkan.kit.actor import STAFF, Actor
from benkan.kit.prepared import Prepared
from benkan.kit.services import Service


@dataclass(frozen=True)
class PolicyLine:
    """One measure in a list. `stage` None: none was reached yet; `to_verify`: how many of its stages
    wait to be verified."""

    id: UUID
    number: int
    kind: Kind
    title: str
    sector: Service
    place: UUID
    place_name: str
    level: Level
    stage: Stage | None
    gender_focus: GenderFocus
    is_public: bool
    to_verify: int

    @property
    def number_shown(self) -> str:
        return policy_number_shown(self.number)


@dataclass(frozen=True)
class StageCount:
    """How many measures of a kind, a sector and a gender focus reached a stage."""

    stage: Stage
    kind: Kind
    sector: Service
    gender_focus: GenderFocus
    measures: int


def stages_reached(
    programme: UUID,
    *,
    since: date | None = None,
    until: date | None = None,
    places: Collection[UUID] | None = None,
) -> list[StageCount]:
    """How many measures reached each stage from a day until just before another, by kind, sector and
    gender focus, in one query and one for the places.

    A stage counts once, on the day that its document says, and only when it was verified; what was
    skipped is not counted, and what went back later stays counted. `places`: at these and below.
    """
    rows = _reached(programme, since, until, places)
    counted = rows.values_list(
        "stage", "measure__kind", "measure__sector", "measure__gender_focus"
    ).annotate(Count("id"))
    order = list(Stage)
    return sorted(
        (
            StageCount(Stage(stage), Kind(kind), Service(sector), GenderFocus(focus), measures)
            for stage, kind, sector, focus, measures in counted
        ),
        key=lambda line: (order.index(line.stage), line.kind, line.sector, line.gender_focus),
    )


def measures_that_reached(
    stage: Stage,
    programme: UUID,
    *,
    since: date | None = None,
    until: date | None = None,
    places: Collection[UUID] | None = None,
    actor: Actor,
) -> list[PolicyLine]:
    """The measures behind a count of `stages_reached`, those in the actor's sight, by number and at
    most 500, in at most six queries."""
    reached = _reached(programme, since, until, places).filter(stage=stage)
    rows = policies_seen_by(actor, programme).filter(pk__in=reached.values("measure"))
    return policy_lines(rows.order_by("number")[:500])


def _reached(
    programme: UUID, since: date | None, until: date | None, places: Collection[UUID] | None
) -> QuerySet[PolicyStage]:
    wanted = Q(measure__programme=programme, state=StageState.VERIFIED)
    if since is not None:
        wanted &= Q(on__gte=since)
    if until is not None:
        wanted &= Q(on__lt=until)
    if places is not None:
        wanted &= Q(measure__place__in=registry.places_below(places))
    return PolicyStage.objects.filter(wanted)


def policies_seen_by(actor: Actor, programme: UUID) -> QuerySet[PolicyMeasure]:
    """The measures that the actor may open: those of her places and below, those above, which bind
    her places, and those of her office; asks nothing by itself."""
    if actor.programme != programme:
        return PolicyMeasure.objects.none()
    rows = PolicyMeasure.objects.filter(programme=programme)
    places = actor.places(*STAFF)
    if places is None:
        return rows
    seen = Q(office__in=[post.office for post in actor.posts if post.office is not None])
    if places:
        seen |= Q(place__in=registry.around(places))
    return rows.filter(seen)


def _ask_waiting(*, measures: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = PolicyStage.objects.filter(measure__in=measures, state=StageState.REPORTED)
    return rows.values_list("measure").annotate(Count("id"))


_WAITING = Prepared(_ask_waiting, measures=(UUID,))


def policy_lines(rows: Iterable[PolicyMeasure]) -> list[PolicyLine]:
    """Rows as lines, with places and what waits to be verified in a query each."""
    rows = list(rows)
    places = registry.place_names({row.place_id for row in rows})
    waiting: dict[UUID, int] = dict(_WAITING(measures=[row.pk for row in rows]))
    return [
        PolicyLine(
            id=row.pk,
            number=row.number,
            kind=Kind(row.kind),
            title=row.title,
            sector=Service(row.sector),
            place=row.place_id,
            place_name=places[row.place_id],
            level=Level(row.level),
            stage=Stage(row.stage) if row.stage else None,
            gender_focus=GenderFocus(row.gender_focus),
            is_public=row.published_at is not None,
            to_verify=waiting.get(row.pk, 0),
        )
        for row in rows
    ]
