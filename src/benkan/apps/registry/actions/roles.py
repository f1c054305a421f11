"""Give a role, end a role, close somebody's sessions."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from benkan.apps.journal.actions import record
from benkan.apps.registry.events import RoleEnded, RoleGranted, SessionsClosed
from benkan.apps.registry.models import Account, Organisation, Programme, RoleGrant
from benkan.apps.registry.queries.lines import line_or_country
from benkan.apps.registry.rules import roles as rules
from benkan.kit.actor import Actor, Role, check_here
from benkan.kit.refusals import NotAllowed, NotFound


@transaction.atomic
def grant_role(
    *,
    programme: UUID,
    account: UUID,
    role: Role,
    actor: Actor,
    moment: datetime,
    organisation: UUID | None = None,
    place: UUID | None = None,
) -> UUID:
    """Give an account a role. Who holds it already keeps it, and nothing is recorded twice."""
    check_grant(programme, actor, role, organisation=organisation, place=place)
    if not Account.objects.filter(pk=account).exists():
        raise NotFound()
    return give(
        programme=programme,
        account=account,
        role=role,
        organisation=organisation,
        place=place,
        actor=actor,
        moment=moment,
    )


def check_grant(
    programme: UUID, actor: Actor, role: Role, *, organisation: UUID | None, place: UUID | None
) -> None:
    """Whether the actor may give the role, for an organisation of this programme."""
    check_here(actor, programme)
    if role is Role.OFFICE_HOLDER:
        raise rules.OfficeIsNotARole()
    rules.check_may_give(actor, role, organisation=organisation, line=line_or_country(place))
    if organisation is not None:
        found = Organisation.objects.filter(programme=programme, pk=organisation)
        if not found.exists():
            raise NotFound()


def give(
    *,
    programme: UUID,
    account: UUID,
    role: Role,
    organisation: UUID | None,
    place: UUID | None,
    actor: Actor,
    moment: datetime,
) -> UUID:
    """Write the grant down once it has been checked; an open one stays as it is."""
    # Two who give the same role at once wait for each other here.
    Account.objects.select_for_update().get(pk=account)
    open_grant = RoleGrant.objects.filter(
        account=account,
        programme=programme,
        role=role.value,
        organisation=organisation,
        place=place,
        closes_at=None,
    ).first()
    if open_grant is not None:
        return open_grant.pk
    grant = RoleGrant.objects.create(
        account_id=account,
        programme_id=programme,
        role=role.value,
        organisation_id=organisation,
        place_id=place,
        opens_at=moment,
    )
    event = RoleGranted(account=account, role=role.value, place=place)
    record(event, programme=programme, actor=actor, moment=moment)
    return grant.pk


@transaction.atomic
def end_role(*, programme: UUID, grant: UUID, actor: Actor, moment: datetime) -> None:
    """End a role from now on: by who may give it, or by the holder. A second call changes nothing."""
    check_here(actor, programme)
    Programme.objects.select_for_update().get(pk=programme)
    row = RoleGrant.objects.filter(programme=programme, pk=grant).first()
    if row is None:
        raise NotFound()
    role = Role(row.role)
    if row.account_id != actor.account:
        line = line_or_country(row.place_id)
        rules.check_may_give(actor, role, organisation=row.organisation_id, line=line)
    if row.closes_at is not None and row.closes_at <= moment:
        return
    if role is Role.ADMINISTRATOR and row.place_id is None and not _others(row, moment):
        raise rules.LastAdministrator()
    row.closes_at = moment
    row.save(update_fields=["closes_at"])
    event = RoleEnded(account=row.account_id, role=row.role, place=row.place_id)
    record(event, programme=programme, actor=actor, moment=moment)


def _others(row: RoleGrant, moment: datetime) -> bool:
    """Whether somebody else administers the whole programme."""
    open_now = Q(closes_at=None) | Q(closes_at__gt=moment)
    others = RoleGrant.objects.filter(
        open_now, programme=row.programme_id, role=Role.ADMINISTRATOR.value, place=None
    )
    return others.exclude(account=row.account_id).filter(account__is_active=True).exists()


@transaction.atomic
def log_out_everywhere(*, account: UUID) -> None:
    """End every session of one's own account, here and on every other device."""
    Account.objects.filter(pk=account).update(session_round=F("session_round") + 1)


@transaction.atomic
def close_sessions(*, programme: UUID, account: UUID, actor: Actor, moment: datetime) -> None:
    """End every session of somebody with a role here, when a telephone is lost: by an administrator
    of the whole programme."""
    check_here(actor, programme)
    if not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed()
    if not RoleGrant.objects.filter(programme=programme, account=account).exists():
        raise NotFound()
    log_out_everywhere(account=account)
    record(SessionsClosed(account=account), programme=programme, actor=actor, moment=moment)
