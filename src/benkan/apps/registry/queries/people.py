"""The people of a programme, as far as the reader may see them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.registry.models import (
    Account,
    Invitation,
    OfficeHolding,
    PlaceAncestor,
    Programme,
    RoleGrant,
)
from benkan.apps.registry.queries.demonstration import is_demonstration_only
from benkan.apps.registry.queries.lines import line_of, lines_of
from benkan.apps.registry.queries.roles import open_grants, open_holdings
from benkan.apps.registry.rules.roles import GIVES_FOR_OWN_ORGANISATION_ONLY, SEES_PEOPLE, may_give
from benkan.kit.actor import Actor, Role


@dataclass(frozen=True)
class RoleLine:
    """A role of a person; `grant` is None for an office, which ends on the page of offices."""

    grant: UUID | None
    role: Role
    label: str
    organisation_name: str
    place_name: str
    since: date
    may_end: bool


@dataclass(frozen=True)
class PersonLine:
    account: UUID
    name: str
    email: str
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True)
class InvitationLine:
    id: UUID
    name: str
    email: str
    label: str
    organisation_name: str
    place_name: str
    expires_at: datetime


@dataclass(frozen=True)
class InvitationSeen:
    """What the invited person is shown of an invitation."""

    id: UUID
    programme_name: str
    email: str
    name: str
    role: Role
    title: str
    organisation_name: str
    place_name: str
    inviter_name: str
    expires_at: datetime
    used_at: datetime | None
    has_account: bool


def account_of_address(email: str) -> UUID | None:
    """The account with that e-mail address, in one query; None when there is none."""
    found = Account.objects.filter(email=email.strip().lower())
    return found.values_list("pk", flat=True).first()


def address_of_account(account: UUID) -> str:
    """Where an account gets its e-mails, in one query; empty once it is closed. To send only: it is
    copied nowhere."""
    found = Account.objects.filter(pk=account, is_active=True)
    return found.values_list("email", flat=True).first() or ""


def names_of(accounts: Collection[UUID]) -> dict[UUID, str]:
    """The names of accounts, in one query."""
    return dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name"))


def people_to_choose(
    programme: UUID, *roles: Role, moment: datetime, limit: int = 300
) -> list[tuple[UUID, str]]:
    """Those who hold one of the roles, ids and names, by name, in one query."""
    grants = RoleGrant.objects.filter(open_grants(moment), programme=programme, role__in=roles)
    found = Account.objects.filter(is_active=True, pk__in=grants.values("account"))
    return list(found.order_by("name", "pk").values_list("pk", "name")[:limit])


def has_own_account(email: str, *, for_real: bool) -> bool:
    """Whether the address has an account that is somebody's own, in up to three queries. Anybody may
    try a demonstration and invite any address there, so an account that demonstrations alone know
    stands in nobody's way in a real programme."""
    account = account_of_address(email)
    return account is not None and not (for_real and is_demonstration_only(account))


def _seen(actor: Actor, *, organisation: str, place: str) -> Q:
    """Rows within the posts by which the actor sees people; a coordinator sees the own organisation."""
    seen = Q(pk__in=[])
    for post in actor.posts:
        if post.role not in SEES_PEOPLE:
            continue
        part = Q()
        if post.role in GIVES_FOR_OWN_ORGANISATION_ONLY:
            part &= Q(**{organisation: post.organisation})
        if post.place is not None:
            below = PlaceAncestor.objects.filter(ancestor=post.place).values("place")
            part &= Q(**{f"{place}__in": below})
        seen |= part if part else Q(pk__isnull=False)
    return seen


def _grants(programme: UUID, actor: Actor, moment: datetime) -> QuerySet[RoleGrant]:
    seen = _seen(actor, organisation="organisation", place="place")
    return RoleGrant.objects.filter(seen, open_grants(moment), programme=programme)


def _holdings(programme: UUID, actor: Actor, moment: datetime) -> QuerySet[OfficeHolding]:
    seen = _seen(actor, organisation="office__organisation", place="office__place")
    return OfficeHolding.objects.filter(
        seen, open_holdings(moment), office__programme=programme, account__isnull=False
    )


def _accounts(grants: QuerySet[RoleGrant], holdings: QuerySet[OfficeHolding]) -> QuerySet[Account]:
    return Account.objects.filter(
        Q(pk__in=grants.values("account")) | Q(pk__in=holdings.values("account"))
    )


def people_count(programme: UUID, *, actor: Actor, moment: datetime) -> int:
    """How many accounts `people_of` lists in all, in one query."""
    grants = _grants(programme, actor, moment)
    return _accounts(grants, _holdings(programme, actor, moment)).count()


