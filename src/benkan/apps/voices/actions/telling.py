"""Write down what somebody told an animator: a person with a simple telephone, or with none, is heard."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.messaging import actions as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.voices.actions.opening import OpenedCase, open_case, opened_before, received
from benkan.apps.voices.models import Case
from benkan.apps.voices.rules import telling as rules
from benkan.apps.voices.rules.opening import check_something_said
from benkan.kit.actor import Actor, check_here
from benkan.kit.services import Service


def key_of_telling(client_key: str) -> str:
    """The key of the case, from that of the form: forms of others have keys of their own kind."""
    return f"animator:{client_key}"


@transaction.atomic
def tell(
    *,
    programme: UUID,
    client_key: str,
    service: Service,
    place: UUID | None,
    facility: UUID | None,
    text: str,
    recording_file: UUID | None,
    photo_file: UUID | None,
    number: str,
    consents: bool,
    is_sensitive: bool,
    language: str,
    actor: Actor,
    moment: datetime,
) -> OpenedCase:
    """Open a case for somebody who spoke to the actor. Her number may be written to about this case
    only, if she consents; sending the same form again changes nothing."""
    check_here(actor, programme)
    if place is None:
        raise rules.PlaceMissing()
    rules.check_may_tell(actor, line=registry.line_of(place))
    rules.check_consent(number, consents=consents)
    check_something_said(text, has_recording=recording_file is not None)
    key = key_of_telling(client_key)
    if already := opened_before(programme, key):
        return already
    contact = None
    if number:
        contact = messaging.contact_for(
            programme=programme, number=number, language=language, moment=moment
        )
        messaging.give_consent(contact=contact, purpose="answer", how="animator", moment=moment)
    opened = open_case(
        programme=programme,
        client_key=key,
        channel=Case.Channel.ANIMATOR,
        service=service,
        place=place,
        place_status=Case.PlaceStatus.CONFIRMED,
        facility=facility,
        text=text,
        language=language,
        recording_file=recording_file,
        photo_file=photo_file,
        contact=contact,
        is_sensitive=is_sensitive,
        actor=actor,
        moment=moment,
    )
    if contact and opened.is_new:
        messaging.queue_message(
            programme=programme,
            contact=contact,
            key=f"voices:opened:{opened.case}",
            purpose="answer",
            text=received(opened, language),
            moment=moment,
        )
    return opened
