"""What a backup says of itself: written first in the archive, checked against all that follows."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

FORMAT = 2
NAME = "manifest.json"
_PIECE = 1 << 20


@dataclass(frozen=True)
class Member:
    """One file of the archive; `sha256` in hexadecimal, over the bytes as they lie in the archive. It is
    empty for a member that may change and whose parts are checked one by one."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Facts:
    """What a database holds: rows of each table, and where each programme's journal stands."""

    rows: dict[str, int]
    heads: list[tuple[str, int, str]]
    unsealed: int
    faults: int


@dataclass(frozen=True)
class Manifest:
    """The table of contents of a backup. Keys are named by a fingerprint, never kept."""

    version: str
    engine: str
    made_at: str
    facts: Facts
    members: list[Member]
    keys: dict[str, str]
    damaged: list[str] = field(default_factory=list)
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    def fingerprint(self) -> str:
        """Sixteen characters that stand for the whole backup, to be noted on paper."""
        digest = hashlib.sha256(self.as_bytes()).hexdigest()
        return "-".join(digest[i : i + 4] for i in range(0, 16, 4))


def read_manifest(content: bytes) -> Manifest:
    """The manifest that `as_bytes` wrote; raises ValueError, KeyError or TypeError for anything else."""
    found: dict[str, Any] = json.loads(content)
    if found["format"] != FORMAT:
        raise ValueError(found["format"])
    facts = found["facts"]
    heads = [(str(p), int(n), str(head)) for p, n, head in facts["heads"]]
    members = [Member(**member) for member in found["members"]]
    return Manifest(**{**found, "facts": Facts(**{**facts, "heads": heads}), "members": members})


def digest_of(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def member_of(name: str, path: Path) -> Member:
    with path.open("rb") as file:
        return Member(name, path.stat().st_size, digest_of(file))