def people_of(
    programme: UUID,
    *,
    actor: Actor,
    moment: datetime,
    start: int = 0,
    limit: int = 50,
) -> list[PersonLine]:
    """The accounts that hold a role or office within the actor's sight, by name, each with those
    roles, in four queries."""
    grants = _grants(programme, actor, moment)
    holdings = _holdings(programme, actor, moment)
    found = _accounts(grants, holdings).order_by("name", "pk")
    accounts = list(found[start : start + limit])
    lines = _role_lines(accounts, grants, holdings, actor)
    return [PersonLine(a.pk, a.name, a.email, tuple(lines[a.pk])) for a in accounts]


def _role_lines(
    accounts: list[Account],
    grants: QuerySet[RoleGrant],
    holdings: QuerySet[OfficeHolding],
    actor: Actor,
) -> dict[UUID, list[RoleLine]]:
    lines: dict[UUID, list[RoleLine]] = defaultdict(list)
    shown = list(
        grants.filter(account__in=accounts)
        .select_related("organisation", "place")
        .order_by("opens_at")
    )
    above = lines_of([grant.place_id for grant in shown if grant.place_id is not None])
    for grant in shown:
        lines[grant.account_id].append(_of_grant(grant, actor, above))
    held = holdings.filter(account__in=accounts)
    for holding in held.select_related("office__organisation", "office__place"):
        assert holding.account_id is not None, "only holdings with an account were asked for"
        lines[holding.account_id].append(_of_holding(holding))
    return lines


def _of_grant(grant: RoleGrant, actor: Actor, above: dict[UUID, frozenset[UUID]]) -> RoleLine:
    role = Role(grant.role)
    line = above.get(grant.place_id, frozenset()) if grant.place_id else frozenset()
    gives = may_give(actor, role, organisation=grant.organisation_id, line=line)
    return RoleLine(
        grant=grant.pk,
        role=role,
        label=gettext(role.label),
        organisation_name=grant.organisation.name if grant.organisation else "",
        place_name=grant.place.name if grant.place else "",
        since=timezone.localdate(grant.opens_at),
        may_end=gives or grant.account_id == actor.account,
    )


def _of_holding(holding: OfficeHolding) -> RoleLine:
    office = holding.office
    return RoleLine(
        grant=None,
        role=Role.OFFICE_HOLDER,
        label=office.title,
        organisation_name=office.organisation.name if office.organisation else "",
        place_name=office.place.name,
        since=holding.opens_on,
        may_end=False,
    )


def role_line(programme: UUID, grant: UUID, *, actor: Actor, moment: datetime) -> PersonLine | None:
    """One open role that the actor may end, with its person, in two queries; None when there is none."""
    found = RoleGrant.objects.filter(open_grants(moment), programme=programme, pk=grant)
    row = found.select_related("account", "organisation", "place").first()
    if row is None:
        return None
    above = {row.place_id: line_of(row.place_id)} if row.place_id else {}
    line = _of_grant(row, actor, above)
    if not line.may_end:
        return None
    return PersonLine(row.account_id, row.account.name, row.account.email, (line,))


def invitations_open(
    programme: UUID, *, actor: Actor, moment: datetime, limit: int = 100
) -> list[InvitationLine]:
    """Invitations within the actor's sight that can still be accepted, the newest first, in one query."""
    seen = _seen(actor, organisation="organisation", place="place")
    found = Invitation.objects.filter(
        seen, programme=programme, used_at=None, expires_at__gt=moment
    ).select_related("organisation", "place")
    return [
        InvitationLine(
            id=row.pk,
            name=row.name,
            email=row.email,
            label=gettext(Role(row.role).label),
            organisation_name=row.organisation.name if row.organisation else "",
            place_name=row.place.name if row.place else "",
            expires_at=row.expires_at,
        )
        for row in found.order_by("-expires_at")[:limit]
    ]


def invitation_of(token_digest: str) -> InvitationSeen | None:
    """The invitation behind a link, by the hash of its token, in up to five queries; None when there is
    none."""
    found = Invitation.objects.filter(token_digest=token_digest).select_related(
        "programme", "organisation", "place", "invited_by", "holding__office"
    )
    row = found.first()
    if row is None:
        return None
    return InvitationSeen(
        id=row.pk,
        programme_name=row.programme.name,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        title=row.holding.office.title if row.holding else "",
        organisation_name=row.organisation.name if row.organisation else "",
        place_name=row.place.name if row.place else "",
        inviter_name=row.invited_by.name,
        expires_at=row.expires_at,
        used_at=row.used_at,
        has_account=has_own_account(row.email, for_real=row.programme.kind == Programme.Kind.REAL),
    )
