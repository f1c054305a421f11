"""What may be asked about contacts and messages. Nothing here answers with a number."""

from benkan.apps.messaging.queries.composing import Composing, composing, segment_price
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
    dialled_code,
    gateway_that_knows,
    gateway_that_was_given,
    gateways_of,
    programme_of,
    receipt_word,
)
from benkan.apps.messaging.queries.keys import KEYS_TABLE, wrapped_keys
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
from benkan.apps.messaging.queries.prompts import (
    PromptHere,
    Spoken,
    Voices,
    is_spoken_file,
    prompt_here,
    prompts_in,
    prompts_lacking,
    prompts_ready,
)
from benkan.apps.messaging.queries.retention import KeptFor, contacts_long_unheard, kept_longer
from benkan.apps.messaging.queries.sealed_words import opened_words
from benkan.apps.messaging.queries.voice_lines import (
    VoiceLineHere,
    voice_line_here,
    voice_line_that_signed,
    voice_lines_of,
)

__all__ = [
    "KEYS_TABLE",
    "Composing",
    "GatewayHere",
    "KeptFor",
    "NotSent",
    "Notice",
    "OutboxState",
    "PromptHere",
    "SimulatedMessage",
    "Spoken",
    "VoiceLineHere",
    "Voices",
    "can_be_answered",
    "chosen_language",
    "composing",
    "contact_language",
    "contacts_long_unheard",
    "contract_of",
    "delivery_key",
    "dialled_code",
    "erased_contacts",
    "gateway_that_knows",
    "gateway_that_was_given",
    "gateways_of",
    "has_consent",
    "is_spoken_file",
    "kept_longer",
    "notices_of",
    "opened_words",
    "outbox_state",
    "programme_of",
    "prompt_here",
    "prompts_in",
    "prompts_lacking",
    "prompts_ready",
    "receipt_word",
    "segment_price",
    "simulated_contact",
    "simulated_messages",
    "text_of",
    "voice_line_here",
    "voice_line_that_signed",
    "voice_lines_of",
    "wrapped_keys",
]
