"""The measures that somebody follows, by kind, stage, sector and place, a page at a time."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.commitments.models import PolicyMeasure, PolicyStage
from benkan.apps.commitments.queries.policies import PolicyLine, policies_seen_by, policy_lines
from benkan.apps.commitments.rules.policies import Kind
from benkan.apps.commitments.rules.stages import VERIFIERS, Stage, StageState
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.services import Service

A_PAGE = 30
MOST_PLACES = 500


@dataclass(frozen=True)
class PolicyFilters:
    """What the reader wants to see; None is everything."""

    kind: Kind | None = None
    stage: Stage | None = None
    sector: Service | None = None
    place: UUID | None = None
    only_to_verify: bool = False


@dataclass(frozen=True)
class PolicyList:
    """One page of measures, how many stand at each stage (None: before the first), and the places
    that the list can be kept to."""

    lines: list[PolicyLine]
    by_stage: dict[Stage | None, int]
    matching: int
    to_verify: int
    places: list[tuple[UUID, str]]

    @property
    def total(self) -> int:
        return sum(self.by_stage.values())


def policy_list(
    actor: Actor, programme: UUID, filters: PolicyFilters = PolicyFilters(), *, page: int = 1
) -> PolicyList:
    """The measures in the actor's sight, the latest first; at most nine queries."""
    seen = policies_seen_by(actor, programme)
    kept = seen.filter(_wanted(filters))
    first = (max(page, 1) - 1) * A_PAGE
    counted = dict(seen.values_list("stage").annotate(Count("id")))
    return PolicyList(
        lines=policy_lines(kept.order_by("-registered_at", "id")[first : first + A_PAGE]),
        by_stage={stage: counted.get(stage or "", 0) for stage in (None, *Stage)},
        matching=kept.count(),
        to_verify=_to_verify(seen),
        places=_places(seen),
    )


def policies_to_verify(actor: Actor, programme: UUID) -> int:
    """How many measures have a stage that the actor may verify, in at most two queries."""
    if actor.programme != programme or not actor.holds_anywhere(*VERIFIERS):
        return 0
    rows = PolicyMeasure.objects.filter(programme=programme)
    places = actor.places(*VERIFIERS)
    if places is not None:
        rows = rows.filter(place__in=registry.below(places))
    waiting = PolicyStage.objects.filter(state=StageState.REPORTED).exclude(
        evidence__by=actor.account
    )
    return rows.filter(pk__in=waiting.values("measure")).count()


def _wanted(filters: PolicyFilters) -> Q:
    wanted = Q()
    if filters.kind:
        wanted &= Q(kind=filters.kind)
    if filters.stage:
        wanted &= Q(stage=filters.stage)
    if filters.sector:
        wanted &= Q(sector=filters.sector)
    if filters.place:
        wanted &= Q(place=filters.place)
    if filters.only_to_verify:
        waiting = PolicyStage.objects.filter(state=StageState.REPORTED)
        wanted &= Q(pk__in=waiting.values("measure"))
    return wanted


def _to_verify(seen: QuerySet[PolicyMeasure]) -> int:
    waiting = PolicyStage.objects.filter(state=StageState.REPORTED)
    return seen.filter(pk__in=waiting.values("measure")).count()


def _places(seen: QuerySet[PolicyMeasure]) -> list[tuple[UUID, str]]:
    ids = set(seen.order_by().values_list("place", flat=True).distinct()[:MOST_PLACES])
    places = registry.place_lines(ids)
    return sorted(((place, line.name) for place, line in places.items()), key=lambda it: it[1])
