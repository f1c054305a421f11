"""Open a case: the one way in, for a text message, a form and an animator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from benkan.apps.files import actions as files
from benkan.apps.journal import actions as journal
from benkan.apps.messaging import actions as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.keeping import kept_words
from benkan.apps.voices.actions.words import sms
from benkan.apps.voices.events import CaseOpened
from benkan.apps.voices.models import Case, CaseStep, ReferenceCounter
from benkan.apps.voices.queries import code_for, digest_of, skipped_before
from benkan.apps.voices.rules import codes
from benkan.apps.voices.rules.opening import check_something_said, check_still_runs, danger_of
from benkan.apps.voices.rules.sensitivity import Sensitivity
from benkan.apps.voices.rules.states import State
from benkan.kit.actor import Actor
from benkan.kit.services import Service


@dataclass(frozen=True)
class OpenedCase:
    """The case and its two codes; the same for whoever sends the same form again."""

    case: UUID
    reference: str
    tracking_code: str
    is_new: bool


@transaction.atomic
def open_case(
    *,
    programme: UUID,
    client_key: str,
    channel: str,
    service: Service | str,
    place: UUID | None,
    place_status: str,
    facility: UUID | None = None,
    text: str,
    language: str,
    recording_file: UUID | None = None,
    recording_awaited: bool = False,
    photo_file: UUID | None = None,
    contact: UUID | None = None,
    message: UUID | None = None,
    is_sensitive: bool = False,
    sensitivity: Sensitivity | None = None,
    actor: Actor,
    moment: datetime,
) -> OpenedCase:
    """Keep what somebody said and give it its two codes. A second call with the same client key
    changes nothing and gives the same codes. `recording_awaited`: what was said is still with the
    provider of the call, and is attached when it is here.

    Raises:
        NothingSaid: there are neither words nor a recording.
        ProgrammeIsOver: a programme of the past takes nothing new.
    """
    has_recording = recording_file is not None or recording_awaited
    check_something_said(text, has_recording=has_recording)
    if already := opened_before(programme, client_key):
        return already
    check_still_runs(registry.programme_here(programme).kind)
    said = Sensitivity.OTHER if is_sensitive else None
    case_id = uuid4()
    plain, sealed = kept_words(text.strip(), contact=contact, row=case_id)
    facts: dict[str, Any] = {
        "id": case_id,
        "channel": channel,
        "service": Service(service).value,
        "place_id": place,
        "place_status": place_status if place else Case.PlaceStatus.UNKNOWN,
        "facility_id": facility,
        "text": plain,
        "sealed_text": sealed,
        "language": language,
        "recording_file": recording_file,
        "photo_file": photo_file,
        "contact_id": contact,
        "message_id": message,
        "sensitivity": sensitivity or danger_of(Service(service), text) or said or "",
        "opened_at": moment,
        "acted_at": moment,
    }
    try:
        with transaction.atomic():
            case = _insert(programme, client_key, facts)
    except IntegrityError:
        # The same form came twice at once: the other one won, and the counter goes back.
        other = opened_before(programme, client_key)
        assert other is not None, "only the client key can be taken already"
        return other
    files.keep_for_good([file for file in (recording_file, photo_file) if file])
    CaseStep.objects.create(
        case=case, number=1, state=State.NEW, actor_id=actor.account, moment=moment
    )
    event = CaseOpened(case=case.pk, channel=channel, service=case.service, place=place)
    journal.record(event, programme=programme, actor=actor, moment=moment)
    opened = _codes_of(case, is_new=True)
    if contact and channel == Case.Channel.WEB:
        messaging.queue_message(
            programme=programme,
            contact=contact,
            key=f"voices:opened:{case.pk}",
            purpose="answer",
            text=received(opened, language),
            moment=moment,
        )
    return opened


def received(opened: OpenedCase, language: str) -> str:
    """The text message that gives both codes."""
    code = codes.shown(opened.tracking_code)
    return sms("received", language, reference=opened.reference, code=code)


def _insert(programme: UUID, client_key: str, facts: dict[str, Any]) -> Case:
    code = code_for(programme, client_key)
    return Case.objects.create(
        programme_id=programme,
        client_key=client_key,
        reference=_next_reference(programme, facts["place_id"], client_key),
        tracking_digest=digest_of(programme, code),
        state=State.NEW,
        **facts,
    )


def _next_reference(programme: UUID, place: UUID | None, client_key: str) -> str:
    letters = codes.letters_of(registry.place_line(place).name) if place else codes.UNPLACED
    counters = ReferenceCounter.objects.select_for_update()
    counter, _ = counters.get_or_create(programme_id=programme, letters=letters)
    # The first is 1; after it a number that is missing need not be a case that is kept from the reader.
    counter.last += 1 + (skipped_before(programme, client_key) if counter.last else 0)
    counter.save(update_fields=["last"])
    return codes.reference(letters, counter.last)


def opened_before(programme: UUID, client_key: str) -> OpenedCase | None:
    """The case that this client key has opened already, if any."""
    case = Case.objects.filter(programme=programme, client_key=client_key).first()
    return _codes_of(case, is_new=False) if case else None


def _codes_of(case: Case, *, is_new: bool) -> OpenedCase:
    return OpenedCase(
        case=case.pk,
        reference=case.reference,
        tracking_code=code_for(case.programme_id, case.client_key),
        is_new=is_new,
    )
