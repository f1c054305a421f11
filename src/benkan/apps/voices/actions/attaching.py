"""Fetch what callers recorded from the provider of the call, and attach it to its case.

The word of a recording is kept long before the recording itself is here. It is tried again for three
days; then the case says that it is lost, so that somebody can call back.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from benkan.apps.files import actions as files
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging.actions import NotFetched
from benkan.apps.messaging.rules.outbox import next_try
from benkan.apps.voices.models import Case, VoiceRecording
from benkan.kit.refusals import Refused

# Longer than any fetching lasts: then whoever claimed the recording is gone.
LEASE = timedelta(minutes=5)


def fetch_recordings(*, now: datetime, limit: int = 3) -> int:
    """Fetch what is due, a few at a time. Returns how many were tried."""
    for tried in range(limit):
        recording = _claim(now)
        if recording is None:
            return tried
        gateway = recording.call.gateway_id
        try:
            content = messaging.fetch_recording(gateway=gateway, address=recording.address)
            _attach(recording.pk, content, now)
        except (NotFetched, Refused) as fault:
            _note_fault(recording.pk, getattr(fault, "code", str(fault)), now)
    return limit


def forget_recordings(cases: Collection[Case]) -> None:
    """What callers said is fetched no more, for cases whose words are forgotten. Safe to repeat."""
    state = VoiceRecording.State
    VoiceRecording.objects.filter(case__in=cases).update(address="", file=None)
    waiting = VoiceRecording.objects.filter(case__in=cases, state=state.WAITING)
    waiting.update(state=state.REPLACED, next_try_at=None)


@transaction.atomic
def _claim(now: datetime) -> VoiceRecording | None:
    due = VoiceRecording.objects.filter(
        state=VoiceRecording.State.WAITING, next_try_at__lte=now
    ).order_by("next_try_at")
    row = due.select_for_update(skip_locked=True, of=("self",)).select_related("call").first()
    if row is not None:
        row.attempts += 1
        row.next_try_at = now + LEASE
        row.save(update_fields=["attempts", "next_try_at"])
    return row


@transaction.atomic
def _attach(recording: UUID, content: bytes, now: datetime) -> None:
    row = VoiceRecording.objects.select_for_update().get(pk=recording)
    if row.state != VoiceRecording.State.WAITING:
        return
    assert row.case_id is not None, "what waits to be fetched has its case"
    case = Case.objects.select_for_update().get(pk=row.case_id)
    case.recording_file = files.keep_audio(programme=case.programme_id, content=content, moment=now)
    case.save(update_fields=["recording_file"])
    row.state, row.address, row.next_try_at, row.reason = row.State.FETCHED, "", None, ""
    row.save(update_fields=["state", "address", "next_try_at", "reason"])


@transaction.atomic
def _note_fault(recording: UUID, reason: str, now: datetime) -> None:
    row = VoiceRecording.objects.select_for_update().get(pk=recording)
    if row.state != VoiceRecording.State.WAITING:
        return
    row.reason = reason[:60]
    row.next_try_at = next_try(row.attempts, queued_at=row.recorded_at, now=now)
    if row.next_try_at is None:
        row.state = row.State.LOST
    row.save(update_fields=["reason", "next_try_at", "state"])
