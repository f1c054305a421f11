"""What may be done with contacts, messages and gateways."""

from benkan.apps.messaging.actions.contacts import (
    contact_for,
    erase_contact,
    give_consent,
    reopen_contact,
    stop_contact,
    stop_number,
    withdraw_consent,
)
from benkan.apps.messaging.actions.fetching import NotFetched, fetch_recording
from benkan.apps.messaging.actions.gateways import (
    OpenedGateway,
    close_gateway,
    note_sign_of_life,
    open_gateway,
    simulator_of,
)
from benkan.apps.messaging.actions.inbox import receive
from benkan.apps.messaging.actions.languages import choose_language
from benkan.apps.messaging.actions.outbox import note_receipt, queue_message
from benkan.apps.messaging.actions.prompts import record_prompt, review_prompts, write_prompt
from benkan.apps.messaging.actions.sealed_words import seal_words
from benkan.apps.messaging.actions.sending import dispatch_due

__all__ = [
    "NotFetched",
    "OpenedGateway",
    "choose_language",
    "close_gateway",
    "contact_for",
    "dispatch_due",
    "erase_contact",
    "fetch_recording",
    "give_consent",
    "note_receipt",
    "note_sign_of_life",
    "open_gateway",
    "queue_message",
    "receive",
    "record_prompt",
    "reopen_contact",
    "review_prompts",
    "seal_words",
    "simulator_of",
    "stop_contact",
    "stop_number",
    "withdraw_consent",
    "write_prompt",
]
