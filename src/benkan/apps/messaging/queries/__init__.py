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
    gateways_of,
)
from benkan.apps.messaging.queries.messages import (
    NotSent,
    OutboxState,
    SimulatedMessage,
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
    "gateways_of",
    "has_consent",
    "is_spoken_file",
    "opened_words",
    "outbox_state",
    "prompt_here",
    "prompts_in",
    "prompts_lacking",
    "prompts_ready",
    "simulated_contact",
    "simulated_messages",
    "text_of",
    "voice_line_here",
    "voice_line_that_signed",
    "voice_lines_of",
]
