"""Say something on the web: words and recordings of a visitor, and a number if she wants an answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.messaging import actions as messaging
from benkan.apps.voices.actions.connections import count_one, counted
from benkan.apps.voices.actions.opening import OpenedCase, open_case, opened_before
from benkan.apps.voices.models import Case, ConnectionCount
from benkan.apps.voices.rules.opening import (
    CASES_WINDOW,
    check_not_flooding,
    check_something_said,
)
from benkan.kit.actor import NOBODY
from benkan.kit.services import Service


def key_of_saying(client_key: str) -> str:
    """The key of the case, from that of the form: forms of others have keys of their own kind."""
    return f"web:{client_key}"


@transaction.atomic
def say(
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
    is_sensitive: bool,
    language: str,
    connection: str,
    moment: datetime,
) -> OpenedCase:
    """Open a case for a visitor. A number that she gives may be written to about this case only;
    sending the same form again changes nothing. A connection opens so many in an hour, not more."""
    check_something_said(text, has_recording=recording_file is not None)
    key = key_of_saying(client_key)
    if already := opened_before(programme, key):
        return already
    opened_here = counted(
        ConnectionCount.What.CASE_OPENED,
        connection=connection,
        window=CASES_WINDOW,
        moment=moment,
    )
    check_not_flooding(opened_here.count)
    contact = None
    if number:
        contact = messaging.contact_for(
            programme=programme, number=number, language=language, moment=moment
        )
        messaging.give_consent(contact=contact, purpose="answer", how="web_form", moment=moment)
    count_one(opened_here)
    return open_case(
        programme=programme,
        client_key=key,
        channel=Case.Channel.WEB,
        service=service,
        place=place,
        place_status=Case.PlaceStatus.CONFIRMED if place else Case.PlaceStatus.UNKNOWN,
        facility=facility,
        text=text,
        language=language,
        recording_file=recording_file,
        photo_file=photo_file,
        contact=contact,
        is_sensitive=is_sensitive,
        actor=NOBODY,
        moment=moment,
    )
