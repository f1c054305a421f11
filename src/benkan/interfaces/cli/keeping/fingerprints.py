"""Keys by their fingerprints: enough to say whether they are the right ones, nothing to open with."""

import hashlib
import hmac
from pathlib import Path

# Losing it only logs everybody out, so it is never missed.
_DISPENSABLE = {"session"}


def keys_in(folder: Path) -> dict[str, bytes]:
    """The keys of a folder by name."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("[!.]*.key"))}


def fingerprints(folder: Path) -> dict[str, str]:
    """The fingerprint of each key that seals something."""
    return {
        name: hmac.new(key, b"benkan key fingerprint", hashlib.sha256).hexdigest()[:32]
        for name, key in keys_in(folder).items()
        if name not in _DISPENSABLE
    }


def missing_keys(kept: dict[str, str], folder: Path) -> list[str]:
    """The names of keys that were there when a backup was made and are not here now."""
    here = fingerprints(folder)
    return sorted(name for name, mark in kept.items() if here.get(name) != mark)
