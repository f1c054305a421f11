"""What may be asked about contacts and messages. Nothing here answers with a number."""

from benkan.apps.messaging.queries.contacts import (
    can_be_answered,
    chosen_language,
    contact_language,
    erased_contacts,
    has_consent,
)
from benkan.apps.messaging.queries.gateways import (
    GatewayHere,
    contract_of,
    delivery_key,
    gateway_that_knows,
    gateways_of,
)
from benkan.apps.messaging.queries.keys import KEYS_TABLE, wrapped_keys
from benkan.apps.messaging.queries.messages import (
    NotSent,
    OutboxState,
    SimulatedMessage,
    outbox_state,
    simulated_contact,
    simulated_messages,
    text_of,
)
from benkan.apps.messaging.queries.retention import KeptFor, contacts_long_unheard, kept_longer
from benkan.apps.messaging.queries.sealed_words import opened_words

__all__ = [
    "KEYS_TABLE",
    "GatewayHere",
    "KeptFor",
    "NotSent",
    "OutboxState",
    "SimulatedMessage",
    "can_be_answered",
    "chosen_language",
    "contact_language",
    "contacts_long_unheard",
    "contract_of",
    "delivery_key",
    "erased_contacts",
    "gateway_that_knows",
    "gateways_of",
    "has_consent",
    "kept_longer",
    "opened_words",
    "outbox_state",
    "simulated_contact",
    "simulated_messages",
    "text_of",
    "wrapped_keys",
]
