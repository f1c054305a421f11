"""The keys that a restored database still needs: a note that stays until they are there.

Without it the next start would quietly make new keys, and two kinds of sealed numbers would lie
side by side, one of which nobody can open.
"""

import json
from pathlib import Path

from benkan.interfaces.cli.keeping.fingerprints import missing_keys
from benkan.kit.refusals import N_, Refused

_NAME = "keys-needed.json"


class KeysMissing(Refused):
    code = "keys_missing"
    text = N_(
        "The keys of the restored data are missing (%(names)s): run `benkan keys import FILE`. If "
        "they are lost, `benkan keys give-up` goes on without: numbers kept so far stay unreadable."
    )


def need_keys(folder: Path, marks: dict[str, str]) -> None:
    """Note which keys are needed, by fingerprint; none: forget the note."""
    note = folder / _NAME
    if marks:
        note.write_text(json.dumps(marks))
    else:
        note.unlink(missing_ok=True)


def needed_keys(folder: Path, keys: Path) -> list[str]:
    """The names of the keys that are still missing."""
    try:
        marks = json.loads((folder / _NAME).read_text())
    except FileNotFoundError:
        return []
    return missing_keys(marks, keys)


def check_keys_present(folder: Path, keys: Path) -> None:
    """Refuse to start while the keys of a restored database are missing."""
    if names := needed_keys(folder, keys):
        raise KeysMissing(names=", ".join(names))
