"""Found a programme and name its first administrator: from the machine itself, by nobody's leave."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.journal.actions import record
from benkan.apps.registry.events import ProgrammeFounded, RoleGranted
from benkan.apps.registry.models import Account, Programme, RoleGrant
from benkan.apps.registry.rules import programmes as rules
from benkan.kit.actor import NOBODY, Role


@transaction.atomic
def found_programme(
    *,
    slug: str,
    name: str,
    kind: str,
    opens_on: date,
    moment: datetime,
    closes_on: date | None = None,
) -> UUID:
    """Found a programme. A second call with the same address is refused."""
    rules.check_slug_free(slug, taken=Programme.objects.filter(slug=slug).exists())
    programme = Programme.objects.create(
        slug=slug, name=name, kind=kind, opens_on=opens_on, closes_on=closes_on
    )
    event = ProgrammeFounded(programme=programme.pk, kind=kind)
    record(event, programme=programme.pk, actor=NOBODY, moment=moment)
    return programme.pk


@transaction.atomic
def name_first_administrator(
    *, programme: UUID, email: str, name: str, moment: datetime, password: str | None = None
) -> UUID:
    """Give the first administrator's role for the whole programme; the account is made if there is
    none. Refused once there is an administrator."""
    Programme.objects.select_for_update().get(pk=programme)
    named = RoleGrant.objects.filter(
        programme=programme, role=Role.ADMINISTRATOR, closes_at=None
    ).count()
    rules.check_no_administrator_yet(named)
    account = Account.objects.filter(email=email.lower()).first()
    if account is None:
        account = Account.objects.create_user(email, password, name=name, moment=moment)
    RoleGrant.objects.create(
        account=account, programme_id=programme, role=Role.ADMINISTRATOR, opens_at=moment
    )
    event = RoleGranted(account=account.pk, role=Role.ADMINISTRATOR.value, place=None)
    record(event, programme=programme, actor=NOBODY, moment=moment)
    return account.pk
