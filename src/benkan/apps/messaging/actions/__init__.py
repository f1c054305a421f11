"""What may be done with contacts, messages and gateways."""

from benkan.apps.messaging.actions.clock import bring_forward
from benkan.apps.messaging.actions.contacts import (
    contact_for,
    give_consent,
    reopen_contact,
    stop_contact,
    stop_number,
    withdraw_consent,
)
from benkan.apps.messaging.actions.erasing import (
    bring_back_keys,
    erase_contact,
    let_contacts_go,
)
from benkan.apps.messaging.actions.fetching import NotFetched, fetch_recording
from benkan.apps.messaging.actions.gateways import (
    OpenedGateway,
    close_gateway,
    note_sign_of_life,
    open_gateway,
    set_segment_price,
    simulator_of,
)
from benkan.apps.messaging.actions.inbox import receive
from benkan.apps.messaging.actions.languages import choose_language
from benkan.apps.messaging.actions.letters import (
    LettersSent,
    let_letters_go,
    send_letters,
    write_letter,
    write_to_witness,
)
from benkan.apps.messaging.actions.outbox import (
    Letter,
    note_receipt,
    queue_message,
    queue_replies,
)
from benkan.apps.messaging.actions.own_number import (
    confirm_own_number,
    give_own_number,
    let_own_numbers_go,
    take_own_number_away,
)
from benkan.apps.messaging.actions.prompts import (
    record_prompt,
    record_prompts,
    review_prompts,
    write_prompt,
)
from benkan.apps.messaging.actions.retention import keep_longer, let_requests_go
from benkan.apps.messaging.actions.rotating import (
    drop_unneeded_keys,
    redigest_numbers,
    rewrap_contacts,
    rewrap_gateways,
)
from benkan.apps.messaging.actions.sealed_words import seal_words
from benkan.apps.messaging.actions.sending import dispatch_due
from benkan.apps.messaging.actions.subscribing import hear_news_wish, subscribe
from benkan.apps.messaging.actions.telling import tell_news
from benkan.apps.messaging.actions.together import receive_together

__all__ = [
    "Letter",
    "LettersSent",
    "NotFetched",
    "OpenedGateway",
    "bring_back_keys",
    "bring_forward",
    "choose_language",
    "close_gateway",
    "confirm_own_number",
    "contact_for",
    "dispatch_due",
    "drop_unneeded_keys",
    "erase_contact",
    "fetch_recording",
    "give_consent",
    "give_own_number",
    "hear_news_wish",
    "keep_longer",
    "let_contacts_go",
    "let_letters_go",
    "let_own_numbers_go",
    "let_requests_go",
    "note_receipt",
    "note_sign_of_life",
    "open_gateway",
    "queue_message",
    "queue_replies",
    "receive",
    "receive_together",
    "record_prompt",
    "record_prompts",
    "redigest_numbers",
    "reopen_contact",
    "review_prompts",
    "rewrap_contacts",
    "rewrap_gateways",
    "seal_words",
    "send_letters",
    "set_segment_price",
    "simulator_of",
    "stop_contact",
    "stop_number",
    "subscribe",
    "take_own_number_away",
    "tell_news",
    "withdraw_consent",
    "write_letter",
    "write_prompt",
    "write_to_witness",
]
