"""Strike out of a backup what was erased since: the keys of contacts, and what they had brought.

It is written over in place: at once however large the archive is, without room for a second one, and
the bytes are gone from this file. Manifest, mark and journal stay as they are. A stroke that is cut
short is drawn again: whose line it is is written over last, and the mark of an erased content first.
"""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from benkan.kit.archives.archive import ERASED, is_erased, opened
from benkan.kit.archives.wrapped_keys import MEMBER, Line, read_lines, struck

_PIECE = 1 << 20


@dataclass(frozen=True)
class Struck:
    """How many keys and contents were struck out."""

    keys: int
    contents: int


def strike_out(archive: Path, *, contacts: Collection[UUID], contents: Collection[str]) -> Struck:
    """Write over the keys of the contacts and the contents with those SHA-256. Safe to repeat.

    Raises:
        NoSuchFile, NotABackup: there is nothing that could be struck out of.
    """
    lines: list[tuple[int, Line]] = []
    bodies: list[tuple[int, int]] = []
    with opened(archive) as (_, members):
        for entry in members:
            if entry.name == MEMBER:
                content = members.extractfile(entry)
                assert content is not None, "the member is a file"
                found = [line for line in read_lines(content) if line.contact in contacts]
                lines += [(entry.offset_data, line) for line in found]
            elif entry.name.rpartition("/")[2] in contents:
                bodies.append((entry.offset_data, entry.size))
    return _strike(archive, lines, bodies)


def _strike(archive: Path, lines: list[tuple[int, Line]], bodies: list[tuple[int, int]]) -> Struck:
    if not lines and not bodies:
        return Struck(0, 0)
    handle = os.open(archive, os.O_RDWR)
    before = os.fstat(handle)
    try:
        bodies = [body for body in bodies if not is_erased(os.pread(handle, len(ERASED), body[0]))]
        for offset, line in lines:
            _strike_line(handle, offset + line.begins, line)
        for begins, size in bodies:
            _strike_body(handle, begins, size)
        # How old a backup is does not change.
        os.utime(handle, ns=(before.st_atime_ns, before.st_mtime_ns))
        os.fsync(handle)
    finally:
        os.close(handle)
    return Struck(len(lines), len(bodies))


def _strike_line(handle: int, begins: int, line: Line) -> None:
    over, whose = struck(line), len(str(line.contact))
    os.pwrite(handle, over[whose:], begins + whose)
    os.fdatasync(handle)
    os.pwrite(handle, over[:whose], begins)


def _strike_body(handle: int, begins: int, size: int) -> None:
    os.pwrite(handle, ERASED[:size], begins)
    os.fdatasync(handle)
    for at in range(len(ERASED), size, _PIECE):
        os.pwrite(handle, bytes(min(_PIECE, size - at)), begins + at)
