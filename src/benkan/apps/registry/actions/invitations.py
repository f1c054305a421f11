"""Invite somebody to a role or to the account of an office; accept it once.

The link's token is given out once and kept as its hash. An invitation stands on what its inviter
may give: it is checked when it is written and again when it is accepted.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benkan.apps.journal.actions import record
from benkan.apps.registry.actions.roles import check_grant, give
from benkan.apps.registry.events import AccountGivenToHolder, InvitationWithdrawn, PersonInvited
from benkan.apps.registry.models import Account, Invitation, OfficeHolding, Programme
from benkan.apps.registry.queries.lines import line_of, line_or_country
from benkan.apps.registry.queries.people import has_own_account
from benkan.apps.registry.queries.roles import actor_for
from benkan.apps.registry.rules import roles as rules
from benkan.kit.actor import Actor, Role, check_here
from benkan.kit.refusals import NotAllowed, NotFound


@dataclass(frozen=True)
class Invited:
    """An invitation and the token of its link, which is shown now and never again."""

    id: UUID
    token: str


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    programme: UUID,
    email: str,
    name: str,
    role: Role,
    actor: Actor,
    moment: datetime,
    organisation: UUID | None = None,
    place: UUID | None = None,
) -> Invited:
    """Invite a person to a role. Inviting again for the same role makes a new link; the old one
    stops working."""
    check_grant(programme, actor, role, organisation=organisation, place=place)
    return _write(
        Invitation(
            programme_id=programme,
            email=email.lower(),
            name=name,
            role=role.value,
            organisation_id=organisation,
            place_id=place,
        ),
        actor=actor,
        moment=moment,
    )


@transaction.atomic
def invite_holder(
    *, programme: UUID, holding: UUID, email: str, actor: Actor, moment: datetime
) -> Invited:
    """Invite the person who holds an office to have an account. Again: a new link, the old one stops."""
    check_here(actor, programme)
    row = _open_holding(programme, holding, moment)
    if row is None:
        raise NotFound()
    _check_may_give_office(actor, row)
    return _write(
        Invitation(
            programme_id=programme,
            email=email.lower(),
            name=row.holder,
            role=Role.OFFICE_HOLDER.value,
            organisation_id=row.office.organisation_id,
            place_id=row.office.place_id,
            holding=row,
        ),
        actor=actor,
        moment=moment,
    )


def _write(invitation: Invitation, *, actor: Actor, moment: datetime) -> Invited:
    assert actor.account is not None, "only accounts hold the roles that invite"
    Programme.objects.select_for_update().get(pk=invitation.programme_id)
    Invitation.objects.filter(
        programme=invitation.programme_id,
        email=invitation.email,
        role=invitation.role,
        organisation=invitation.organisation_id,
        place=invitation.place_id,
        holding=invitation.holding_id,
        used_at=None,
    ).delete()
    token = secrets.token_urlsafe(32)
    invitation.token_digest = digest(token)
    invitation.invited_by_id = actor.account
    invitation.expires_at = moment + rules.INVITATION_LASTS
    invitation.save()
    event = PersonInvited(invitation=invitation.pk, role=invitation.role)
    record(event, programme=invitation.programme_id, actor=actor, moment=moment)
    return Invited(invitation.pk, token)


@transaction.atomic
def withdraw_invitation(
    *, programme: UUID, invitation: UUID, actor: Actor, moment: datetime
) -> None:
    """Take back an invitation that nobody has used, by who could have written it. The second call
    finds nothing to take back."""
    check_here(actor, programme)
    row = Invitation.objects.select_for_update().filter(pk=invitation, programme=programme).first()
    if row is None or row.used_at is not None:
        return
    line = line_or_country(row.place_id)
    rules.check_may_give(actor, Role(row.role), organisation=row.organisation_id, line=line)
    row.delete()
    event = InvitationWithdrawn(invitation=invitation)
    record(event, programme=programme, actor=actor, moment=moment)


@transaction.atomic
def accept_with_new_account(*, token: str, name: str, password: str, moment: datetime) -> UUID:
    """Make the account and give it what the invitation promises, or neither. The link serves once.
    An account that only demonstrations know gets the new name and password and is hers from now on."""
    invitation = _locked(token, moment)
    for_real = invitation.programme.kind == Programme.Kind.REAL
    if has_own_account(invitation.email, for_real=for_real):
        raise rules.LogInToAccept()
    account = Account.objects.filter(email=invitation.email).first()
    if account is None:
        account = Account.objects.create_user(invitation.email, password, name=name, moment=moment)
    else:
        account.name = name
        account.set_password(password)
        account.save(update_fields=["name", "password"])
    _use(invitation, account.pk, moment)
    return account.pk


@transaction.atomic
def accept_with_account(*, token: str, account: UUID, moment: datetime) -> None:
    """Give an account that exists what the invitation to its address promises. The link serves once."""
    invitation = _locked(token, moment)
    if not Account.objects.filter(pk=account, email=invitation.email).exists():
        raise rules.InvitationForAnother()
    _use(invitation, account, moment)


def _locked(token: str, moment: datetime) -> Invitation:
    found = Invitation.objects.select_for_update().filter(token_digest=digest(token)).first()
    if found is None:
        raise rules.InvitationNotOpen()
    rules.check_invitation_open(expires_at=found.expires_at, used_at=found.used_at, now=moment)
    return found


def _use(invitation: Invitation, account: UUID, moment: datetime) -> None:
    programme = invitation.programme_id
    inviter = actor_for(invitation.invited_by_id, programme=programme, moment=moment)
    try:
        if invitation.holding_id is not None:
            _give_office(invitation, account, inviter, moment)
        else:
            _give_role(invitation, account, inviter, moment)
    except (NotAllowed, NotFound):
        raise rules.InvitationNotOpen() from None
    invitation.used_at = moment
    invitation.save(update_fields=["used_at"])


def _give_role(invitation: Invitation, account: UUID, inviter: Actor, moment: datetime) -> None:
    programme, role = invitation.programme_id, Role(invitation.role)
    organisation, place = invitation.organisation_id, invitation.place_id
    check_grant(programme, inviter, role, organisation=organisation, place=place)
    give(
        programme=programme,
        account=account,
        role=role,
        organisation=organisation,
        place=place,
        actor=inviter,
        moment=moment,
    )


def _give_office(invitation: Invitation, account: UUID, inviter: Actor, moment: datetime) -> None:
    assert invitation.holding_id is not None, "an invitation to an office names the holding"
    holding = _open_holding(invitation.programme_id, invitation.holding_id, moment)
    if holding is None:
        raise NotFound()
    _check_may_give_office(inviter, holding)
    holding.account_id = account
    holding.save(update_fields=["account"])
    event = AccountGivenToHolder(holding=holding.pk, account=account)
    record(event, programme=invitation.programme_id, actor=inviter, moment=moment)


def _open_holding(programme: UUID, holding: UUID, moment: datetime) -> OfficeHolding | None:
    """The holding of this programme, unless it has ended."""
    found = OfficeHolding.objects.filter(pk=holding, office__programme=programme)
    row = found.select_related("office").first()
    if row is None or (row.closes_on is not None and row.closes_on <= timezone.localdate(moment)):
        return None
    return row


def _check_may_give_office(actor: Actor, holding: OfficeHolding) -> None:
    office = holding.office
    rules.check_may_give(
        actor,
        Role.OFFICE_HOLDER,
        organisation=office.organisation_id,
        line=line_of(office.place_id),
    )
