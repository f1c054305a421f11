"""Open what a telephone has sealed to this house while it had no network.

A box is sealed in the browser (`kit/static/kit/offline.js`) to our public key, so that whoever takes
the telephone reads nothing in it: not even its owner can open it again. Its form:

    version (1 byte) | id of our key (8) | key of the telephone for this box (65) | nonce (12) | sealed

ECDH on P-256, HKDF-SHA256, AES-256-GCM: what every browser since 2017 has. Inside are the length of
a JSON head (4 bytes), the head (for whom it is, the fields of a form, a line a file), then the files.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from benkan.kit.keys import Series
from benkan.kit.refusals import N_, Refused

VERSION = 1
USE = b"benkan box 1"
MOST_BYTES = 12 * 1024 * 1024
"""A photo and a recording, which the telephone has made small, and much room."""
MOST_WORDS = 500_000
"""Bytes of the head: read, JSON takes up to thirty times as much memory."""

_KID, _POINT, _NONCE = 8, 65, 12
_HEAD = 1 + _KID + _POINT
_CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
BOXES = Series("box", first="box")
"""The keys that telephones have sealed to; an earlier one is kept as long as a box may wait for it."""


class BoxNotOpened(Refused):
    """Cut short, changed on the way, sealed to another house or to a key that is gone: for whoever
    sent it this is one thing."""

    code = "box_not_opened"
    text = N_("What was kept on this telephone could not be read here. Please write it once more.")


class BoxTooLarge(Refused):
    code = "box_too_large"
    text = N_("What was kept on this telephone is too large. Send it without the photo.")


@dataclass(frozen=True)
class BoxedFile:
    """A file as the telephone named it; what it really is, whoever keeps it finds out."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Contents:
    """For whom it is, the fields of the form, and its files by the name of their field."""

    envelope: Mapping[str, str]
    fields: Mapping[str, str]
    files: Mapping[str, BoxedFile]


def public_key(folder: Path) -> bytes:
    """The key that telephones seal to: a point of 65 bytes."""
    return _point(_private(BOXES.current(folder)[1]))


def open_box(folder: Path, box: bytes) -> Contents:
    """What is in a box that was sealed to this house, with this key or an earlier one.

    Raises:
        BoxTooLarge: more than any form holds.
        BoxNotOpened: it is no box, was changed, or its key is gone.
    """
    if len(box) > MOST_BYTES:
        raise BoxTooLarge()
    try:
        plain = _opened(_keys(folder), box)
    except (InvalidTag, LookupError, ValueError):
        raise BoxNotOpened() from None
    return contents_of(plain)


def contents_of(plain: bytes) -> Contents:
    """What is in a box once its seal is open. Everybody knows the key to seal with: it is a stranger's.

    Raises:
        BoxTooLarge: a head with more words than any form takes.
        BoxNotOpened: it is not put together as a box is.
    """
    length = int.from_bytes(plain[:4], "big")
    if length > MOST_WORDS:
        raise BoxTooLarge()
    try:
        return _contents(json.loads(plain[4 : 4 + length]), plain[4 + length :])
    except (
        ArithmeticError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        # None of these says more to anybody, and their texts may hold words of the box.
        raise BoxNotOpened() from None


def key_id(point: bytes) -> bytes:
    """How a box names the key that it was sealed to."""
    return hashlib.sha256(point).digest()[:_KID]


def content_key(shared: bytes, *, own: bytes, house: bytes) -> bytes:
    """The key of one box, from the secret that telephone and house share."""
    return HKDF(hashes.SHA256(), 32, salt=own + house, info=USE).derive(shared)


def _keys(folder: Path) -> dict[bytes, ec.EllipticCurvePrivateKey]:
    """Our keys by their ids, the one in use and earlier ones."""
    kept = (_private(BOXES.kept(folder, number)) for number in BOXES.numbers(folder))
    return {key_id(_point(key)): key for key in kept}


@lru_cache(maxsize=16)
def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret, "big") % (_ORDER - 1) + 1, _CURVE)


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _opened(keys: Mapping[bytes, ec.EllipticCurvePrivateKey], box: bytes) -> bytes:
    if len(box) < _HEAD + _NONCE or box[0] != VERSION:
        raise ValueError
    head, nonce, sealed = box[:_HEAD], box[_HEAD : _HEAD + _NONCE], box[_HEAD + _NONCE :]
    key, own = keys[head[1 : 1 + _KID]], head[1 + _KID :]
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, own))
    secret = content_key(shared, own=own, house=_point(key))
    return AESGCM(secret).decrypt(nonce, sealed, head)


def _contents(told: dict[str, Any], rest: bytes) -> Contents:
    return Contents(
        envelope=_words(told["envelope"]),
        fields=_words(told["fields"]),
        files=_files(told["files"], rest),
    )


def _words(told: Mapping[str, object]) -> dict[str, str]:
    words = {str(name): str(value) for name, value in told.items()}
    "".join(
        words.values()
    ).encode()  # half a pair of surrogates is no letter, and no database keeps it
    return words


def _files(told: list[dict[str, Any]], rest: bytes) -> dict[str, BoxedFile]:
    files, at = {}, 0
    for one in told:
        size = int(one["size"])
        if size < 0 or at + size > len(rest):
            raise ValueError
        content = rest[at : at + size]
        files[str(one["field"])] = BoxedFile(str(one["name"])[:80], str(one["type"])[:80], content)
        at += size
    return files
