"""Secrets live in files of their own, mode 0600, made at the first start and left out of backups."""

import os
import secrets
from pathlib import Path


def load_key(folder: Path, name: str) -> bytes:
    """The 32 bytes kept under `name`; made now if there are none.

    Two processes that start together agree: the file is created exclusively, and the loser reads
    what the winner wrote.
    """
    path = folder / f"{name}.key"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{name}.{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()
