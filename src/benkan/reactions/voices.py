"""What follows for voices."""

from benkan.apps.journal.events import Occurrence
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging.events import ContactErased, MessageReceived
from benkan.apps.voices import actions as voices


def hear_the_message(occurrence: Occurrence[MessageReceived]) -> None:
    """A message that came in is read: news that somebody asks for or ends; else a new case, an answer,
    or more words."""
    it = occurrence.event
    if messaging.hear_news_wish(message=it.message, contact=it.contact, moment=occurrence.moment):
        return
    voices.hear_message(
        message=occurrence.event.message,
        contact=occurrence.event.contact,
        programme=occurrence.programme,
        moment=occurrence.moment,
    )


def forget_the_words(occurrence: Occurrence[ContactErased]) -> None:
    """Whoever is erased takes her words along; that there was a case stays counted."""
    voices.forget_contact(contact=occurrence.event.contact, moment=occurrence.moment)
