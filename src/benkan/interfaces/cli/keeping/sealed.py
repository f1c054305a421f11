"""Keys in a file that only a passphrase opens: scrypt makes the key, AES-GCM seals."""

import json
import os
import re
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from benkan.interfaces.cli.keeping.refusals import PassphraseTooShort, WrongPassphrase

LEAST = 12
_NAME = re.compile(r"[a-z0-9-]+")
_HEAD = "benkan-keys-1"
# 64 MB and a fraction of a second for each guess.
_COST, _BLOCK, _LANES = 2**16, 8, 1


def seal(keys: dict[str, bytes], passphrase: str) -> bytes:
    """The keys, sealed; the same keys never look the same twice."""
    if len(passphrase) < LEAST:
        raise PassphraseTooShort(least=LEAST)
    salt, nonce = os.urandom(16), os.urandom(12)
    plain = json.dumps({name: b64encode(key).decode() for name, key in keys.items()})
    sealed = AESGCM(_key(passphrase, salt)).encrypt(nonce, plain.encode(), _HEAD.encode())
    parts = {"salt": salt, "nonce": nonce, "sealed": sealed}
    return json.dumps(
        {"format": _HEAD, **{name: b64encode(part).decode() for name, part in parts.items()}}
    ).encode()


def unseal(file: Path, passphrase: str) -> dict[str, bytes]:
    """The keys of a sealed file. A wrong passphrase and an altered file cannot be told apart."""
    try:
        found = json.loads(file.read_bytes())
        salt, nonce, sealed = (b64decode(found[name]) for name in ("salt", "nonce", "sealed"))
        plain = AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed, _HEAD.encode())
        keys = {str(name): b64decode(key) for name, key in json.loads(plain).items()}
        if not all(_NAME.fullmatch(name) for name in keys):
            raise ValueError("a key is named by one word")
        return keys
    except (InvalidTag, ValueError, KeyError, TypeError):
        raise WrongPassphrase(file=str(file)) from None


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.encode())
