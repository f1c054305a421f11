"""Keep a contact longer for a written purpose; let go of raw requests."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.journal.actions import record
from benkan.apps.messaging.actions.contacts import locked_contact
from benkan.apps.messaging.events import ContactKeptLonger
from benkan.apps.messaging.models import InboundMessage, KeptLonger
from benkan.apps.messaging.queries.retention import requests_before
from benkan.apps.messaging.rules.retention import check_may_keep_longer
from benkan.apps.messaging.rules.scope import check_may_care
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotFound


@transaction.atomic
def keep_longer(
    *, contact: UUID, purpose: str, until: date, actor: Actor, moment: datetime
) -> None:
    """Keep a contact to the end of a day, for a purpose. The same again changes nothing.

    Raises:
        PurposeMissing, UntilNotPossible: the purpose says nothing, or the day is too far.
        NotFound: the contact is erased already.
    """
    row = locked_contact(contact)
    check_may_care(actor, Role.ADMINISTRATOR, programme=row.programme_id)
    if row.erased_at is not None:
        raise NotFound()
    check_may_keep_longer(purpose=purpose, until=until, today=moment.date())
    _, is_new = KeptLonger.objects.get_or_create(
        contact=row,
        purpose=purpose.strip(),
        until=until,
        defaults={"decided_by_id": actor.account, "decided_at": moment},
    )
    if is_new:
        event = ContactKeptLonger(contact=contact, until=until)
        record(event, programme=row.programme_id, actor=actor, moment=moment)


@transaction.atomic
def let_requests_go(*, programme: UUID, before: datetime, limit: int) -> int:
    """Empty some raw requests that came before a moment; returns how many, 0 at the end."""
    found = requests_before(programme, before=before).values_list("pk", flat=True)[:limit]
    return InboundMessage.objects.filter(pk__in=list(found)).update(sealed_request=b"")
