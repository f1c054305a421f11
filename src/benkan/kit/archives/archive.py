"""The archive: a plain tar whose first member is the manifest.

Not compressed as a whole, since photos and recordings do not shrink; the database inside is.
"""

import hashlib
import os
import tarfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from benkan.kit.archives.manifest import NAME, Manifest, Member, read_manifest
from benkan.kit.archives.refusals import Altered, FileExists, NoSuchFile, NotABackup

ERASED = b"Erased at the request of whoever brought it.\n"
"""How a content begins that was struck out; shorter than any block of a disk, so that it is there
whole or not at all."""
_PIECE = 1 << 20


def write_archive(target: Path, manifest: Manifest, sources: dict[str, Path]) -> None:
    """Write manifest and members; the file appears under its name only when it is whole."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
                content = manifest.as_bytes()
                archive.addfile(_entry(NAME, len(content)), BytesIO(content))
                for member in manifest.members:
                    with sources[member.name].open("rb") as source:
                        archive.addfile(_entry(member.name, member.size), source)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, target)
        except FileExistsError:
            raise FileExists(file=str(target)) from None
        sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """The manifest of an archive, and the archive to take its members from."""
    if not path.is_file():
        raise NoSuchFile(file=str(path))
    try:
        with tarfile.open(path, "r:") as archive:
            first = archive.next()
            content = archive.extractfile(first) if first and first.name == NAME else None
            if content is None:
                raise NotABackup(file=str(path))
            yield read_manifest(content.read()), archive
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError):
        raise NotABackup(file=str(path)) from None


def take_out(
    archive: tarfile.TarFile, manifest: Manifest, into: Path, *, erased: Collection[str] = ()
) -> int:
    """Take every member out, and refuse the archive if one is missing, added or not as it was.

    Returns how many contents stay behind because they were erased: struck out of this archive, or
    with a SHA-256 among `erased`.
    """
    waiting = {member.name: member for member in manifest.members}
    left = 0
    for entry in archive:
        if entry.name == NAME:
            continue
        member = waiting.pop(entry.name, None)
        if member is None or not entry.isreg() or not _stays_inside(entry.name):
            raise Altered(member=entry.name)
        if member.sha256 in erased or is_erased(_beginning(archive, entry)):
            left += 1
            continue
        _copy_checked(_content(archive, entry), member, into / entry.name)
    if waiting:
        raise Altered(member=min(waiting))
    return left


def is_erased(beginning: bytes) -> bool:
    """Whether a content that begins so was struck out."""
    return bool(beginning) and beginning.startswith(ERASED[: len(beginning)])


def _beginning(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    return _content(archive, entry).read(len(ERASED))


def _content(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(entry)
    assert content is not None, "a regular member has content"
    return content


def _copy_checked(content: IO[bytes], member: Member, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(_PIECE):
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if member.sha256 and digest.hexdigest() != member.sha256:
        raise Altered(member=member.name)


def _stays_inside(name: str) -> bool:
    parts = name.split("/")
    return not name.startswith("/") and not any(part in {"", ".", ".."} for part in parts)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as durable as the contents."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
