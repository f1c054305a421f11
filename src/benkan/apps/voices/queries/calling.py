"""Where a telephone call stands, and what became of what callers recorded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.messaging import queries as messaging
from benkan.apps.voices.models import VoiceCall, VoiceRecording
from benkan.apps.voices.rules.voice_menu import At, Where


@dataclass(frozen=True)
class CallHere:
    """A call. `is_written_to`: an SMS can reach the caller; `reference`: of the case that came of
    it; `heard`: where the provider keeps the
    recording that the caller may hear again, or our own file in the simulator."""

    id: UUID
    gateway: UUID
    where: Where
    is_written_to: bool
    reference: str
    heard: str
    heard_file: UUID | None
    ended_at: datetime | None


def call_here(gateway: UUID, call_key: str) -> CallHere | None:
    """The call that the provider knows by that id, in three queries; None when there is none."""
    row = VoiceCall.objects.filter(gateway=gateway, call_key=call_key).first()
    return call_card(row) if row else None


def call_card(row: VoiceCall) -> CallHere:
    """A call as others see it, in two queries."""
    last = row.recordings.select_related("case").order_by("-number").first()
    return CallHere(
        id=row.pk,
        gateway=row.gateway_id,
        where=where_of(row),
        is_written_to=bool(row.contact_id and messaging.can_be_answered(row.contact_id)),
        reference=last.case.reference if last and last.case else "",
        heard=last.address if last else "",
        heard_file=last.file if last else None,
        ended_at=row.ended_at,
    )


def where_of(row: VoiceCall) -> Where:
    """Where in the menus a call is."""
    return Where(
        at=At(row.at),
        language=row.language,
        page=row.page,
        is_delicate=row.is_delicate,
        service=row.service,
        notice=row.notice,
        misses=row.misses,
        turns=row.turns,
        has_recorded=row.has_recorded,
    )


def recordings_awaited(cases: Collection[UUID]) -> dict[UUID, str]:
    """Of these cases, those whose recording is not here: `waiting` to be fetched from the provider of
    calls, or `lost` there. In one query."""
    waiting, lost = VoiceRecording.State.WAITING, VoiceRecording.State.LOST
    found = VoiceRecording.objects.filter(case__in=cases, state__in=(waiting, lost))
    return dict(found.values_list("case", "state"))
