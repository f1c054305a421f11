"""What an account may be in a programme."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from benkan.apps.registry.models import OfficeHolding, RoleGrant
from benkan.kit.actor import Actor, Post, Role


def actor_for(account: UUID, *, programme: UUID, moment: datetime | None = None) -> Actor:
    """The account with the posts it holds in a programme at a moment (now), in two queries."""
    moment = moment or timezone.now()
    grants = RoleGrant.objects.filter(
        Q(closes_at=None) | Q(closes_at__gt=moment),
        account=account,
        programme=programme,
        opens_at__lte=moment,
    )
    holdings = OfficeHolding.objects.filter(
        Q(closes_on=None) | Q(closes_on__gt=moment.date()),
        account=account,
        office__programme=programme,
        opens_on__lte=moment.date(),
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
