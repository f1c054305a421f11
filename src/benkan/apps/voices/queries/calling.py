"""Where a telephone call stands, and what became of what callers recorded."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from benkan.apps.voices.models import VoiceCall, VoiceRecording
from benkan.apps.voices.rules.voice_menu import At, Where


@dataclass(frozen=True)
class CallHere:
    """A call. `reference`: of the case that came of it; `heard`: where the provider keeps the
    recording that the caller may hear again, or our own file in the simulator."""

    id: UUID
    gateway: UUID
    where: Where
    has_number: bool
    reference: str
    heard: str
    heard_file: UUID | None
    ended_at: datetime | None


def call_here(gateway: UUID, call_key: str) -> CallHere | None:
    """The call that the provider knows by that id, in two queries; None when there is none."""
    rows = VoiceCall.objects.select_related("case")
    row = rows.filter(gateway=gateway, call_key=call_key).first()
    return call_card(row) if row else None


def call_card(row: VoiceCall) -> CallHere:
    """A call as others see it, in one query."""
    last = row.recordings.order_by("-number").first()
    return CallHere(
        id=row.pk,
        gateway=row.gateway_id,
        where=where_of(row),
        has_number=row.contact_id is not None,
        reference=row.case.reference if row.case else "",
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


def language_chosen_by(contact: UUID) -> str:
    """The language that somebody chose the last time she called, in one query; empty if never."""
    calls = VoiceCall.objects.filter(contact=contact, language_chosen=True)
    return calls.order_by("-began_at").values_list("language", flat=True).first() or ""


def recordings_awaited(cases: Collection[UUID]) -> dict[UUID, str]:
    """Of these cases, those whose recording is not here: `waiting` to be fetched from the provider of
    calls, or `lost` there. In one query."""
    waiting, lost = VoiceRecording.State.WAITING, VoiceRecording.State.LOST
    found = VoiceRecording.objects.filter(call__case__in=cases, state__in=(waiting, lost))
    return dict(found.order_by("number").values_list("call__case", "state"))
