"""The files that a method reads: opened as bytes, unpacked, and their fingerprint kept."""

import gzip
import hashlib
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from benkan.methods.progress import Progress, untold
from benkan.methods.refusals import N_, Refused, quoted


class InputMissing(Refused):
    code = "input_missing"
    text = N_("There is no file %(file)s.")


class InputUnreadable(Refused):
    code = "input_unreadable"
    text = N_("%(file)s cannot be read: %(why)s.")


class InputDamaged(Refused):
    code = "input_damaged"
    text = N_("%(file)s is not a whole packed file: unpack it yourself, or fetch it anew.")


@dataclass
class Inputs:
    """The input files of one command, in the order in which they are opened."""

    _sum: Any = field(default_factory=hashlib.sha256)

    @contextmanager
    def opened(self, path: Path, told: Progress = untold) -> Iterator[BinaryIO]:
        """The bytes of a file, unpacked when its name ends in .xz or .gz; counted into the
        fingerprint as they lie on the disk, to the end, once the block is left in peace. `told` hears
        how much of the file was read."""
        try:
            source = path.open("rb")
        except FileNotFoundError:
            raise InputMissing(file=quoted(path.name)) from None
        except OSError as problem:
            why = (problem.strerror or type(problem).__name__).lower()
            raise InputUnreadable(file=quoted(path.name or str(path)), why=why) from None
        with source:
            fed = _Fed(source, self._sum, path.stat().st_size, told)
            try:
                yield _unpacked(io.BufferedReader(fed, 1 << 20), path.suffix)
            except (lzma.LZMAError, gzip.BadGzipFile, zlib.error, EOFError):
                raise InputDamaged(file=quoted(path.name)) from None
            except OSError as problem:
                why = (problem.strerror or type(problem).__name__).lower()
                raise InputUnreadable(file=quoted(path.name), why=why) from None
            while fed.read(1 << 20):
                pass

    def sha256(self) -> str:
        """Of the bytes of all files so far, one after the other."""
        return str(self._sum.hexdigest())


def _unpacked(stream: io.BufferedReader, suffix: str) -> BinaryIO:
    if suffix == ".xz":
        return cast(BinaryIO, lzma.open(stream))
    if suffix == ".gz":
        return cast(BinaryIO, gzip.open(stream))
    return stream


class _Fed(io.RawIOBase):
    """A file that feeds what is read from it to a checksum."""

    def __init__(self, source: IO[bytes], total: Any, size: int, told: Progress) -> None:
        self._source = source
        self._total = total
        self._size = size
        self._read = 0
        self._told = told

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count: int = self._source.readinto(buffer)  # type: ignore[attr-defined]  # files of bytes have it
        self._total.update(memoryview(buffer)[:count])
        self._read += count
        if self._read < self._size:
            self._told(self._read / self._size)
        return count
