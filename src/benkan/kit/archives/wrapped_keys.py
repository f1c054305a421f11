"""The keys of contacts as they lie in a backup: a line each, all of one length.

One length, so that a line can be struck out where it lies (`striking`). The manifest gives no digest
of this member for the same reason: each line has a check of its own, and the box in it opens under
the master key and for its contact only, so that nobody can forge one.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import UUID

MEMBER = "contact-keys"
_CHECK = 8


@dataclass(frozen=True)
class Line:
    """One line: whose key, the wrapped key, and where the line begins. `box` is empty when the line
    does not hold any more; a line that was struck out is no line."""

    contact: UUID
    box: bytes
    begins: int
    length: int


def write_lines(target: Path, keys: Iterable[tuple[UUID, bytes]]) -> None:
    """Write the wrapped keys, given by contact; all boxes have one length."""
    with target.open("wb") as file:
        for contact, box in keys:
            body = f"{contact} {b64encode(box).decode()}"
            file.write(f"{body} {_check(body)}\n".encode())


def read_lines(file: IO[bytes]) -> Iterator[Line]:
    """The lines that were not struck out."""
    begins = 0
    for raw in file:
        line = _line(raw, begins)
        begins += len(raw)
        if line is not None:
            yield line


def struck(line: Line) -> bytes:
    """What is written over a line."""
    return b"-" * (line.length - 1) + b"\n"


def _line(raw: bytes, begins: int) -> Line | None:
    whose, _, rest = raw.decode(errors="replace").rstrip("\n").partition(" ")
    try:
        contact = UUID(whose)
    except ValueError:
        return None
    box, _, check = rest.partition(" ")
    holds = check == _check(f"{whose} {box}")
    return Line(contact, b64decode(box) if holds else b"", begins, len(raw))


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:_CHECK]
