"""Who took part in something hears what came of it, if she asked to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from benkan.apps.messaging.actions.contacts import contact_for, give_consent, locked_contact
from benkan.apps.messaging.actions.outbox import queue_message
from benkan.apps.messaging.actions.subscribing import spoken_language
from benkan.apps.messaging.models import Awaited
from benkan.apps.messaging.rules.outbox import Purpose
from benkan.apps.messaging.rules.spelling import plain_letters

AWAITED_FOR = timedelta(days=550)
"""Three cycles of half a year; then her number is let go of like any other."""


@transaction.atomic
def await_result(
    *, programme: UUID, number: str, subject: UUID, language: str, how: str, moment: datetime
) -> bool:
    """Note that whoever holds the number asked to hear what comes of something, and agreed to be written
    to for it. False when she waits for it already. The caller has asked whether the actor may.

    Raises:
        NumberNotPossible: it is no number that can be written to.
    """
    contact = contact_for(programme=programme, number=number, moment=moment, language=language)
    row = locked_contact(contact)
    _, is_new = Awaited.objects.update_or_create(
        contact=row,
        subject=subject,
        ended_at=None,
        defaults={"until": timezone.localdate(moment) + AWAITED_FOR},
        create_defaults={
            "until": timezone.localdate(moment) + AWAITED_FOR,
            "how": how,
            "begun_at": moment,
        },
    )
    give_consent(contact=contact, purpose=Purpose.RESULT, how=how, moment=moment)
    return is_new


def tell_result(*, subject: UUID, key: str, words: Callable[[], str], moment: datetime) -> int:
    """Put what came of it into the outbox for all who wait for it, each in her language; `words` says it
    in the one that is in force. Told again with the same key: nothing. Returns how many are told."""
    today = timezone.localdate(moment)
    waiting = Awaited.objects.filter(subject=subject, ended_at=None, until__gte=today)
    rows = list(waiting.select_related("contact").order_by("begun_at", "id"))
    for row in rows:
        with override(spoken_language(row.contact)):
            text = plain_letters(words())
        queue_message(
            programme=row.contact.programme_id,
            contact=row.contact_id,
            key=f"{key}:{row.contact_id}",
            purpose=Purpose.RESULT,
            text=text,
            moment=moment,
        )
    return len(rows)
