"""Where the journal of a programme stands, as a sheet to keep."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.journal import queries as journal
from benkan.apps.journal.rules import written_anchors
from benkan.kit.pages import ProgrammeHere
from benkan.kit.qr import qr_code


@dataclass(frozen=True)
class Head:
    """How many entries are sealed, the three lines that `verify` reads, and the same as a picture."""

    entries: int
    name: str
    lines: tuple[str, str]
    qr: SafeString


def head_of(programme: ProgrammeHere, *, now: datetime) -> Head | None:
    """The head of a programme; None before its first entry was sealed. One query."""
    anchor = next((one for one in journal.heads() if one.programme == programme.id), None)
    if anchor is None:
        return None
    name, *lines = anchor.lines()
    text = written_anchors([anchor], moment=now)
    title = gettext("The head of the journal, to be read by a telephone")
    return Head(anchor.position, name, (lines[0], lines[1]), qr_code(text, title=title))
