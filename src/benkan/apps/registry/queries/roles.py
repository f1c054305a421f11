"""What an account may be in a programme."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from benkan.apps.registry.models import OfficeHolding, Programme, RoleGrant
from benkan.kit.actor import Actor, Post, Role


def open_grants(moment: datetime) -> Q:
    """Grants in force at a moment, as a condition."""
    return Q(opens_at__lte=moment) & (Q(closes_at=None) | Q(closes_at__gt=moment))


def open_holdings(moment: datetime) -> Q:
    """Holdings in force on the local day of a moment, as a condition."""
    day = timezone.localdate(moment)
    return Q(opens_on__lte=day) & (Q(closes_on=None) | Q(closes_on__gt=day))


def actor_for(account: UUID, *, programme: UUID, moment: datetime) -> Actor:
    """The account with the posts it holds in a programme at a moment, in two queries. An account
    that has been closed holds none."""
    grants = RoleGrant.objects.filter(
        open_grants(moment), account=account, account__is_active=True, programme=programme
    )
    holdings = OfficeHolding.objects.filter(
        open_holdings(moment),
        account=account,
        account__is_active=True,
        office__programme=programme,
    ).select_related("office")
    posts = [Post(Role(grant.role), grant.organisation_id, grant.place_id) for grant in grants]
    posts += [
        Post(
            Role.OFFICE_HOLDER,
            holding.office.organisation_id,
            holding.office.place_id,
            holding.office_id,
        )
        for holding in holdings
    ]
    return Actor(account=account, posts=tuple(posts), programme=programme)


def administers_for_real(account: UUID, *, moment: datetime) -> bool:
    """Whether the account is an administrator of a real programme, in one query."""
    grants = RoleGrant.objects.filter(
        open_grants(moment), account=account, role=Role.ADMINISTRATOR.value
    )
    return grants.filter(programme__kind=Programme.Kind.REAL).exists()
