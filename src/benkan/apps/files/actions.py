"""Keep what somebody brought, and let go of it when its time has come.

The content is on disk, whole, before its row is committed: a row never points to nothing.
"""

import hashlib
import os
import secrets
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from benkan.apps.files import rules
from benkan.apps.files.models import ErasedContent, StoredFile
from benkan.apps.files.queries import file_card, opened, where

# A content without a row may be one whose row is just being committed.
GRACE = timedelta(hours=1)


@transaction.atomic
def keep_picture(
    *,
    programme: UUID,
    content: bytes,
    moment: datetime,
    sensitivity: str = StoredFile.Sensitivity.ORDINARY,
    delete_after: datetime | None = None,
) -> UUID:
    """Keep a picture, drawn anew without metadata. Each call makes a row; one content is on disk."""
    kept = rules.kept_picture(content)
    kind = StoredFile.Kind.PICTURE
    return _keep(kept, kind, programme, moment, sensitivity, delete_after)


@transaction.atomic
def keep_audio(
    *,
    programme: UUID,
    content: bytes,
    moment: datetime,
    sensitivity: str = StoredFile.Sensitivity.ORDINARY,
    delete_after: datetime | None = None,
) -> UUID:
    """Keep a recording, encoded anew as speech. Each call makes a row; one content is on disk."""
    kept = rules.kept_audio(content)
    return _keep(kept, StoredFile.Kind.AUDIO, programme, moment, sensitivity, delete_after)


@transaction.atomic
def keep_document(
    *,
    programme: UUID,
    content: bytes,
    moment: datetime,
    sensitivity: str = StoredFile.Sensitivity.ORDINARY,
    delete_after: datetime | None = None,
) -> UUID:
    """Keep a PDF as it came. Each call makes a row; one content is on disk."""
    kept = rules.kept_document(content)
    return _keep(kept, StoredFile.Kind.DOCUMENT, programme, moment, sensitivity, delete_after)


@transaction.atomic
def keep_for_telephone(*, recording: UUID, moment: datetime) -> UUID:
    """Keep a recording that is kept already once more, as a telephone line plays it. Each call makes
    a row; one content is on disk.

    Raises:
        NotFound: there is no such recording.
    """
    card = file_card(recording)
    with opened(recording).stream as stream:
        kept = rules.for_telephone(stream.read(), extent=card.extent)
    audio, ordinary = StoredFile.Kind.AUDIO, StoredFile.Sensitivity.ORDINARY
    return _keep(kept, audio, card.programme, moment, ordinary, None)


def let_go(files: Collection[UUID], *, moment: datetime) -> None:
    """Mark files as no longer needed: the next `remove_expired` takes them. Safe to repeat."""
    StoredFile.objects.filter(pk__in=files).update(delete_after=moment)


@transaction.atomic
def erase(files: Collection[UUID], *, moment: datetime) -> None:
    """Let files go because whoever brought them is forgotten; backups lose them too. Safe to repeat."""
    let_go(files, moment=moment)
    digests = StoredFile.objects.filter(pk__in=files).values_list("digest", flat=True)
    rows = [ErasedContent(digest=digest, erased_at=moment) for digest in set(digests)]
    ErasedContent.objects.bulk_create(rows, ignore_conflicts=True)


def keep_for_good(files: Collection[UUID]) -> None:
    """Something now needs these files, which were kept for a while only. Safe to repeat."""
    StoredFile.objects.filter(pk__in=files).update(delete_after=None)


def remove_expired(*, now: datetime) -> int:
    """Delete the rows whose time has come, then every content that no row needs any more.

    Returns how many rows went. A second call finds nothing.
    """
    expired = StoredFile.objects.filter(delete_after__lte=now)
    removed, _ = expired.delete()
    _remove_unneeded(before=now - GRACE)
    return removed


def _keep(
    kept: rules.Kept,
    kind: str,
    programme: UUID,
    moment: datetime,
    sensitivity: str,
    delete_after: datetime | None,
) -> UUID:
    digest = hashlib.sha256(kept.content).hexdigest()
    _write(kept.content, digest, moment)
    row = StoredFile.objects.create(
        programme=programme,
        digest=digest,
        kind=kind,
        media_type=kept.media_type,
        size=len(kept.content),
        extent=kept.extent,
        sensitivity=sensitivity,
        kept_at=moment,
        delete_after=delete_after,
    )
    return row.pk


def _write(content: bytes, digest: str, moment: datetime) -> None:
    """Put the content in its place in one step, on disk before we go on.

    Its time is set even if it is there already, so that it isn't removed as unneeded meanwhile.
    """
    path = where(digest)
    try:
        _touch(path, moment)
    except FileNotFoundError:
        pass
    else:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.parent / f".{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _touch(draft, moment)
    draft.rename(path)
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        _sync_folder(folder)


def _touch(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def _sync_folder(folder: Path) -> None:
    """A renamed file survives a power cut only when its folder has been written too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove_unneeded(*, before: datetime) -> None:
    """Contents and drafts that were last brought before a moment and have no row."""
    for folder in _folders():
        old = {path.name: path for path in folder.iterdir() if _is_older(path, before)}
        if not old:
            continue
        needed = StoredFile.objects.filter(digest__in=list(old)).values_list("digest", flat=True)
        for name in old.keys() - set(needed):
            if _is_older(old[name], before):  # not brought again while we asked
                old[name].unlink(missing_ok=True)


def _is_older(path: Path, moment: datetime) -> bool:
    return path.stat().st_mtime < moment.timestamp()


def _folders() -> Iterator[Path]:
    root = Path(settings.FILES_DIR)
    return (folder for folder in root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]") if folder.is_dir())
