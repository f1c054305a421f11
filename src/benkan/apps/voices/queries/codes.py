"""The tracking code of a case, and who may have it."""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from benkan.apps.voices.rules import codes
from benkan.kit.keys import load_key


def _keyed(purpose: str, *parts: object) -> bytes:
    key = load_key(settings.KEYS_DIR, "tracking")
    text = "\x1f".join([purpose, *(str(part) for part in parts)])
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def code_for(programme: UUID, client_key: str) -> str:
    """The tracking code of what was sent under a client's own key.

    Made from the key file and never kept: whoever sends the same form again is given the same code,
    and the database alone gives it to nobody.
    """
    return codes.code_from(_keyed("code", programme, client_key))


def skipped_before(programme: UUID, client_key: str) -> int:
    """How many numbers are passed over before that of a case, so that a number which somebody does not
    see tells her nothing; the same for whoever sends the form again."""
    return _keyed("skip", programme, client_key)[0] % codes.MOST_SKIPPED


def digest_of(programme: UUID, code: str) -> str:
    """What the database keeps of a tracking code."""
    return _keyed("digest", programme, code).hex()


def connection_digest(address: str) -> str:
    """A connection as it may be kept: without its address."""
    return _keyed("connection", address).hex()
