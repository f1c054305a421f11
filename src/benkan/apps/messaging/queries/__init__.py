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
from benkan.apps.messaging.queries.sealed_words import opened_words
from benkan.apps.messaging.queries.voice_lines import (
    VoiceLineHere,
    voice_line_here,
    voice_line_that_signed,
    voice_lines_of,
)

__all__ = [
    "GatewayHere",
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
    "contact_language",
    "contract_of",
    "delivery_key",
    "gateway_that_knows",
    "gateway_that_was_given",
    "gateways_of",
    "has_consent",
    "is_spoken_file",
    "notices_of",
    "opened_words",
    "outbox_state",
    "programme_of",
    "prompt_here",
    "prompts_in",
    "prompts_lacking",
    "prompts_ready",
    "receipt_word",
    "simulated_contact",
    "simulated_messages",
    "text_of",
    "voice_line_here",
    "voice_line_that_signed",
    "voice_lines_of",
]
