"""Heads of the journal that somebody has kept elsewhere: letters as they were saved, or the text that was
printed, or backups, which hold the heads too."""

import email.policy
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

from benkan.apps.journal.rules import Anchor, anchors_in
from benkan.kit.archives.archive import opened
from benkan.kit.archives.refusals import NoSuchFile, NotABackup
from benkan.kit.refusals import N_, Refused

LARGEST = 1 << 20
"""Bytes of a letter; what is larger is a backup, or nothing of ours."""


class NoAnchor(Refused):
    code = "no_anchor"
    text = N_("There is no head of a journal in %(file)s: save the whole letter, or a backup.")


def anchors_of(places: Iterable[Path]) -> list[Anchor]:
    """All that the files hold, and those in the folders; refuses a file that was named and holds none,
    so that nobody takes for compared what was not."""
    found = []
    for place in places:
        here = [one for file in _files(place) for one in _in_file(file)]
        if not here:
            raise NoAnchor(file=str(place))
        found += here
    return found


def _files(place: Path) -> Iterator[Path]:
    if not place.exists():
        raise NoSuchFile(file=str(place))
    if place.is_file():
        yield place
    else:
        yield from sorted(path for path in place.rglob("*") if path.is_file())


def _in_file(file: Path) -> list[Anchor]:
    try:
        with opened(file) as (manifest, _members):
            heads = manifest.facts.heads
            return [Anchor(UUID(one), position, head) for one, position, head in heads if position]
    except NotABackup:
        pass
    if file.stat().st_size > LARGEST:
        return []
    content = file.read_bytes()
    return anchors_in(_letter(content)) or anchors_in(content.decode("utf-8", errors="replace"))


def _letter(content: bytes) -> str:
    """The words of a saved letter, whatever way they were sent."""
    letter = message_from_bytes(content, _class=EmailMessage, policy=email.policy.default)
    assert isinstance(letter, EmailMessage), "as it was asked for"
    body = letter.get_body(("plain",))
    try:
        return str(body.get_content()) if body else ""
    except (LookupError, ValueError):
        return ""
