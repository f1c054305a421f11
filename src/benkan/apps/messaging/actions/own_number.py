"""The telephone on which an account wants to be reminded: given, proved, taken away."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext

from benkan.apps.journal.actions import record
from benkan.apps.messaging.actions.contacts import contact_for, give_consent, withdraw_consent
from benkan.apps.messaging.actions.outbox import queue_message
from benkan.apps.messaging.events import OwnNumberConfirmed, OwnNumberTakenAway
from benkan.apps.messaging.models import OutboundMessage, OwnNumber
from benkan.apps.messaging.rules import own_number as rules
from benkan.apps.messaging.rules.outbox import Purpose
from benkan.apps.registry import queries as registry
from benkan.kit.actor import Actor, check_here
from benkan.kit.refusals import NotFound


@transaction.atomic
def give_own_number(
    *, programme: UUID, number: str, code: str, actor: Actor, moment: datetime
) -> None:
    """Send a code to a number that an account says is its own. A number given before counts until the
    new one is confirmed no more: one at a time.

    Raises:
        NumberNotPossible: it is no number that can be written to.
        CodesEnough: as many codes were sent today as may be.
    """
    check_here(actor, programme)
    assert actor.account is not None, "an own number is an account's"
    row = OwnNumber.objects.select_for_update().filter(
        programme=programme, account=actor.account
    ).first() or OwnNumber(
        id=uuid4(), programme_id=programme, account_id=actor.account, codes_since=moment
    )
    row.codes, row.codes_since = rules.codes_after(row.codes, since=row.codes_since, now=moment)
    before, was_confirmed = row.contact_id, row.confirmed_at is not None
    row.contact_id = contact_for(programme=programme, number=number, moment=moment)
    whose = f"own_number:{_whose(row)}:"
    _check_codes_sent(row, whose, moment)
    row.code_digest, row.code_sent_at = _digest(row, code), moment
    row.tries, row.confirmed_at = 0, None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same form sent twice at once: the first one has sent its code
        return
    if was_confirmed:
        withdraw_consent(contact=before, purpose=Purpose.REMINDER, moment=moment)
    queue_message(
        programme=programme,
        contact=row.contact_id,
        key=f"{whose}{row.pk}:{row.codes}",
        purpose=Purpose.CODE,
        text=gettext("Benkan: your code is %(code)s. Type it on the page where you asked for it.")
        % {"code": code},
        moment=moment,
        spelling="economical",
    )


def _check_codes_sent(row: OwnNumber, whose: str, moment: datetime) -> None:
    """What an account has sent counts also when it has taken its number away since, and what a number
    was sent counts whichever account asked for it: it may be a stranger's."""
    lately = OutboundMessage.objects.filter(
        programme=row.programme_id,
        purpose=Purpose.CODE,
        queued_at__gt=moment - rules.CODES_WITHIN,
        queued_at__lte=moment,
    )
    for sent in (lately.filter(key__startswith=whose), lately.filter(contact=row.contact_id)):
        if sent.count() >= rules.MOST_CODES:
            raise rules.CodesEnough()


def confirm_own_number(*, programme: UUID, code: str, actor: Actor, moment: datetime) -> None:
    """The code that was sent there comes back: the number is the account's, and it may be reminded
    there. A wrong one is counted, also when it is refused.

    Raises:
        CodeNotRight, CodeOver: it is another one, or too old, or was tried too often.
        NotFound: no number was given.
    """
    check_here(actor, programme)
    if not _is_confirmed(programme, code.strip(), actor, moment):
        raise rules.CodeNotRight()


@transaction.atomic
def _is_confirmed(programme: UUID, code: str, actor: Actor, moment: datetime) -> bool:
    row = _locked(programme, actor)
    if row.confirmed_at is not None:
        return True
    rules.check_code_lives(tries=row.tries, sent_at=row.code_sent_at, now=moment)
    row.tries += 1
    is_right = constant_time_compare(row.code_digest, _digest(row, code))
    row.confirmed_at = moment if is_right else None
    row.save(update_fields=["tries", "confirmed_at"])
    if is_right:
        give_consent(
            contact=row.contact_id, purpose=Purpose.REMINDER, how="own_page", moment=moment
        )
        event = OwnNumberConfirmed(contact=row.contact_id)
        record(event, programme=programme, actor=actor, moment=moment)
    return is_right


@transaction.atomic
def take_own_number_away(*, programme: UUID, actor: Actor, moment: datetime) -> None:
    """No reminders on the telephone any more. Safe to repeat."""
    check_here(actor, programme)
    row = OwnNumber.objects.filter(programme=programme, account=actor.account).first()
    if row is None:
        return
    withdraw_consent(contact=row.contact_id, purpose=Purpose.REMINDER, moment=moment)
    event = OwnNumberTakenAway(contact=row.contact_id)
    row.delete()
    record(event, programme=programme, actor=actor, moment=moment)


@transaction.atomic
def let_own_numbers_go(*, programme: UUID, before: datetime, limit: int, moment: datetime) -> int:
    """Take away numbers that nobody proved, and those of accounts that hold no post here any more;
    returns how many, 0 at the end."""
    ours = OwnNumber.objects.filter(programme=programme)
    accounts = set(ours.values_list("account", flat=True))
    actors = registry.actors_for(accounts, programme=programme, moment=moment)
    gone = [account for account, actor in actors.items() if not actor.posts]
    never_proved = Q(confirmed_at=None, code_sent_at__lt=before)
    rows = list(ours.select_for_update().filter(never_proved | Q(account__in=gone))[:limit])
    for row in rows:
        withdraw_consent(contact=row.contact_id, purpose=Purpose.REMINDER, moment=moment)
    ours.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _whose(row: OwnNumber) -> str:
    """The account in the key of a message: known again, and not told."""
    said = f"{row.programme_id}:{row.account_id}"
    return salted_hmac("benkan.apps.messaging.own_number.whose", said).hexdigest()[:20]


def _locked(programme: UUID, actor: Actor) -> OwnNumber:
    rows = OwnNumber.objects.select_for_update()
    row = rows.filter(programme=programme, account=actor.account).first()
    if row is None:
        raise NotFound()
    return row


def _digest(row: OwnNumber, code: str) -> str:
    salt = "benkan.apps.messaging.own_number"
    said = f"{row.pk}:{row.contact_id}:{code}"
    return salted_hmac(salt, said, algorithm="sha256").hexdigest()
