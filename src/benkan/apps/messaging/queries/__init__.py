"""What may be asked about contacts and messages. Nothing here answers with a number."""

from benkan.apps.messaging.queries.contacts import (
    can_be_answered,
    chosen_language,
    contact_language,
    has_consent,
)
from benkan.apps.messaging.queries.gateways import (
    GatewayHere,
    contract_of,
    delivery_key,
    gateway_that_knows,
    gateway_that_was_given,
    gateways_of,
    programme_of,
    receipt_word,
)
from benkan.apps.messaging.queries.messages import (
    Notice,
    NotSent,
    OutboxState,
    SimulatedMessage,
    notices_of,
    outbox_state,
    simulated_contact,
    simulated_messages,
    text_of,
)
from benkan.apps.messaging.queries.sealed_words import opened_words

__all__ = [
    "GatewayHere",
    "NotSent",
    "Notice",
    "OutboxState",
    "SimulatedMessage",
    "can_be_answered",
    "chosen_language",
    "contact_language",
    "contract_of",
    "delivery_key",
    "gateway_that_knows",
    "gateway_that_was_given",
    "gateways_of",
    "has_consent",
    "notices_of",
    "opened_words",
    "outbox_state",
    "programme_of",
    "receipt_word",
    "simulated_contact",
    "simulated_messages",
    "text_of",
]
