"""A telephone dials the service: one input at a time, kept before it is answered."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from cattrs.preconf.json import make_converter
from django.db import transaction

from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries as contacts
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.connections import count_one, counted
from benkan.apps.voices.actions.opening import OpenedCase, open_case, opened_before, received
from benkan.apps.voices.models import Case, ConnectionCount, UssdSession
from benkan.apps.voices.queries.ussd import Gazetteer, UssdScreen, in_words
from benkan.apps.voices.rules import codes, ussd
from benkan.apps.voices.rules.opening import check_still_runs
from benkan.apps.voices.rules.ussd import Sent, SoFar, Step
from benkan.kit.actor import NOBODY

_JSON = make_converter()


@dataclass(frozen=True)
class _Kept:
    """What a session's row keeps sealed: the provider's last text, and where we are."""

    heard: str
    so_far: SoFar


@transaction.atomic
def dial(*, programme: UUID, number: str, session: str, text: str, moment: datetime) -> UssdScreen:
    """Read what a telephone typed in a session and answer with its next screen. `text` is all that it
    typed so far, joined by stars: the same text again gives the same screen and changes nothing.

    Raises:
        NumberNotPossible: the caller cannot be written to.
        ProgrammeIsOver: a programme of the past takes nothing new.
    """
    check_still_runs(registry.programme_here(programme).kind)
    contact = messaging.contact_for(
        programme=programme, number=number, moment=moment, is_brought=True
    )
    chosen = contacts.chosen_language(contact)
    row, kept = _session(contact, session, chosen, moment)
    so_far, heard = _go_on(kept, text)
    if so_far.step not in (Step.LANGUAGE, Step.RESUME) and so_far.language != chosen:
        messaging.choose_language(contact=contact, language=so_far.language, moment=moment)
    if so_far.step is Step.SENT and row.case_id is None:
        so_far = _send(row, so_far, programme, moment)
    _keep(row, _Kept(heard, so_far), moment)
    return in_words(ussd.screen_of(so_far, sent=_sent(row, programme)), so_far.language)


def forget_sessions(*, now: datetime) -> int:
    """Let go of sessions that were heard last a day ago; answers how many. Safe to repeat."""
    old = UssdSession.objects.filter(heard_at__lt=now - ussd.KEPT_FOR)
    return old.delete()[0]


def _go_on(kept: _Kept, text: str) -> tuple[SoFar, str]:
    """Where we are after a text, and the text that the next one goes on from: a provider's late
    repetition of a shorter one takes nothing back."""
    if not kept.heard:
        return ussd.after_all(kept.so_far, text, Gazetteer()), text
    said = ussd.newly_said(text, heard=kept.heard)
    if said is None:
        return kept.so_far, kept.heard
    return ussd.after(kept.so_far, said, Gazetteer()), text


def _session(
    contact: UUID, session: str, chosen: str, moment: datetime
) -> tuple[UssdSession, _Kept]:
    """The row of a session, locked, with what it keeps; begun now if this is the first request."""
    key = contacts.delivery_key(message_id=session)
    made, is_new = UssdSession.objects.get_or_create(
        contact_id=contact, session_key=key, defaults={"heard_at": moment}
    )
    row = UssdSession.objects.select_for_update().get(pk=made.pk)
    if not is_new:
        return row, _read(row)
    so_far = ussd.begun(language=chosen, before=_before(row, moment))
    return row, _Kept("", so_far)


def _before(row: UssdSession, moment: datetime) -> SoFar | None:
    """Where the last session of this telephone was cut, or what it sent; it is taken over from here."""
    others = UssdSession.objects.select_for_update().filter(contact=row.contact_id)
    last = others.exclude(pk=row.pk).order_by("-heard_at").first()
    if last is None or not ussd.may_resume(last.heard_at, moment):
        return None
    so_far = _read(last).so_far
    if last.case_id is None:
        last.sealed_answers = b""
        last.save(update_fields=["sealed_answers"])
    return so_far


def _read(row: UssdSession) -> _Kept:
    box = bytes(row.sealed_answers)
    words = contacts.opened_words({row.pk: (row.contact_id, box)})[row.pk]
    return _JSON.loads(words, _Kept) if words else _Kept("", SoFar(Step.TIRED))


def _keep(row: UssdSession, kept: _Kept, moment: datetime) -> None:
    row.sealed_answers = messaging.seal_words(
        contact=row.contact_id, words=_JSON.dumps(kept), bound_to=row.pk
    )
    row.heard_at = max(row.heard_at, moment)
    row.save(update_fields=["sealed_answers", "heard_at", "case"])


def _send(row: UssdSession, so_far: SoFar, programme: UUID, moment: datetime) -> SoFar:
    """Open the case, once for the session. Too many from one telephone wait, but what is delicate
    never does. The words are the case's from now on; the session only knows its reference."""
    count = counted(
        ConnectionCount.What.DIALLED,
        connection=f"telephone {row.contact_id}",
        window=ussd.FLOOD_WINDOW,
        moment=moment,
    )
    if ussd.is_flooding(count.count) and not ussd.is_delicate(so_far):
        return SoFar(Step.TOO_MANY, so_far.language, kept=replace(so_far, step=Step.CONFIRM))
    count_one(count)
    # Who dials asks for an answer to this message, and the SMS says so with its STOP.
    messaging.give_consent(contact=row.contact_id, purpose="answer", how="ussd", moment=moment)
    opened = _open(row, so_far, programme, moment)
    row.case_id = opened.case
    messaging.queue_message(
        programme=programme,
        contact=row.contact_id,
        key=f"voices:opened:{opened.case}",
        purpose="answer",
        text=received(opened, so_far.language),
        moment=moment,
    )
    return SoFar(Step.SENT, so_far.language, told=opened.reference)


def _open(row: UssdSession, so_far: SoFar, programme: UUID, moment: datetime) -> OpenedCase:
    place = UUID(so_far.place) if so_far.place else None
    return open_case(
        programme=programme,
        client_key=_client_key(row),
        channel=Case.Channel.USSD,
        service=so_far.service,
        place=place,
        place_status=Case.PlaceStatus.CONFIRMED if place else Case.PlaceStatus.UNKNOWN,
        facility=UUID(so_far.facility) if so_far.facility else None,
        text=so_far.words,
        language=so_far.language,
        contact=row.contact_id,
        actor=NOBODY,
        moment=moment,
    )


def _client_key(row: UssdSession) -> str:
    return f"ussd:{row.pk}"


def _sent(row: UssdSession, programme: UUID) -> Sent | None:
    if row.case_id is None:
        return None
    opened = opened_before(programme, _client_key(row))
    assert opened is not None, "a session that sent something has opened a case"
    return Sent(
        reference=opened.reference,
        code=codes.shown(opened.tracking_code),
        gets_sms=contacts.can_be_answered(row.contact_id),
        is_delicate=Case.objects.values_list("is_sensitive", flat=True).get(pk=opened.case),
    )
