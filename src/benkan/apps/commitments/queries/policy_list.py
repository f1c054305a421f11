"""The measures that somebody follows, by kind, stage, sector and place, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.commitments.models import PolicyMeasure, PolicyStage
from benkan.apps.commitments.queries.policies import PolicyLine, policies_seen_by, policy_lines
from benkan.apps.commitments.rules.policies import Kind
from benkan.apps.commitments.rules.stages import VERIFIERS, Stage, StageState
from benkan.apps.registry import queries as registry
from benkan.kit.actor import STAFF, Actor
from benkan.kit.lists import LATEST, Part, are_many, counts_among, part_of, walked
from benkan.kit.services import Service

A_PAGE = 30
_NAMED: dict[str, Stage | None] = {"none": None, **{stage.value: stage for stage in Stage}}


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
    """One page of measures; of the latest thousand how many stand at each stage (None: before the
    first), and where these are, to which the list can be kept."""

    part: Part[PolicyLine]
    by_stage: dict[Stage | None, int]
    to_verify: int
    places: list[tuple[str, str]]

    latest: int = LATEST

    @property
    def lines(self) -> tuple[PolicyLine, ...]:
        return self.part.lines

    @property
    def total(self) -> int:
        return sum(self.by_stage.values())


def policy_list(
    actor: Actor, programme: UUID, filters: PolicyFilters = PolicyFilters(), *, page: int = 1
) -> PolicyList:
    """The measures in the actor's sight, the latest first; at most eight queries."""
    seen = policies_seen_by(actor, programme)
    if actor.places(*STAFF) is not None and are_many(seen):
        seen = walked(seen, programme=programme)
    kept = seen.filter(_wanted(filters))
    latest = seen.order_by("-registered_at")[:LATEST]
    stages = counts_among(latest, **{name: Q(stage=stage or "") for name, stage in _NAMED.items()})
    return PolicyList(
        part=part_of(kept.order_by("-registered_at", "-id"), page, size=A_PAGE, made=_lines),
        by_stage={stage: stages[name] for name, stage in _NAMED.items()},
        to_verify=_to_verify(seen),
        places=registry.places_among(latest.values("place")),
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


def _lines(rows: Sequence[PolicyMeasure]) -> tuple[PolicyLine, ...]:
    return tuple(policy_lines(rows))
