"""What an account may be in a programme."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import CharField, Q, UUIDField, Value
from django.utils import timezone

from benkan.apps.registry.models import OfficeHolding, Programme, RoleGrant
from benkan.kit.actor import Actor, Post, Role


def open_grants(moment: datetime) -> Q:
    """Grants in force at a moment, as a condition."""
    return Q(opens_at__lte=moment) & (Q(closes_at=None) | Q(closes_at__gt=moment))


def open_holdings(moment: datetime) -> Q:
    """Holdings in force on the local day of a moment, as a condition."""
    return open_holdings_on(timezone.localdate(moment))


def open_holdings_on(day: date) -> Q:
    """Holdings in force on a day, as a condition."""
    return Q(opens_on__lte=day) & (Q(closes_on=None) | Q(closes_on__gt=day))


def actor_for(account: UUID, *, programme: UUID, moment: datetime) -> Actor:
    """The account with the posts it holds in a programme at a moment, in one query. An account that
    has been closed holds none. Pages ask `programme_entered`."""
    grants = RoleGrant.objects.filter(
        open_grants(moment), account=account, account__is_active=True, programme=programme
    )
    holdings = OfficeHolding.objects.filter(
        open_holdings(moment),
        account=account,
        account__is_active=True,
        office__programme=programme,
    )
    no_office = Value(None, output_field=UUIDField())
    as_holder = Value(Role.OFFICE_HOLDER.value, output_field=CharField())
    rows = grants.values_list("role", "organisation", "place", no_office).union(
        holdings.values_list(as_holder, "office__organisation", "office__place", "office"), all=True
    )
    posts = tuple(Post(Role(role), *held) for role, *held in rows)
    return Actor(account=account, posts=posts, programme=programme)


def actors_for(
    accounts: Collection[UUID], *, programme: UUID, moment: datetime
) -> dict[UUID, Actor]:
    """Several accounts as `actor_for` gives each, in two queries."""
    posts: dict[UUID, list[Post]] = {account: [] for account in accounts}
    grants = RoleGrant.objects.filter(
        open_grants(moment), account__in=accounts, account__is_active=True, programme=programme
    )
    for grant in grants:
        posts[grant.account_id].append(
            Post(Role(grant.role), grant.organisation_id, grant.place_id)
        )
    holdings = OfficeHolding.objects.filter(
        open_holdings(moment),
        account__in=accounts,
        account__is_active=True,
        office__programme=programme,
    ).select_related("office")
    for holding in holdings:
        assert holding.account_id is not None, "only holdings with an account were asked for"
        posts[holding.account_id].append(_of_office(holding))
    return {
        account: Actor(account=account, posts=tuple(held), programme=programme)
        for account, held in posts.items()
    }


def accounts_with(programme: UUID, *roles: Role, moment: datetime) -> tuple[UUID, ...]:
    """The active accounts that hold one of the roles somewhere, in one query."""
    grants = RoleGrant.objects.filter(
        open_grants(moment), account__is_active=True, programme=programme, role__in=roles
    )
    found = grants.order_by("account").values_list("account_id", flat=True).distinct()
    return tuple(found)


def was_ever_here(account: UUID, programme: UUID) -> bool:
    """Whether an account holds or held a role or an office in the programme, in up to two queries."""
    return (
        RoleGrant.objects.filter(account=account, programme=programme).exists()
        or OfficeHolding.objects.filter(account=account, office__programme=programme).exists()
    )


def _of_office(holding: OfficeHolding) -> Post:
    office = holding.office
    return Post(Role.OFFICE_HOLDER, office.organisation_id, office.place_id, office.pk)


def administers_for_real(account: UUID, *, moment: datetime) -> bool:
    """Whether the account is an administrator of a real programme, in one query."""
    grants = RoleGrant.objects.filter(
        open_grants(moment), account=account, role=Role.ADMINISTRATOR.value
    )
    return grants.filter(programme__kind=Programme.Kind.REAL).exists()
