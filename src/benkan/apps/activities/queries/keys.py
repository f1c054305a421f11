"""The keys of names on attendance sheets: two for each programme, made of one secret in a file.

The secret is in the folder of keys, never in the database or a backup, and is not changed: tokens of
two years must agree.
"""

import hashlib
import hmac
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from benkan.kit.keys import load_key


def sealing_key(programme: UUID) -> bytes:
    """What seals the names of a programme."""
    return _made(programme, b"names of ")


def token(identity: str, *, programme: UUID) -> str | None:
    """What the lines of one person have in common in this programme and in no other; None for
    somebody who cannot be told apart."""
    return _digest(programme, identity.encode()) if identity else None


def line_token(activity: UUID, line: str, programme: UUID) -> str:
    """What the same line of one sheet has in common however often it is sent."""
    return _digest(programme, activity.bytes + line.encode())


def _digest(programme: UUID, content: bytes) -> str:
    key = _made(programme, b"people of ")
    return hmac.new(key, content, hashlib.sha256).hexdigest()


def _made(programme: UUID, use: bytes) -> bytes:
    root = load_key(Path(settings.KEYS_DIR), "attendance")
    return HKDF(SHA256(), 32, salt=None, info=use + programme.bytes).derive(root)
