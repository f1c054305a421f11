"""A telephone's sealing in Python: the twin of `kit/static/kit/offline.js`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from benkan.kit.boxes import content_key, key_id, public_key

_CURVE = ec.SECP256R1()


Files = Mapping[str, tuple[str, str, bytes]]


def seal(
    house: bytes,
    fields: Mapping[str, object],
    files: Files | None = None,
    *,
    envelope: Mapping[str, object] | None = None,
) -> bytes:
    """A box for the house with that public key; a file is its name, type and content."""
    told = [
        {"field": field, "name": name, "type": media_type, "size": len(content)}
        for field, (name, media_type, content) in (files or {}).items()
    ]
    head = {"envelope": dict(envelope or {}), "fields": dict(fields), "files": told}
    return seal_plain(house, framed(head, files or {}))


def framed(head: object, files: Files) -> bytes:
    written = json.dumps(head, default=str).encode()
    contents = b"".join(content for _, _, content in files.values())
    return len(written).to_bytes(4, "big") + written + contents


def seal_plain(house: bytes, plain: bytes) -> bytes:
    """Whatever it is, sealed as a telephone does."""
    own = ec.generate_private_key(_CURVE)
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, house)
    secret = content_key(own.exchange(ec.ECDH(), theirs), own=point, house=house)
    head, nonce = b"\x01" + key_id(house) + point, b"\0" * 12
    return head + nonce + AESGCM(secret).encrypt(nonce, plain, head)


def sent(
    envelope: Mapping[str, object], fields: Mapping[str, object], files: Files | None = None
) -> dict[str, Any]:
    """What a telephone posts: the fields and files of a form, sealed to this house."""
    box = seal(public_key(Path(settings.KEYS_DIR)), fields, files, envelope=envelope)
    return {"box": SimpleUploadedFile("box", box)}
