"""What follows for voices."""

from benkan.apps.journal.events import Occurrence
from benkan.apps.messaging.events import MessageReceived
from benkan.apps.voices import actions as voices


def hear_the_message(occurrence: Occurrence[MessageReceived]) -> None:
    """A message that came in is read: a new case, an answer, or more words."""
    voices.hear_message(
        message=occurrence.event.message,
        contact=occurrence.event.contact,
        programme=occurrence.programme,
        moment=occurrence.moment,
    )
