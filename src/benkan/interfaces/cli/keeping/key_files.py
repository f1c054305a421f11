"""Keys that are carried from machine to machine, and how they come to lie in their folder."""

import os
from dataclasses import dataclass
from pathlib import Path

from benkan.interfaces.cli.keeping.fingerprints import keys_in
from benkan.interfaces.cli.keeping.refusals import OtherKeysPresent
from benkan.kit.boxes import BOXES
from benkan.kit.erasures import Erasures
from benkan.kit.keys import MASTER, NUMBERS, load_key

SINGLE = ("attendance", "deliveries", "session", "tracking")
SERIES = (BOXES, MASTER, NUMBERS)


@dataclass(frozen=True)
class Carried:
    """What an export holds: the keys by name, and what had been erased when it was written."""

    keys: dict[str, bytes]
    erasures: Erasures


def make_those_not_needed_yet(folder: Path) -> None:
    """Make every key that Benkan will ever begin with. Each is made when it is first used, and an
    export from before that would leave out what a later backup needs."""
    for name in SINGLE:
        load_key(folder, name)
    for series in SERIES:
        series.current(folder)


def check_no_others(folder: Path, keys: dict[str, bytes]) -> None:
    """Refuse when other keys lie here under the same names. That of the sessions does not count: it
    only logs people out."""
    here = keys_in(folder)
    names = [name for name, key in keys.items() if name != "session" and here.get(name, key) != key]
    if names:
        raise OtherKeysPresent(names=", ".join(sorted(names)))


def put_keys(folder: Path, keys: dict[str, bytes]) -> None:
    """Put keys in place, each for its owner alone; another one of that name is kept beside it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, key in keys.items():
        _put(folder, name, key)


def _put(folder: Path, name: str, key: bytes) -> None:
    place = folder / f"{name}.key"
    if place.exists() and place.read_bytes() != key:
        aside = next(
            path
            for number in range(1, 1000)
            if not (path := folder / f"{name}.key.before-{number}").exists()
        )
        os.link(place, aside)
    draft = folder / f".{name}.import"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(place)
