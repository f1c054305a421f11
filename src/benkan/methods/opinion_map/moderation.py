"""Which statements a moderator rejected, and which ask about people themselves (meta).

They count as zero for the map and never stand for a group; their tallies stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np

from benkan.methods.opinion_map.votes import Array, Label
from benkan.methods.refusals import N_, Refused, quoted
from benkan.methods.tables import read_table

REJECTED = "-1"
MARKS = ("-1", "0", "1")
BODY = "comment-body"
YES = ("true", "t", "1")


class NotAMark(Refused):
    code = "not_a_mark"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is not -1 (rejected), "
        "0 (not looked at) or 1 (accepted)."
    )


@dataclass(frozen=True)
class Moderation:
    """Statements by what was decided on them, named as in their file; and what they say."""

    rejected: frozenset[str] = frozenset()
    meta: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)

    def rejects(self, statements: Sequence[Label]) -> Array:
        """Length m: whether each statement is rejected."""
        return np.array([str(label) in self.rejected for label in statements], dtype=bool)

    def is_meta(self, statements: Sequence[Label]) -> Array:
        """Length m: whether each statement asks about the people themselves."""
        return np.array([str(label) in self.meta for label in statements], dtype=bool)


NONE = Moderation()


def read_moderation(stream: BinaryIO, *, file: str) -> Moderation:
    """The decisions of a table with the columns `comment-id` and `moderated`, perhaps `is-meta`
    and `comment-body`.

    A statement that the table does not name is not rejected; one that nobody voted on may be named.

    Raises:
        NotAMark: `moderated` holds something else than -1, 0 or 1.
    """
    table = read_table(stream, file=file, needs=("comment-id", "moderated"))
    name, mark = table.column("comment-id"), table.column("moderated")
    body = table.header.index(BODY) if BODY in table.header else None
    about = table.header.index("is-meta") if "is-meta" in table.header else None
    rejected, meta, texts = set(), set(), {}
    for row in table.rows:
        label, found = row.cells[name].strip(), row.cells[mark].strip()
        if found not in MARKS:
            found = quoted(found)
            raise NotAMark(file=file, line=row.line, column="moderated", found=found)
        if found == REJECTED:
            rejected.add(label)
        if about is not None and row.cells[about].strip().lower() in YES:
            meta.add(label)
        if body is not None:
            texts[label] = " ".join(row.cells[body].split())
    return Moderation(frozenset(rejected), frozenset(meta), texts)
