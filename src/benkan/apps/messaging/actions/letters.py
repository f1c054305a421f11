"""The outbox of e-mails: written once, sent by the worker, tried again with growing pauses.

A letter is claimed in one transaction, given to the mail server outside any, and settled in another.
Whoever is killed between the last two sends it once more when the lease is over: at most what was not
acknowledged goes twice, under the same Message-ID, by which a mailbox can know it again.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from benkan.apps.messaging.models import OutboundLetter
from benkan.apps.messaging.rules import outbox as rules
from benkan.apps.messaging.rules.outbox import Result, State
from benkan.apps.registry import queries as registry

log = logging.getLogger(__name__)

# Longer than any try lasts (`EMAIL_TIMEOUT` for each answer): then whoever claimed it is gone.
LEASE = timedelta(minutes=10)


@dataclass(frozen=True)
class LettersSent:
    """How many went, and whether the mail server did not answer, so that it is left alone for now."""

    sent: int
    is_server_down: bool


@transaction.atomic
def write_letter(
    *, programme: UUID, account: UUID, key: str, subject: str, text: str, moment: datetime
) -> UUID:
    """Put an e-mail to an account in the outbox. With a key that was used before, the first one
    stands. Only a real programme sends it; elsewhere it is kept, and held back."""
    to = {"account_id": account}
    return _written(programme, to, key=key, subject=subject, text=text, moment=moment)


@transaction.atomic
def write_to_witness(
    *, programme: UUID, witness: int, key: str, subject: str, text: str, moment: datetime
) -> UUID:
    """The same to somebody outside who keeps what we cannot change afterwards: `witness` counts the
    addresses of `ANCHOR_TO` from 1. It must hold nothing about anybody."""
    to = {"witness": witness}
    return _written(programme, to, key=key, subject=subject, text=text, moment=moment)


def _written(
    programme: UUID,
    to: Mapping[str, UUID | int],
    *,
    key: str,
    subject: str,
    text: str,
    moment: datetime,
) -> UUID:
    is_real = registry.programme_here(programme).is_real
    row, _ = OutboundLetter.objects.get_or_create(
        programme_id=programme,
        key=key,
        defaults={
            **to,
            "subject": " ".join(subject.split())[:200],
            "text": text,
            "state": State.QUEUED if is_real else State.WITHHELD,
            "reason": "" if is_real else "not_real",
            "queued_at": moment,
            "next_try_at": moment if is_real else None,
            "changed_at": moment,
        },
    )
    return row.pk


@transaction.atomic
def let_letters_go(*, programme: UUID, before: datetime, limit: int) -> int:
    """Empty e-mails that were sent or given up before a moment; that they were written stays known, so
    that none is written twice. Returns how many, 0 at the end."""
    over = OutboundLetter.objects.filter(programme=programme, changed_at__lt=before)
    over = over.exclude(state=State.QUEUED).exclude(text="")
    found = list(over.order_by("pk").values_list("pk", flat=True)[:limit])
    return OutboundLetter.objects.filter(pk__in=found).update(subject="", text="")


def send_letters(*, now: datetime, limit: int = 20) -> LettersSent:
    """Send what is due, oldest first; stops when the mail server does not answer, since the next
    letter would fare no better. Several workers may call this at once."""
    sent = 0
    for _ in range(limit):
        letter = _claimed(now)
        if letter is None:
            break
        result, reason, is_down = _try(letter)
        _settle(letter.pk, result, reason, now)
        sent += result is Result.TAKEN
        if is_down:
            return LettersSent(sent, is_server_down=True)
    return LettersSent(sent, is_server_down=False)


@transaction.atomic
def _claimed(now: datetime) -> OutboundLetter | None:
    due = OutboundLetter.objects.filter(state=State.QUEUED, next_try_at__lte=now)
    waiting = due.order_by("next_try_at", "queued_at", "id")
    letter = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if letter is None:
        return None
    letter.attempts += 1
    letter.next_try_at = now + LEASE
    letter.save(update_fields=["attempts", "next_try_at"])
    return letter


def _try(letter: OutboundLetter) -> tuple[Result, str, bool]:
    address = _address(letter)
    if not address:
        return Result.REFUSED, "no_address", False
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    told = {"Message-ID": f"<{letter.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(letter.subject, letter.text, None, [address], headers=told).send()
    except SMTPRecipientsRefused as problem:
        codes = [code for code, _ in problem.recipients.values()]
        if codes and all(500 <= code < 600 for code in codes):
            return Result.REFUSED, "address_refused", False
        return _not_now(letter, problem, is_down=False)
    except SMTPResponseException as problem:
        return _not_now(letter, problem, is_down=True)
    except (OSError, SMTPException) as problem:
        return _not_now(letter, problem, is_down=True)
    except Exception as problem:  # one letter that cannot be sent holds up no other
        return _not_now(letter, problem, is_down=False)
    return Result.TAKEN, "", False


def _address(letter: OutboundLetter) -> str:
    """Where a letter goes; empty when there is nobody there any more."""
    if letter.account_id is not None:
        return registry.address_of_account(letter.account_id)
    assert letter.witness is not None, "a letter has one reader"
    return str(dict(enumerate(settings.ANCHOR_TO, 1)).get(letter.witness, ""))


def _not_now(
    letter: OutboundLetter, problem: Exception, *, is_down: bool
) -> tuple[Result, str, bool]:
    # The kind of fault only: its text may hold the address.
    kind = type(problem).__name__
    log.warning("letter %s was not sent: %s", letter.pk, kind)
    return Result.NOT_NOW, kind, is_down


@transaction.atomic
def _settle(letter: UUID, result: Result, reason: str, now: datetime) -> None:
    row = OutboundLetter.objects.select_for_update().get(pk=letter)
    if row.state != State.QUEUED:
        return
    row.reason, row.changed_at, row.next_try_at = reason[:60], now, None
    if result is Result.TAKEN:
        row.state = State.SENT
    elif result is Result.REFUSED:
        row.state = State.FAILED
    else:
        row.next_try_at = rules.next_try(row.attempts, queued_at=row.queued_at, now=now)
        row.state = State.QUEUED if row.next_try_at else State.GIVEN_UP
    row.save(update_fields=["state", "reason", "changed_at", "next_try_at"])
