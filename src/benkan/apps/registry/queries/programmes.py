"""Which programmes this host runs."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.registry.models import (
    Office,
    OfficeHolding,
    Place,
    PlaceAncestor,
    Programme,
    RoleGrant,
)
from benkan.apps.registry.queries.roles import open_grants, open_holdings
from benkan.kit.pages import ProgrammeHere


def _here(programme: Programme) -> ProgrammeHere:
    return ProgrammeHere(
        id=programme.pk, slug=programme.slug, name=programme.name, kind=programme.kind
    )


def programme_called(slug: str) -> ProgrammeHere | None:
    """The programme with that slug, in one query."""
    found = Programme.objects.filter(slug=slug).first()
    return _here(found) if found else None


def programme_here(programme: UUID) -> ProgrammeHere:
    """The programme with that id, in one query."""
    return _here(Programme.objects.get(pk=programme))


def programmes() -> list[ProgrammeHere]:
    """All programmes by name, in one query."""
    return [_here(programme) for programme in Programme.objects.order_by("name")]


def communes_of_programme(programme: UUID) -> list[UUID]:
    """The communes in which the programme has an office to promise something, by name, in one query."""
    return list(_at_work(programme).order_by("folded", "pk").values_list("pk", flat=True))


def communes_by_region(programme: UUID) -> dict[UUID, int]:
    """How many of those communes lie in each region that has one, in one query."""
    regions = PlaceAncestor.objects.filter(
        ancestor__kind=Place.Kind.REGION, place__in=_at_work(programme)
    )
    return dict(regions.values_list("ancestor").annotate(Count("place")).order_by())


def _at_work(programme: UUID) -> QuerySet[Place]:
    above = PlaceAncestor.objects.filter(
        place__in=Office.objects.filter(programme=programme).values("place")
    )
    return Place.objects.filter(kind=Place.Kind.COMMUNE, pk__in=above.values("ancestor"))


def programmes_of(account: UUID, *, moment: datetime) -> list[ProgrammeHere]:
    """The programmes in which the account holds a role or an office at a moment, by name, in one query."""
    grants = RoleGrant.objects.filter(open_grants(moment), account=account)
    holdings = OfficeHolding.objects.filter(open_holdings(moment), account=account)
    mine = Programme.objects.filter(
        Q(pk__in=grants.values("programme")) | Q(pk__in=holdings.values("office__programme"))
    )
    return [_here(programme) for programme in mine.order_by("name")]
