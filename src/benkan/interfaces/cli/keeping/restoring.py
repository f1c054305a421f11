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
from django.db import transaction

from benkan.apps.messaging.actions import bring_back_keys
from benkan.interfaces.cli.exclusive import alone
from benkan.interfaces.cli.keeping import postgres, sqlite
from benkan.interfaces.cli.keeping.facts import differences
from benkan.interfaces.cli.keeping.fingerprints import missing_keys
from benkan.interfaces.cli.keeping.key_files import Carried, put_keys
from benkan.interfaces.cli.keeping.needed import need_keys
from benkan.interfaces.cli.keeping.refusals import (
    CountsDiffer,
    DatabaseNotEmpty,
    DataPresent,
    OtherEngine,
)
from benkan.interfaces.cli.serving.mark import first_start_is_over
from benkan.kit.archives import wrapped_keys
from benkan.kit.archives.archive import opened, sync_folder, take_out
from benkan.kit.archives.manifest import Facts, Manifest
from benkan.kit.archives.wrapped_keys import read_lines
from benkan.kit.erasures import Erasures, known_erasures, note_erasures
from benkan.reactions.erasing import erase_again


@dataclass(frozen=True)
class Restored:
    """What came back, which keys are still missing, where the data before was put, how many keys of
    contacts came with it, and how many contents did not come back since they were erased."""

    manifest: Manifest
    missing: list[str]
    aside: Path | None
    keys: int
    erased_contents: int


def restore(
    source: Path, *, carried: Carried | None, force: bool, moment: datetime, on_sqlite: bool
) -> Restored:
    """Restore a backup, or refuse and change nothing.

    Killed half-way it leaves a folder `.restoring-…` that the next restore removes, and perhaps
    files that nothing speaks of; the database changes by one rename at the end.

    Args:
        carried: keys that were exported, with what had been erased by then: put in place with the
            data. None: the keys are here already, or come later.
    """
    folder = Path(settings.DATA_DIR)
    with alone(folder) if on_sqlite else nullcontext(), opened(source) as (manifest, archive):
        _check_fits(manifest, folder, on_sqlite=on_sqlite, force=force)
        for left in folder.glob(".restoring-*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".restoring-") as name:
            done = _Restoring(manifest, archive, Path(name), carried, moment).run()
        missing = missing_keys(manifest.keys, Path(settings.KEYS_DIR))
        need_keys(folder, {name: manifest.keys[name] for name in missing})
        return Restored(manifest, missing, *done)


def _check_fits(manifest: Manifest, folder: Path, *, on_sqlite: bool, force: bool) -> None:
    here = "sqlite" if on_sqlite else "postgresql"
    if manifest.engine != here:
        raise OtherEngine(kept=manifest.engine, here=here)
    if not on_sqlite:
        if postgres.has_tables():
            raise DatabaseNotEmpty()
    elif sqlite.has_tables(_database()) and not force:
        raise DataPresent(folder=str(folder))


@dataclass
class _Restoring:
    """Everything beside the data first; what was erased here never comes back."""

    manifest: Manifest
    archive: TarFile
    stage: Path
    carried: Carried | None
    moment: datetime

    def run(self) -> tuple[Path | None, int, int]:
        erasures = known_erasures(Path(settings.DATA_DIR))
        if self.carried:
            erasures = erasures | self.carried.erasures
        left = take_out(self.archive, self.manifest, self.stage, erased=erasures.contents)
        restored = self._postgres if self.manifest.engine == "postgresql" else self._sqlite
        aside, keys = restored(erasures)
        return aside, keys, left

    def _postgres(self, erasures: Erasures) -> tuple[None, int]:
        _move_files(self.stage / "files", Path(settings.FILES_DIR))
        _check_same(self.manifest.facts, postgres.restore(self.stage / postgres.MEMBER))
        keys = self._complete(erasures)
        self._put_keys()
        return None, keys

    def _sqlite(self, erasures: Erasures) -> tuple[Path | None, int]:
        copy = self.stage / "restored.sqlite3"
        _check_same(self.manifest.facts, sqlite.unpack(self.stage / sqlite.MEMBER, copy))
        with sqlite.looking_at(copy):
            keys = self._complete(erasures)
        sqlite.settle(copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        _move_files(self.stage / "files", Path(settings.FILES_DIR))
        self._put_keys()
        return _swap(copy, _database(), self.moment), keys

    def _put_keys(self) -> None:
        """Only now that all else has held: a refused restore leaves the keys as they were."""
        if self.carried:
            note_erasures(Path(settings.DATA_DIR), self.carried.erasures)
            put_keys(Path(settings.KEYS_DIR), self.carried.keys)

    @transaction.atomic
    def _complete(self, erasures: Erasures) -> int:
        """Put the keys of contacts into the database that came back, then erase once more who had been
        erased before."""
        with (self.stage / wrapped_keys.MEMBER).open("rb") as file:
            held = ((line.contact, line.box) for line in read_lines(file) if line.box)
            keys = bring_back_keys(held)
        erase_again(erasures, moment=self.moment)
        return keys


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
