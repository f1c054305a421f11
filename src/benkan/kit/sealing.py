"""Seal bytes so that they open only with the right key, and only where they belong.

AES-GCM with a random nonce. What a seal is bound to (the id of its row) is not stored in it, so that
a sealed number that is moved to another row does not open there.
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


def new_key() -> bytes:
    """A key of 256 bits."""
    return AESGCM.generate_key(bit_length=256)


def sealed(key: bytes, content: bytes, *, bound_to: UUID, use: str) -> bytes:
    """The content, sealed for one use in one row."""
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, content, _place(bound_to, use))


def unsealed(key: bytes, box: bytes | memoryview, *, bound_to: UUID, use: str) -> bytes:
    """What was sealed for this use in this row.

    Raises:
        InvalidTag: another key, another row, a changed byte, or a box that was cut short.
    """
    body = bytes(box)
    assert body[:1] == _VERSION, "a seal says which form it has"
    if len(body) <= _NONCE:
        raise InvalidTag
    nonce = body[1 : 1 + _NONCE]
    return AESGCM(key).decrypt(nonce, body[1 + _NONCE :], _place(bound_to, use))


def _place(bound_to: UUID, use: str) -> bytes:
    return bound_to.bytes + use.encode()
