"""Keep many messages in one transaction, in as many queries as for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from benkan.apps.journal.actions import record_all
from benkan.apps.messaging.actions.senders import named, senders_for
from benkan.apps.messaging.events import MessageReceived
from benkan.apps.messaging.models import Contact, Gateway, InboundMessage
from benkan.kit import sealing
from benkan.kit.actor import NOBODY

Known = tuple[UUID, str]
"""By what a delivery is known: its gateway and its key there."""


@dataclass(frozen=True)
class Brought:
    """A message as a gateway brought it."""

    gateway: UUID
    external_key: str
    number: str
    text: str
    raw: bytes
    moment: datetime

    @property
    def known_by(self) -> Known:
        return self.gateway, self.external_key


def keep_many(brought: Sequence[Brought]) -> list[bool]:
    """Keep messages that ask for nothing at once (no STOP, no START), with their senders and events;
    for each, whether it is new. Committed when this returns. At most ten queries, however many.

    Rows that two processes may both want to make are made in one order everywhere, contacts before
    messages, so that neither waits for the other in a circle.

    Raises:
        NumberNotPossible: one names no sender; nothing is kept.
    """
    with transaction.atomic(durable=True):
        first = {one.known_by: one for one in reversed(brought)}
        for known in _kept_before(first):
            del first[known]
        ids = {known: uuid4() for known in sorted(first)}
        fresh = _keep({ids[known]: first[known] for known in ids}) if ids else set()
    answered: set[Known] = set()
    found = []
    for one in brought:
        is_new = ids.get(one.known_by) in fresh and one.known_by not in answered
        answered.add(one.known_by)
        found.append(is_new)
    return found


def _kept_before(first: dict[Known, Brought]) -> list[Known]:
    """Those that were kept, today or long ago. It saves work, and a contact that is only made for a
    repetition; what is certain is the unique key alone."""
    rows = InboundMessage.objects.filter(
        gateway__in={gateway for gateway, _ in first}, external_key__in=[key for _, key in first]
    )
    return [known for known in rows.values_list("gateway", "external_key") if known in first]


def _keep(messages: dict[UUID, Brought]) -> set[UUID]:
    """Insert the rows with their events; answers which of them are ours: another process may have been
    faster with the same delivery."""
    gateways = {one.gateway for one in messages.values()}
    programmes = dict(Gateway.objects.filter(pk__in=gateways).values_list("pk", "programme"))
    senders = {pk: named(programmes[one.gateway], one.number) for pk, one in messages.items()}
    contacts = senders_for(senders.values(), moment=min(one.moment for one in messages.values()))
    rows = [_sealed_row(pk, one, *contacts[senders[pk]]) for pk, one in messages.items()]
    InboundMessage.objects.bulk_create(rows, ignore_conflicts=True)
    fresh = set(InboundMessage.objects.filter(pk__in=messages).values_list("pk", flat=True))
    record_all(
        [
            (
                MessageReceived(message=row.pk, contact=row.contact_id),
                senders[row.pk].programme,
                row.received_at,
            )
            for row in rows
            if row.pk in fresh and not contacts[senders[row.pk]][0].is_service
        ],
        actor=NOBODY,
    )
    return fresh


def _sealed_row(pk: UUID, one: Brought, contact: Contact, key: bytes) -> InboundMessage:
    return InboundMessage(
        id=pk,
        gateway_id=one.gateway,
        external_key=one.external_key,
        contact=contact,
        sealed_request=sealing.sealed(key, one.raw, bound_to=pk, use="request"),
        sealed_text=sealing.sealed(key, one.text.encode(), bound_to=pk, use="text"),
        received_at=one.moment,
    )
