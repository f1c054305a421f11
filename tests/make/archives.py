"""Backups as `benkan backup` writes them, with what a test puts in."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from benkan.kit.archives import wrapped_keys
from benkan.kit.archives.archive import write_archive
from benkan.kit.archives.manifest import Facts, Manifest, Member, member_of
from benkan.kit.archives.wrapped_keys import write_lines

DATABASE = b"rows and rows"


def make_backup(
    target: Path,
    *,
    keys: Mapping[UUID, bytes] | None = None,
    contents: tuple[bytes, ...] = (),
    made_at: datetime = datetime(2026, 11, 3, 9, tzinfo=UTC),
) -> Path:
    """An archive with a database that nobody reads, these keys and these contents."""
    with TemporaryDirectory() as folder:
        stage = Path(folder)
        lines = stage / wrapped_keys.MEMBER
        write_lines(lines, sorted((keys or {}).items()))
        sources, members = (
            {lines.name: lines},
            [Member(lines.name, lines.stat().st_size, sha256="")],
        )
        names = {DATABASE: "database"} | {it: f"files/{sha256(it).hexdigest()}" for it in contents}
        for content, name in names.items():
            path = stage / sha256(content).hexdigest()
            path.write_bytes(content)
            members.append(member_of(name, path))
            sources[name] = path
        facts = Facts(rows={"t": 1}, heads=[("p", 7, "head")], unsealed=0, faults=0)
        write_archive(
            target, Manifest("1", "sqlite", made_at.isoformat(), facts, members, keys={}), sources
        )
    return target
