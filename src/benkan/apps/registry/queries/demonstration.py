"""The accounts of demonstrations: fictional people whose password everybody may know."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from benkan.apps.registry.models import Account, OfficeHolding, Programme, RoleGrant
from benkan.kit.actor import Role


@dataclass(frozen=True)
class DemonstrationAccount:
    email: str
    name: str
    role: Role
    programme: str


def _roles() -> QuerySet[RoleGrant]:
    """Grants in demonstrations, of accounts that are nothing in any other programme."""
    demonstration = Programme.Kind.DEMONSTRATION
    elsewhere = RoleGrant.objects.exclude(programme__kind=demonstration).values("account")
    return RoleGrant.objects.filter(programme__kind=demonstration, closes_at=None).exclude(
        account__in=elsewhere
    )


def _holders() -> QuerySet[OfficeHolding]:
    demonstration = Programme.Kind.DEMONSTRATION
    elsewhere = RoleGrant.objects.exclude(programme__kind=demonstration).values("account")
    held_elsewhere = OfficeHolding.objects.filter(account__isnull=False).exclude(
        office__programme__kind=demonstration
    )
    return OfficeHolding.objects.filter(
        office__programme__kind=demonstration, account__isnull=False, closes_on=None
    ).exclude(Q(account__in=elsewhere) | Q(account__in=held_elsewhere.values("account")))


def demonstration_accounts(*, limit: int = 12) -> list[DemonstrationAccount]:
    """The accounts to try a demonstration with: the first of each role in each demonstration, in two
    queries. An account with a role in any other programme is never among them."""
    found: dict[tuple[UUID, Role], DemonstrationAccount] = {}
    grants = _roles().select_related("account", "programme").order_by("opens_at", "account__email")
    for grant in grants[:200]:
        role, account = Role(grant.role), grant.account
        shown = DemonstrationAccount(account.email, account.name, role, grant.programme.name)
        found.setdefault((grant.programme_id, role), shown)
    holders = _holders().select_related("account", "office__programme")
    for holding in holders.order_by("opens_on", "account__email")[:50]:
        holder, programme = holding.account, holding.office.programme
        assert holder is not None, "only holdings with an account were asked for"
        shown = DemonstrationAccount(holder.email, holder.name, Role.OFFICE_HOLDER, programme.name)
        found.setdefault((programme.pk, Role.OFFICE_HOLDER), shown)
    order = list(Role)
    return sorted(found.values(), key=lambda a: (a.programme, order.index(a.role)))[:limit]


def is_demonstration_only(account: UUID) -> bool:
    """Whether the account has a role in demonstrations and in no other programme, in one or two queries."""
    return _roles().filter(account=account).exists() or _holders().filter(account=account).exists()


def is_demonstration_address(email: str) -> bool:
    """The same for an e-mail address, in up to three queries."""
    account = Account.objects.filter(email=email.lower()).values_list("pk", flat=True).first()
    return account is not None and is_demonstration_only(account)
