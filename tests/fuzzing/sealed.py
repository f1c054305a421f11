"""Boxes that telephones seal, backups that somebody brings back, files of keys."""

import os
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag

from benkan.apps.assessments.forms.boxes import SheetForm
from benkan.apps.journal.rules import anchors_in
from benkan.interfaces.cli.keeping.sealed import unseal
from benkan.kit import sealing
from benkan.kit.archives.archive import opened, take_out
from benkan.kit.archives.striking import strike_out
from benkan.kit.archives.wrapped_keys import read_lines
from benkan.kit.boxes import contents_of, open_box, public_key
from benkan.kit.erasures import erasures_in
from benkan.kit.refusals import Refused
from tests.fuzzing.pieces import words

_ROW = UUID(int=7)
_FOLDER = Path(tempfile.mkdtemp(prefix="benkan-fuzz-", dir=os.environ.get("BENKAN_DATA_DIR")))
HOUSE = public_key(_FOLDER)
_FILE = _FOLDER / "given"


def box(data: bytes) -> None:
    """A box as it comes in: nobody who does not know the key gets further than the seal."""
    with suppress(Refused):
        open_box(_FOLDER, data)
    with suppress(InvalidTag, AssertionError):
        sealing.unsealed(b"k" * 32, data, bound_to=_ROW, use="fuzz")


def inside(data: bytes) -> None:
    """What is in a box, once its seal is opened: everybody has the key to seal with."""
    with suppress(Refused):
        contents = contents_of(data)
        "".join([*contents.fields.values(), *contents.envelope.values()]).encode()


def sheet(data: bytes) -> None:
    """The answers of a group in a box, as JSON in one field."""
    told = {
        "client_key": "0" * 32,
        "group": str(_ROW),
        "scored_on": "2026-11-03",
        "answers": words(data),
    }
    form = SheetForm(told)
    if form.is_valid():
        form.left_over(())
        form.lines(())
        form.counts()


def backup(data: bytes) -> None:
    """An archive: opened, taken out into a folder, and struck out of."""
    _FILE.write_bytes(data)
    with (
        tempfile.TemporaryDirectory(dir=_FOLDER) as into,
        suppress(Refused),
        opened(_FILE) as (manifest, archive),
    ):
        take_out(archive, manifest, Path(into) / "out")
        assert not list(_FOLDER.glob("*.outside")), "nothing is written outside"
    with suppress(Refused):
        strike_out(_FILE, contacts=[_ROW], contents=["0" * 64])
    for line in read_lines(BytesIO(data)):
        assert line.length >= 0


def keys(data: bytes) -> None:
    """A file of keys and a list of erasures."""
    _FILE.write_bytes(data)
    with suppress(Refused):
        unseal(_FILE, "a passphrase")
    with suppress(Refused):
        erasures_in(words(data).splitlines())


def anchors(data: bytes) -> None:
    """Heads of the journal, as they come back out of a letter or from paper."""
    for anchor in anchors_in(words(data)):
        assert anchors_in("\n".join(anchor.lines())) == [anchor]
