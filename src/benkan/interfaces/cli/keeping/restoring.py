"""Bring a backup back: everything is checked beside the data, and one rename makes it the data."""

import os
import shutil
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tarfile import TarFile

from django.conf import settings

from benkan.interfaces.cli.exclusive import alone
from benkan.interfaces.cli.keeping import postgres, sqlite
from benkan.kit.archives.archive import opened, sync_folder, take_out
from benkan.interfaces.cli.keeping.facts import differences
from benkan.interfaces.cli.keeping.fingerprints import missing_keys
from benkan.kit.archives.manifest import Facts, Manifest
from benkan.interfaces.cli.keeping.needed import need_keys
from benkan.interfaces.cli.keeping.refusals import (
    CountsDiffer,
    DatabaseNotEmpty,
    DataPresent,
    OtherEngine,
)
from benkan.interfaces.cli.serving.mark import first_start_is_over


@dataclass(frozen=True)
class Restored:
    """What came back, which keys are still missing, and where the data before was put."""

    manifest: Manifest
    missing: list[str]
    aside: Path | None


def restore(source: Path, *, force: bool, moment: datetime, on_sqlite: bool) -> Restored:
    """Restore a backup, or refuse and change nothing.

    Killed half-way it leaves a folder `.restoring-…` that the next restore removes, and perhaps
    files that nothing speaks of; the database changes by one rename at the end.
    """
    folder = Path(settings.DATA_DIR)
    with alone(folder) if on_sqlite else nullcontext(), opened(source) as (manifest, archive):
        _check_fits(manifest, folder, on_sqlite=on_sqlite, force=force)
        for left in folder.glob(".restoring-*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".restoring-") as name:
            aside = _bring_back(manifest, archive, Path(name), moment=moment)
        missing = missing_keys(manifest.keys, Path(settings.KEYS_DIR))
        need_keys(folder, {name: manifest.keys[name] for name in missing})
        return Restored(manifest, missing, aside)


def _check_fits(manifest: Manifest, folder: Path, *, on_sqlite: bool, force: bool) -> None:
    here = "sqlite" if on_sqlite else "postgresql"
    if manifest.engine != here:
        raise OtherEngine(kept=manifest.engine, here=here)
    if not on_sqlite:
        if postgres.has_tables():
            raise DatabaseNotEmpty()
    elif sqlite.has_tables(_database()) and not force:
        raise DataPresent(folder=str(folder))


def _bring_back(
    manifest: Manifest, archive: TarFile, stage: Path, *, moment: datetime
) -> Path | None:
    take_out(archive, manifest, stage)
    if manifest.engine == "postgresql":
        _move_files(stage / "files", Path(settings.FILES_DIR))
        _check_same(manifest.facts, postgres.restore(stage / postgres.MEMBER))
        return None
    copy = stage / "restored.sqlite3"
    _check_same(manifest.facts, sqlite.unpack(stage / sqlite.MEMBER, copy))
    sqlite.settle(copy)
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    _move_files(stage / "files", Path(settings.FILES_DIR))
    return _swap(copy, _database(), moment)


def _check_same(kept: Facts, here: Facts) -> None:
    if found := differences(kept, here):
        raise CountsDiffer(what=", ".join(found[:3]))


def _move_files(source: Path, target: Path) -> None:
    """Each file is named by its content: one that is there already is the same."""
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.replace(place)
        sync_folder(place.parent)


def _swap(copy: Path, database: Path, moment: datetime) -> Path | None:
    """Put the restored database in place. At every moment there is one whole database or the other."""
    aside = None
    if sqlite.has_tables(database):
        sqlite.settle(database)
        aside = database.parent / f"before-restore-{moment:%Y%m%d-%H%M%S}"
        aside.mkdir(mode=0o700)
        os.link(database, aside / database.name)
    # A restored database is not a first start, whatever was going on here before.
    first_start_is_over(database.parent)
    copy.replace(database)
    sync_folder(database.parent)
    return aside


def _database() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])
