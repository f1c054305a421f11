"""Change the master key, or the key of numbers, in short batches that may be cut off anywhere.

The new key is in the folder, and in use, before the first row changes; each row says which key it
needs, so that going on after a stop is the same as beginning. The old key is deleted when no row
needs it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from benkan.apps.messaging.models import Contact, ContactKey, Gateway
from benkan.apps.messaging.queries.keys import (
    contact_keys,
    master_of,
    number_digest,
    number_keys,
    opened_by_master,
    sealed_by_master,
)
from benkan.kit import sealing
from benkan.kit.keys import MASTER, NUMBERS, Series

_START = UUID(int=0)
GRACE = timedelta(days=1)
"""How long an old key stays where other processes may just be writing under it."""


@dataclass(frozen=True)
class Redigested:
    """How many numbers of a batch came under the key in use, and the last contact of it, to go on
    after; None at the end."""

    count: int
    last: UUID | None


@transaction.atomic
def rewrap_gateways() -> int:
    """Seal the settings of gateways under the master key in use; returns how many were not."""
    current, _ = MASTER.current(_folder())
    changed = 0
    for row in Gateway.objects.select_for_update().order_by("pk"):
        if master_of(row.sealed_settings) != current:
            content = opened_by_master(row.sealed_settings, bound_to=row.pk, use="gateway")
            row.sealed_settings = sealed_by_master(content, bound_to=row.pk, use="gateway")
            row.save(update_fields=["sealed_settings"])
            changed += 1
    return changed


@transaction.atomic
def rewrap_contacts(*, limit: int = 500) -> int:
    """Wrap the keys of some contacts under the master key in use; returns how many, 0 at the end."""
    current, _ = MASTER.current(_folder())
    others = ContactKey.objects.select_for_update().exclude(master=current).order_by("pk")
    rows = list(others[:limit])
    for row in rows:
        key = opened_by_master(row.wrapped, bound_to=row.pk, use="key")
        row.wrapped = sealed_by_master(key, bound_to=row.pk, use="key")
        row.master = master_of(row.wrapped)
    ContactKey.objects.bulk_update(rows, ["wrapped", "master"])
    return len(rows)


@transaction.atomic
def redigest_numbers(*, after: UUID = _START, limit: int = 500) -> Redigested:
    """Digest some numbers under the key in use, in the order of their contacts. A number that cannot
    be opened, or is there under the new key already, keeps its old digest."""
    current = number_keys()[0]
    others = Contact.objects.filter(erased_at=None, pk__gt=after).exclude(number_key=current)
    rows = list(others.select_for_update().order_by("pk")[:limit])
    keys = contact_keys([row.pk for row in rows])
    count = sum(_redigest(row, keys[row.pk], current) for row in rows if row.pk in keys)
    return Redigested(count, rows[-1].pk if rows else None)


def needed_keys() -> dict[Series, set[int]]:
    """Which numbers of each series some row needs, in three queries."""
    gateways = Gateway.objects.values_list("sealed_settings", flat=True)
    contacts = ContactKey.objects.values_list("master", flat=True).order_by().distinct()
    numbers = Contact.objects.filter(erased_at=None).values_list("number_key", flat=True)
    return {
        MASTER: {*contacts, *map(master_of, gateways)},
        NUMBERS: set(numbers.order_by().distinct()),
    }


def drop_unneeded_keys(*, now: datetime, at_once: bool) -> list[str]:
    """Delete old keys that no row needs; returns their names. Safe to repeat.

    Args:
        at_once: nobody else writes now. Else a key stays a day after the next one was made.
    """
    dropped = []
    for series, needed in needed_keys().items():
        for number in series.numbers(_folder())[1:]:
            if number not in needed and (at_once or _is_long_ago(series, now)):
                series.drop(_folder(), number)
                dropped.append(series.file_name(number))
    return dropped


def _redigest(row: Contact, key: bytes, number_key: int) -> bool:
    number = sealing.unsealed(key, row.sealed_number, bound_to=row.pk, use="number").decode()
    row.number_digest = number_digest(number, programme=row.programme_id, number_key=number_key)
    row.number_key = number_key
    try:
        with transaction.atomic():
            row.save(update_fields=["number_digest", "number_key"])
    except IntegrityError:  # it wrote while the key changed, and is known under the new one
        return False
    return True


def _is_long_ago(series: Series, now: datetime) -> bool:
    newest = series.numbers(_folder())[0]
    made = (_folder() / f"{series.file_name(newest)}.key").stat().st_mtime
    return made + GRACE.total_seconds() < now.timestamp()


def _folder() -> Path:
    return Path(settings.KEYS_DIR)
