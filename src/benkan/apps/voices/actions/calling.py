"""A telephone call to a voice line: each request of the provider moves it one step, once.

The provider repeats a request when our answer was lost. Each address that we give it names the turn
of the call that it belongs to: a request of an earlier turn moves nothing, and hears again where the
call is now.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from benkan.apps.files import actions as files
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging import queries as inbox
from benkan.apps.messaging.rules.numbers import NumberNotPossible
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.connections import count_one, counted
from benkan.apps.voices.actions.opening import OpenedCase, open_case, received
from benkan.apps.voices.models import Case, ConnectionCount, VoiceCall, VoiceRecording
from benkan.apps.voices.queries.calling import (
    CallHere,
    call_card,
    where_of,
)
from benkan.apps.voices.rules import voice_menu
from benkan.apps.voices.rules.opening import check_still_runs
from benkan.apps.voices.rules.voice_menu import At, Line, Where
from benkan.kit.actor import NOBODY
from benkan.kit.refusals import NotFound

LEFT_ALONE = timedelta(hours=1)
"""After so long without a word from the provider a call is over, whether it said so or not."""

FORGOTTEN_AFTER = timedelta(days=2)


@transaction.atomic
def begin_call(
    *, programme: UUID, gateway: UUID, call_key: str, number: str, line: Line, moment: datetime
) -> CallHere:
    """Take a call. The same call again changes nothing, and is where it was.

    A telephone that hides its number is heard all the same; nobody can write to it.

    Raises:
        ProgrammeIsOver: a programme of the past takes no call.
    """
    row = VoiceCall.objects.filter(gateway=gateway, call_key=call_key).first()
    if row is None:
        check_still_runs(registry.programme_here(programme).kind)
        contact = _contact(programme, number, moment)
        known = inbox.chosen_language(contact) if contact else ""
        where = voice_menu.begin(line, known_language=known)
        try:
            with transaction.atomic():
                row = VoiceCall.objects.create(
                    gateway_id=gateway,
                    call_key=call_key,
                    contact_id=contact,
                    began_at=moment,
                    changed_at=moment,
                    **asdict(where),
                )
        except IntegrityError:  # the same request, at the same time
            row = VoiceCall.objects.get(gateway=gateway, call_key=call_key)
    return call_card(row)


@transaction.atomic
def press(
    *, gateway: UUID, call_key: str, turn: int, key: str, line: Line, moment: datetime
) -> CallHere:
    """The caller pressed a key at a turn, or none. An earlier turn changes nothing. Who has left too
    many messages today is told so before she speaks; what is delicate never waits."""
    call = _locked(gateway, call_key)
    if call.turns == turn and call.ended_at is None:
        before = where_of(call)
        now = voice_menu.after(before, key, line)
        if voice_menu.is_about_to_speak(before, now) and _waits_for_tomorrow(call, now, moment):
            now = voice_menu.enough(now)
        if call.contact_id and before.at is At.LANGUAGE and now.at is At.PURPOSE:
            messaging.choose_language(contact=call.contact_id, language=now.language, moment=moment)
        _move(call, now, moment)
    return call_card(call)


@transaction.atomic
def note_spoken(
    *,
    gateway: UUID,
    call_key: str,
    turn: int,
    recording_key: str,
    address: str = "",
    file: UUID | None = None,
    moment: datetime,
) -> CallHere:
    """The caller spoke at a turn, or was silent (no recording key). An earlier turn moves nothing; what
    it brought is kept all the same."""
    call = _locked(gateway, call_key)
    if recording_key:
        _keep(call, recording_key, address, file, moment)
    if call.turns == turn and call.ended_at is None:
        where = where_of(call)
        now = voice_menu.after_recording(where, has_sound=bool(recording_key))
        _move(call, now, moment)
    elif recording_key and call.ended_at is not None:
        _open(call, moment)
    return call_card(call)


def keep_spoken(*, programme: UUID, content: bytes, moment: datetime) -> UUID | None:
    """Keep what was spoken into a pretended telephone; None when nothing was. It goes after two days
    unless it becomes a case."""
    if not content:
        return None
    forgotten = moment + FORGOTTEN_AFTER
    return files.keep_audio(
        programme=programme, content=content, moment=moment, delete_after=forgotten
    )


@transaction.atomic
def note_recording(
    *, gateway: UUID, call_key: str, recording_key: str, address: str, moment: datetime
) -> CallHere:
    """The provider has a recording ready. What a caller recorded before she hung up becomes a case,
    in whatever order we hear of it. The same word again changes nothing."""
    call = _locked(gateway, call_key)
    _keep(call, recording_key, address, None, moment)
    if call.ended_at is not None:
        _open(call, moment)
    return call_card(call)


@transaction.atomic
def end_call(*, gateway: UUID, call_key: str, moment: datetime) -> CallHere:
    """The caller hung up, or the line broke. What she recorded is kept. Safe to repeat."""
    call = _locked(gateway, call_key)
    _end(call, moment)
    return call_card(call)


def end_silent_calls(*, now: datetime, limit: int = 20) -> int:
    """Calls that the provider forgot to end are over after an hour; what was recorded is kept. Returns
    how many there were."""
    left = VoiceCall.objects.filter(ended_at=None, changed_at__lt=now - LEFT_ALONE)
    ids = list(left.order_by("changed_at").values_list("pk", flat=True)[:limit])
    for call in ids:
        with transaction.atomic():
            _end(VoiceCall.objects.select_for_update().get(pk=call), now)
    return len(ids)


def _locked(gateway: UUID, call_key: str) -> VoiceCall:
    try:
        return VoiceCall.objects.select_for_update().get(gateway=gateway, call_key=call_key)
    except VoiceCall.DoesNotExist:
        raise NotFound() from None


def _contact(programme: UUID, number: str, moment: datetime) -> UUID | None:
    """Who calls, None where we could not write to her: a number that no plan knows is what providers
    put in place of a hidden one."""
    try:
        return messaging.contact_for(programme=programme, number=number, moment=moment)
    except NumberNotPossible:
        return None


def _move(call: VoiceCall, where: Where, moment: datetime) -> None:
    for name, value in asdict(where).items():
        setattr(call, name, value)
    call.changed_at = moment
    call.save()
    if where.is_over:
        _end(call, moment)


def _waits_for_tomorrow(call: VoiceCall, where: Where, moment: datetime) -> bool:
    if where.is_delicate:
        return False
    sent = _counted(call, moment).count
    return voice_menu.is_flooding(sent, hides_number=call.contact_id is None)


def _counted(call: VoiceCall, moment: datetime) -> ConnectionCount:
    """What came from this telephone today; of one that hides its number, from all such on the line."""
    whose = f"caller {call.contact_id}" if call.contact_id else f"hidden {call.gateway_id}"
    return counted(
        ConnectionCount.What.CALLED,
        connection=whose,
        window=voice_menu.FLOOD_WINDOW,
        moment=moment,
    )


def _keep(
    call: VoiceCall, recording_key: str, address: str, file: UUID | None, moment: datetime
) -> None:
    """Keep the word of a recording. One that is made while the call goes on takes the place of the one
    before: the caller chose to say it again."""
    ours = VoiceRecording.objects.filter(call=call)
    if ours.filter(recording_key=recording_key).exists():
        return
    held, replaced = VoiceRecording.State.HELD, VoiceRecording.State.REPLACED
    ours.filter(state=held).update(state=replaced, address="")
    VoiceRecording.objects.create(
        call=call,
        recording_key=recording_key,
        number=ours.count() + 1,
        address=address,
        file=file,
        state=held,
        recorded_at=moment,
    )
    call.has_recorded, call.changed_at = True, moment
    call.save(update_fields=["has_recorded", "changed_at"])


def _end(call: VoiceCall, moment: datetime) -> None:
    if call.ended_at is None:
        call.ended_at = call.changed_at = moment
        call.save(update_fields=["ended_at", "changed_at"])
    _open(call, moment)


def _open(call: VoiceCall, moment: datetime) -> None:
    """What was recorded in a call that is over becomes a case, once. A recording that we only hear of
    when the one before is a case already becomes one of its own: better two than none. Of who was
    erased since she hung up nothing comes; of who was erased while she spoke, a case of nobody's."""
    state = VoiceRecording.State
    recording = call.recordings.filter(state=state.HELD).order_by("-number").first()
    if recording is None:
        return
    contact = call.contact_id
    gone = inbox.erased_at(contact) if contact else None
    if gone is not None and call.ended_at is not None and call.ended_at <= gone:
        call.recordings.filter(case=None).update(state=state.REPLACED, address="", file=None)
        return
    contact = None if gone else contact
    opened = open_case(
        programme=call.gateway.programme_id,
        client_key=f"call:{recording.pk}",
        channel=Case.Channel.VOICE,
        service=call.service,
        place=None,
        place_status=Case.PlaceStatus.UNKNOWN,
        text="",
        language=call.language,
        recording_file=recording.file,
        recording_awaited=recording.file is None,
        contact=contact,
        is_sensitive=call.is_delicate,
        actor=NOBODY,
        moment=moment,
    )
    if opened.is_new:
        count_one(_counted(call, moment))
    recording.case_id = opened.case
    recording.state = state.FETCHED if recording.file else state.WAITING
    recording.next_try_at = None if recording.file else moment
    recording.save(update_fields=["case", "state", "next_try_at"])
    if contact is not None:
        _write_the_codes(call, contact, opened, moment)


def _write_the_codes(call: VoiceCall, contact: UUID, opened: OpenedCase, moment: datetime) -> None:
    """Who calls us asks for an answer to this message, and was told that it comes by SMS."""
    messaging.give_consent(contact=contact, purpose="answer", how="called_us", moment=moment)
    messaging.queue_message(
        programme=call.gateway.programme_id,
        contact=contact,
        key=f"voices:opened:{opened.case}",
        purpose="answer",
        text=received(opened, call.language),
        moment=moment,
    )
