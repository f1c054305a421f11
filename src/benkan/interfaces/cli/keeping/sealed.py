"""Keys in a file that only a passphrase opens: Argon2id makes the key, AES-GCM seals.

The file states the parameters of Argon2id, which are the second choice of RFC 9106 (3 passes over
64 MB, 4 lanes): a fraction of a second here, and as much for each guess of whoever finds the file.
"""

import json
import os
import re
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benkan.interfaces.cli.keeping.key_files import Carried
from benkan.interfaces.cli.keeping.refusals import WrongPassphrase
from benkan.kit.erasures import erasures_in

_NAME = re.compile(r"[a-z0-9-]+")
_HEAD = "benkan-keys-2"
_COST = {"passes": 3, "kilobytes": 65536, "lanes": 4}
# What a file may ask of us, whoever wrote it.
_MOST = {"passes": 4, "kilobytes": 1 << 17, "lanes": 4}
_LARGEST = 16 << 20
_NOT_OURS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def seal(carried: Carried, passphrase: str) -> bytes:
    """Keys and erasures, sealed; the same never looks the same twice."""
    salt, nonce = os.urandom(16), os.urandom(12)
    head = {"format": _HEAD, "argon2id": _COST, "salt": _text(salt), "nonce": _text(nonce)}
    plain = {
        "keys": {name: _text(key) for name, key in carried.keys.items()},
        "erased": carried.erasures.lines(),
    }
    box = AESGCM(_key(passphrase, salt, _COST)).encrypt(
        nonce, json.dumps(plain).encode(), _bound(head)
    )
    return json.dumps({**head, "sealed": _text(box)}).encode()


def unseal(file: Path, passphrase: str) -> Carried:
    """What a sealed file holds. A wrong passphrase and an altered file cannot be told apart."""
    try:
        with file.open("rb") as opened:
            found: dict[str, Any] = json.loads(opened.read(_LARGEST))
        box = b64decode(found.pop("sealed"))
        key = _key(passphrase, b64decode(found["salt"]), found["argon2id"])
        plain = json.loads(AESGCM(key).decrypt(b64decode(found["nonce"]), box, _bound(found)))
        keys = {str(name): b64decode(key) for name, key in plain["keys"].items()}
        if not all(_NAME.fullmatch(name) for name in keys):
            raise ValueError("a key is named by one word")
        return Carried(keys, erasures_in(plain["erased"]))
    except (InvalidTag, HashingError, *_NOT_OURS):
        raise WrongPassphrase(file=str(file)) from None


def _bound(head: dict[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True).encode()


def _key(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    if not all(0 < cost[name] <= most for name, most in _MOST.items()):
        raise ValueError("the file asks for more than we give")
    return hash_secret_raw(
        passphrase.encode(),
        salt,
        time_cost=cost["passes"],
        memory_cost=cost["kilobytes"],
        parallelism=cost["lanes"],
        hash_len=32,
        type=Type.ID,
    )


def _text(part: bytes) -> str:
    return b64encode(part).decode()
