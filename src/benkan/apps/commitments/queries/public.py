"""What everybody may know of commitments: only what somebody of the programme has published.
Offices, never persons."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.assessments.queries.promising import Moved
from benkan.apps.commitments.models import Commitment, Proof
from benkan.apps.commitments.queries.history import StepShown, timeline
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.planning import aim_of
from benkan.apps.commitments.queries.scope import seen_by
from benkan.apps.commitments.queries.terms import (
    PartnerShown,
    partners_shown,
    promised_by,
    terms_of,
)
from benkan.apps.commitments.rules import Details, State
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor
from benkan.kit.refusals import NotFound


def promised_in(
    programme: UUID, places: Collection[UUID], *, today: date, limit: int = 100
) -> list[PromiseLine]:
    """What was asked of offices and promised at the places themselves, latest first, `limit` at
    most, in three queries. Declined and unanswered ones are in."""
    rows = _published(programme).filter(place__in=places)
    return lines(rows.order_by("-proposed_at", "id")[:limit], today=today)


def promised_lately(programme: UUID, *, today: date, limit: int) -> list[PromiseLine]:
    """The latest promises that somebody has taken on and that are still open, in three queries."""
    answered = _published(programme).filter(settled_at=None).exclude(state=State.PROPOSED)
    return lines(answered.order_by("-proposed_at", "id")[:limit], today=today)


def settled_lately(programme: UUID, *, today: date, limit: int) -> list[PromiseLine]:
    """The promises kept or broken last, in three queries."""
    rows = _published(programme).filter(state__in=[State.KEPT, State.BROKEN])
    return lines(rows.order_by("-settled_at", "id")[:limit], today=today)


def promises_by_place(programme: UUID, places: Collection[UUID]) -> dict[UUID, int]:
    """How many promises were asked for at each of the places themselves, in one query; a place
    without any is left out."""
    rows = _published(programme).filter(place__in=places)
    return dict(rows.values_list("place").annotate(Count("id")))


@dataclass(frozen=True)
class KeptInPublic:
    """Of the published promises that are settled, or whose day has passed, how many were kept.
    Declined and unanswered ones are in neither count."""

    kept: int
    due: int


def kept_in_public(
    programme: UUID, places: Collection[UUID] | None = None, *, today: date
) -> KeptInPublic:
    """What the published promises at the places themselves (None: everywhere) came to, in one query:
    nothing that the pages of these promises do not say one by one."""
    rows = _published(programme)
    if places is not None:
        rows = rows.filter(place__in=places)
    settled = Q(state__in=[State.KEPT, State.BROKEN])
    late = Q(due_on__lt=today) & ~Q(state__in=[State.PROPOSED, State.DECLINED])
    counted = rows.order_by().aggregate(
        kept=Count("pk", filter=Q(state=State.KEPT)), due=Count("pk", filter=settled | late)
    )
    return KeptInPublic(**counted)


@dataclass(frozen=True)
class PublicPromise:
    """A published commitment as everybody may read it."""

    line: PromiseLine
    problem: str
    details: Details
    aim: Moved | None
    partners: list[PartnerShown]
    holder_changed: bool
    organisation_name: str
    place_code: str
    proposed_at: datetime
    published_at: datetime | None
    postponements: int
    timeline: list[StepShown]


@dataclass(frozen=True)
class Withdrawn:
    """That there was a public commitment, and when it was taken back: nothing else."""

    at: datetime


def public_promise(
    programme: UUID, number: int, *, today: date, language: str = "fr"
) -> PublicPromise | Withdrawn:
    """The published commitment with this number and its history, in at most thirteen queries, and six
    more where it is to move an indicator; its scores are those of released rounds.

    Raises:
        NotFound: there is none, or it never was public.
    """
    row = Commitment.objects.filter(programme=programme, number=number).first()
    if row is not None and row.withdrawn_at is not None:
        return Withdrawn(at=row.withdrawn_at)
    if row is None or row.published_at is None:
        raise NotFound()
    return _shown(row, today, language)


def preview(
    commitment: UUID, *, programme: UUID, actor: Actor, today: date, language: str = "fr"
) -> PublicPromise:
    """What everybody would read, for somebody who follows the commitment, in as many queries.

    Raises:
        NotFound: there is none, or it is out of the actor's sight.
    """
    row = seen_by(actor, programme).filter(pk=commitment).first()
    if row is None:
        raise NotFound()
    return _shown(row, today, language)


def _shown(row: Commitment, today: date, language: str) -> PublicPromise:
    office = registry.office_card(row.office_id, on=today)
    place = registry.place_card(row.place_id)
    assert office is not None, "a commitment keeps its office"
    assert place is not None, "a commitment keeps its place"
    details = terms_of(row).details
    return PublicPromise(
        line=lines([row], today=today)[0],
        problem=row.problem,
        details=details,
        aim=aim_of(row, language=language, in_public=True),
        partners=partners_shown(row.programme_id, details.partners),
        holder_changed=promised_by(row, today) is not None,
        organisation_name=office.organisation_name,
        place_code=place.code if place.kind == "commune" else "",
        proposed_at=row.proposed_at,
        published_at=row.published_at,
        postponements=row.postponements,
        timeline=timeline(row, guards=True, for_everybody=True),
    )


def public_proof(programme: UUID, number: int, proof: UUID) -> UUID:
    """The file of a proof that somebody chose to show, in one query.

    Raises:
        NotFound: there is none, or not for everybody.
    """
    shown = Proof.objects.filter(
        pk=proof, commitment__in=_published(programme).filter(number=number), is_public=True
    )
    file = shown.values_list("file", flat=True).first()
    if file is None:
        raise NotFound()
    return file


def _published(programme: UUID) -> QuerySet[Commitment]:
    return Commitment.objects.filter(programme=programme, published_at__isnull=False)
