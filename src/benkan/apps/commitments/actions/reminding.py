"""Remind offices of what they promised: once for each occasion, day and way."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from benkan.apps.commitments.events import OfficeReminded, ReminderTold
from benkan.apps.commitments.models import Commitment, Reminder
from benkan.apps.commitments.queries.reminding import to_remind
from benkan.apps.commitments.rules import State, number_shown
from benkan.apps.commitments.rules import reminding as rules
from benkan.apps.commitments.rules.reminding import Occasion, ReminderState, Way
from benkan.apps.journal.actions import record
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries as contacts
from benkan.apps.registry import queries as registry
from benkan.kit.actor import NOBODY, Actor, check_here, require
from benkan.kit.pages import ProgrammeHere
from benkan.kit.refusals import NotFound
from benkan.kit.words import first_of_month

BATCH = 50


@dataclass(frozen=True)
class _Addressee:
    """Who is reminded of one commitment, and how: as of the office, or nobody who can be reached."""

    programme: ProgrammeHere
    office: registry.OfficeCard
    holder: registry.Reached | None
    contact: UUID | None

    @property
    def ways(self) -> tuple[Way, ...]:
        if self.holder is None:
            return (Way.HAND,)
        return (Way.SMS, Way.EMAIL) if self.contact else (Way.EMAIL,)


def remind_offices(*, programme: ProgrammeHere, now: datetime, limit: int = BATCH) -> int:
    """Remind the offices of a programme of what is due today, `limit` promises at most; by night and
    in a past programme nobody. Returns how many promises were recalled: nought when all is done.

    One query where nothing is due; else five for the batch and some twenty for each promise.
    """
    if programme.kind == "historical" or contacts.morning_after(now) is not None:
        return 0
    today = timezone.localdate(now)
    rows = list(to_remind(programme.id, today=today, limit=limit))
    if not rows:
        return 0
    offices = registry.office_cards({row.office_id for row in rows}, on=today)
    holders = registry.reached_by_account(list(offices), on=today)
    accounts = {holder.account for holder in holders.values()}
    own = contacts.contacts_of_accounts(accounts, programme=programme.id)
    done = 0
    for row in rows:
        holder = holders.get(row.office_id)
        contact = own.get(holder.account) if holder else None
        addressee = _Addressee(programme, offices[row.office_id], holder, contact)
        done += _remind(row.pk, addressee, today, now)
    return done


@transaction.atomic
def _remind(commitment: UUID, addressee: _Addressee, today: date, now: datetime) -> bool:
    """Remind of one promise as it stands now: whoever was faster, with a reminder or with a step that
    settles it, is respected. What is written down and what is sent is one transaction."""
    row = Commitment.objects.select_for_update().get(pk=commitment)
    asked_on = timezone.localdate(row.proposed_at)
    occasion = rules.occasion_on(
        State(row.state), due_on=row.due_on, asked_on=asked_on, today=today
    )
    if occasion is None or _was_given(row, occasion):
        return False
    Reminder.objects.filter(commitment=row, state=ReminderState.WAITING).update(
        state=ReminderState.OVER
    )
    for way in addressee.ways:
        Reminder.objects.create(
            commitment=row,
            occasion=occasion,
            due_on=row.due_on,
            way=way,
            state=ReminderState.WAITING if way is Way.HAND else ReminderState.GIVEN,
            moment=now,
        )
    _write(row, occasion, addressee, now)
    record(
        OfficeReminded(
            commitment=row.pk,
            office=row.office_id,
            occasion=occasion,
            ways=",".join(addressee.ways),
            due_on=row.due_on,
        ),
        programme=row.programme_id,
        actor=NOBODY,
        moment=now,
    )
    return True


def _was_given(row: Commitment, occasion: Occasion) -> bool:
    return Reminder.objects.filter(commitment=row, occasion=occasion, due_on=row.due_on).exists()


def _write(row: Commitment, occasion: Occasion, to: _Addressee, now: datetime) -> None:
    if to.holder is None:
        return
    key = f"reminder:{row.pk}:{occasion}:{row.due_on.isoformat()}"
    with override(to.holder.language):
        sms, subject, text = _words(row, occasion, to)
    if to.contact is not None:
        messaging.queue_message(
            programme=row.programme_id,
            contact=to.contact,
            key=key,
            purpose="reminder",
            text=sms,
            moment=now,
            spelling="economical",
        )
    messaging.write_letter(
        programme=row.programme_id,
        account=to.holder.account,
        key=key,
        subject=f"Benkan : {subject}",
        text=text,
        moment=now,
    )


def _words(row: Commitment, occasion: Occasion, to: _Addressee) -> tuple[str, str, str]:
    """The SMS, the subject and the text of the e-mail, in the language that is active."""
    day = first_of_month(date_format(row.due_on, "j F Y"))
    number = number_shown(row.number)
    sms = gettext(rules.SMS_WORDS[occasion]) % {
        "number": number,
        "day": row.due_on.strftime("%d/%m/%Y"),
        "action": "%(action)s",
    }
    subject = gettext(rules.SUBJECTS[occasion]) % {"number": number, "day": day}
    path = reverse(
        "commitments:commitment",
        kwargs={"programme": to.programme.slug, "commitment_id": row.pk},
    )
    text = gettext(rules.LETTER) % {
        "subject": subject,
        "action": row.action,
        "office": to.office.title,
        "place": to.office.place_name,
        "link": f"{settings.ORIGIN}{path}",
        "programme": to.programme.name,
    }
    return rules.one_sms(sms, row.action), subject, text


@transaction.atomic
def note_told(*, reminder: UUID, actor: Actor, moment: datetime) -> None:
    """Write down that the office was told by word of mouth. The second time is refused.

    Raises:
        NotFound: there is none in the actor's programme.
        NotToBeTold: it was told, or the promise has moved on.
    """
    row = (
        Reminder.objects.select_for_update(of=("self",))
        .select_related("commitment")
        .filter(pk=reminder, way=Way.HAND)
        .first()
    )
    if row is None:
        raise NotFound()
    check_here(actor, row.commitment.programme_id)
    require(actor, *rules.TELLERS, line=registry.line_of(row.commitment.place_id))
    if row.state != ReminderState.WAITING or row.commitment.state not in rules.REMINDED:
        raise rules.NotToBeTold()
    row.state, row.told_at, row.told_by_id = ReminderState.TOLD, moment, actor.account
    row.save(update_fields=["state", "told_at", "told_by"])
    record(
        ReminderTold(
            commitment=row.commitment_id,
            office=row.commitment.office_id,
            occasion=row.occasion,
            due_on=row.due_on,
        ),
        programme=row.commitment.programme_id,
        actor=actor,
        moment=moment,
    )
