"""Secrets live in files of their own, mode 0600, made at the first start and left out of backups.

Some keys can be changed: they are a `Series`, numbered from 1, and the highest number that lies in
the folder is the one in use. The folder alone says so: every process looks there each time.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


def load_key(folder: Path, name: str) -> bytes:
    """The 32 bytes kept under `name`; made now if there are none.

    Two processes that start together agree: the file is created exclusively, and the loser reads
    what the winner wrote.
    """
    path = folder / f"{name}.key"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{name}.{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()


@dataclass(frozen=True)
class Series:
    """Keys that follow one another. `first` is the name of the first, which had no number once."""

    name: str
    first: str

    def file_name(self, number: int) -> str:
        return self.first if number == 1 else f"{self.name}-{number}"

    def numbers(self, folder: Path) -> tuple[int, ...]:
        """The numbers of the keys that are here, the newest first; none before the first start."""
        first = [1] if (folder / f"{self.first}.key").exists() else []
        later = [
            int(number)
            for path in folder.glob(f"{self.name}-*.key")
            if (number := path.stem.removeprefix(f"{self.name}-")).isdecimal()
        ]
        return tuple(sorted({*first, *later}, reverse=True))

    def current(self, folder: Path) -> tuple[int, bytes]:
        """The key in use and its number; the first one is made now if there is none."""
        number = next(iter(self.numbers(folder)), 1)
        return number, load_key(folder, self.file_name(number))

    def kept(self, folder: Path, number: int) -> bytes:
        """A key that must be here: one that is lost must never be replaced by a new one.

        Raises:
            FileNotFoundError: it is not.
        """
        return (folder / f"{self.file_name(number)}.key").read_bytes()

    def begin_next(self, folder: Path) -> int:
        """Make the next key, which is in use from then on."""
        number = self.current(folder)[0] + 1
        load_key(folder, self.file_name(number))
        return number

    def drop(self, folder: Path, number: int) -> None:
        """Delete a key that nothing needs any more. Safe to repeat."""
        (folder / f"{self.file_name(number)}.key").unlink(missing_ok=True)


MASTER = Series("master", first="master")
NUMBERS = Series("numbers", first="numbers-1")
