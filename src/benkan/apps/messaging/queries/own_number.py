"""Where an account can be reminded."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from benkan.apps.messaging.models import Consent, OwnNumber
from benkan.apps.messaging.queries.keys import contact_key
from benkan.kit import sealing

_SHOWN_DIGITS = 2


@dataclass(frozen=True)
class OwnNumberShown:
    """The own number of an account as its owner is shown it: the last digits, to know it again."""

    ends_with: str
    is_confirmed: bool
    has_stopped: bool


def own_number(account: UUID, *, programme: UUID) -> OwnNumberShown | None:
    """The number that an account gave in a programme, in one query; None when it gave none or was
    erased since."""
    rows = OwnNumber.objects.filter(programme=programme, account=account)
    row = rows.select_related("contact__key").first()
    key = contact_key(row.contact) if row else None
    if row is None or key is None:
        return None
    box, of = row.contact.sealed_number, row.contact_id
    number = sealing.unsealed(key, box, bound_to=of, use="number").decode()
    return OwnNumberShown(
        ends_with=number[-_SHOWN_DIGITS:],
        is_confirmed=row.confirmed_at is not None,
        has_stopped=row.contact.stopped_at is not None,
    )


def contacts_of_accounts(accounts: Collection[UUID], *, programme: UUID) -> dict[UUID, UUID]:
    """The contact of each account that can be reminded by SMS in a programme, in one query: it has
    proved its number, agrees, and has neither said STOP nor been erased."""
    agrees = Consent.objects.filter(
        contact=OuterRef("contact"), purpose=Consent.Purpose.REMINDER, withdrawn_at=None
    )
    rows = OwnNumber.objects.filter(
        Exists(agrees),
        programme=programme,
        account__in=accounts,
        confirmed_at__isnull=False,
        contact__stopped_at=None,
        contact__erased_at=None,
    )
    return dict(rows.values_list("account_id", "contact_id"))


def contact_of_account(account: UUID, *, programme: UUID) -> UUID | None:
    """The contact of an account that can be reminded by SMS in a programme, in one query."""
    return contacts_of_accounts([account], programme=programme).get(account)
