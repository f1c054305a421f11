"""Keep the database and the files in one archive, while the server runs.

The database is copied first, at one moment; then the files. A file is named by its content and
never changed, and it is on disk before a row speaks of it, so that the files copied later hold all
that the database speaks of, and perhaps a few newer ones. The keys of contacts, still wrapped, are a
member of their own, where an erased contact can be struck out (decision 31).
"""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings

from benkan.interfaces.cli.exclusive import ServerRuns, alone
from benkan.interfaces.cli.keeping import postgres, sqlite
from benkan.interfaces.cli.keeping.fingerprints import fingerprints
from benkan.interfaces.cli.keeping.refusals import NothingToKeep
from benkan.kit.archives import wrapped_keys
from benkan.kit.archives.archive import write_archive
from benkan.kit.archives.manifest import Facts, Manifest, Member, member_of
from benkan.kit.archives.refusals import FileExists


@dataclass(frozen=True)
class Kept:
    """What went into a backup."""

    manifest: Manifest
    size: int


def back_up(target: Path, *, moment: datetime, on_sqlite: bool) -> Kept:
    """Write the backup. Refuses to overwrite; a backup that is broken off leaves nothing."""
    if target.exists():
        raise FileExists(file=str(target))
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".keeping-") as name:
        stage = Path(name)
        facts = _keep_database(stage, on_sqlite=on_sqlite)
        database = sqlite.MEMBER if on_sqlite else postgres.MEMBER
        keys = stage / wrapped_keys.MEMBER
        sources = {keys.name: keys, database: stage / database}
        # First, so that striking out keys need not look far.
        members = [Member(keys.name, keys.stat().st_size, sha256="")]
        members.append(member_of(database, stage / database))
        damaged = []
        for member, path in _files(Path(settings.FILES_DIR)):
            if path.name == member.sha256:
                members.append(member)
                sources[member.name] = path
            else:
                damaged.append(member.name)
        manifest = Manifest(
            version=installed_version(),
            engine="sqlite" if on_sqlite else "postgresql",
            made_at=moment.isoformat(),
            facts=facts,
            members=members,
            keys=fingerprints(Path(settings.KEYS_DIR)),
            damaged=damaged,
        )
        write_archive(target, manifest, sources)
    return Kept(manifest, target.stat().st_size)


def _keep_database(stage: Path, *, on_sqlite: bool) -> Facts:
    if not on_sqlite:
        return postgres.keep(stage)
    database = Path(settings.DATABASES["default"]["NAME"])
    if not sqlite.has_tables(database):
        raise NothingToKeep(folder=str(database.parent))
    try:
        # Nobody is writing: what a killed server left in its log is folded in first.
        with alone(database.parent):
            sqlite.fold(database)
    except ServerRuns:
        pass
    return sqlite.keep(database, stage)


def _files(folder: Path) -> list[tuple[Member, Path]]:
    """Every file that is kept under its content, by name; drafts begin with a dot."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        (member_of(f"files/{path.relative_to(folder).as_posix()}", path), path)
        for path in paths
        if not path.name.startswith(".")
    ]


def installed_version() -> str:
    try:
        return version("benkan")
    except PackageNotFoundError:
        return "0"
