"""The list of what was erased here: ids and digests only, in a file of the data folder.

It outlives the database: whatever comes back out of an older backup is erased once more. It travels
with the exported keys, so that it reaches another machine as well.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

_NAME = "erased"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KINDS = ("contact", "case", "content", "attendee", "comment", "representative")


@dataclass(frozen=True)
class Erasures:
    """Contacts, cases, lines of attendance sheets, comments and representatives by id, contents of files
    by SHA-256."""

    contacts: frozenset[UUID] = frozenset()
    cases: frozenset[UUID] = frozenset()
    contents: frozenset[str] = frozenset()
    attendees: frozenset[UUID] = frozenset()
    comments: frozenset[UUID] = frozenset()
    representatives: frozenset[UUID] = frozenset()

    def __or__(self, other: "Erasures") -> "Erasures":
        return Erasures(
            self.contacts | other.contacts,
            self.cases | other.cases,
            self.contents | other.contents,
            self.attendees | other.attendees,
            self.comments | other.comments,
            self.representatives | other.representatives,
        )

    def __bool__(self) -> bool:
        return bool(self.lines())

    def lines(self) -> list[str]:
        """A line for each, in order."""
        kinds = (
            ("contact", self.contacts),
            ("case", self.cases),
            ("content", self.contents),
            ("attendee", self.attendees),
            ("comment", self.comments),
            ("representative", self.representatives),
        )
        return sorted(f"{kind} {it}" for kind, those in kinds for it in those)


def erasures_in(lines: Iterable[str]) -> Erasures:
    """What such lines say; a line that was cut off or changed is passed over."""
    found: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for line in lines:
        kind, _, it = line.strip().partition(" ")
        if kind in found and (_DIGEST if kind == "content" else _ID).fullmatch(it):
            found[kind].add(it)
    return Erasures(
        frozenset(map(UUID, found["contact"])),
        frozenset(map(UUID, found["case"])),
        frozenset(found["content"]),
        frozenset(map(UUID, found["attendee"])),
        frozenset(map(UUID, found["comment"])),
        frozenset(map(UUID, found["representative"])),
    )


def known_erasures(folder: Path) -> Erasures:
    """The list of a data folder."""
    try:
        return erasures_in((folder / _NAME).read_text().splitlines())
    except FileNotFoundError:
        return Erasures()


def note_erasures(folder: Path, erasures: Erasures) -> int:
    """Add to the list what is not in it; returns how many lines that were. Safe to repeat."""
    new = sorted(set(erasures.lines()) - set(known_erasures(folder).lines()))
    if new:
        handle = os.open(folder / _NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a") as file:
            # The line break comes first: a line that was cut off spoils no other.
            file.write("\n" + "\n".join(new) + "\n")
            file.flush()
            os.fsync(file.fileno())
    return len(new)
