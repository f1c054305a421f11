"""What a file is, and its content. Who may have it is asked by the chapter that owns the thing."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from benkan.apps.files.models import ErasedContent, StoredFile
from benkan.kit.refusals import NotFound


@dataclass(frozen=True)
class FileCard:
    """A stored file as others see it. `extent`: seconds of an audio, "800x600" of a picture."""

    id: UUID
    programme: UUID
    kind: str
    media_type: str
    size: int
    extent: str
    is_sensitive: bool


def file_card(file: UUID) -> FileCard:
    """The file with that id, in one query; `NotFound` when it was removed."""
    return _card(_row(file))


def file_cards(files: list[UUID]) -> dict[UUID, FileCard]:
    """The files with those ids that are still kept, in one query."""
    return {row.pk: _card(row) for row in StoredFile.objects.filter(pk__in=files)}


@dataclass(frozen=True)
class OpenFile:
    """The content of a file, open for reading, with what a reader must be told of it."""

    stream: BinaryIO
    media_type: str
    size: int


def opened(file: UUID | None) -> OpenFile:
    """The file, open for reading, in one query; `NotFound` when it was removed, or was never there."""
    if file is None:
        raise NotFound()
    row = _row(file)
    try:
        return OpenFile(where(row.digest).open("rb"), row.media_type, row.size)
    except FileNotFoundError:
        raise NotFound() from None


def erased_contents(*, since: datetime | None = None) -> set[str]:
    """The SHA-256 of what was erased, all or since a moment, in two queries. A content that somebody
    else brought as well stays."""
    erased = ErasedContent.objects.all()
    if since is not None:
        erased = erased.filter(erased_at__gte=since)
    digests = set(erased.values_list("digest", flat=True))
    needed = StoredFile.objects.filter(delete_after=None, digest__in=digests)
    return digests - set(needed.values_list("digest", flat=True))


def where(digest: str) -> Path:
    """Where the content with that SHA-256 lies: `ab/cd/abcd…` below the folder of files."""
    return Path(settings.FILES_DIR) / digest[:2] / digest[2:4] / digest


def _row(file: UUID) -> StoredFile:
    try:
        return StoredFile.objects.get(pk=file)
    except StoredFile.DoesNotExist:
        raise NotFound() from None


def _card(row: StoredFile) -> FileCard:
    return FileCard(
        id=row.pk,
        programme=row.programme,
        kind=row.kind,
        media_type=row.media_type,
        size=row.size,
        extent=row.extent,
        is_sensitive=row.sensitivity == StoredFile.Sensitivity.SENSITIVE,
    )
