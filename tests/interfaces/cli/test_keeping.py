"""Backup and restore: what comes back is what was kept, or nothing changes."""

import json
import re
import sqlite3
import tarfile
import threading
from contextlib import closing
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from benkan.interfaces.cli.exclusive import alone
from tests.interfaces.cli.running import SOURCE, benkan_command, prepared, serving


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A data folder with a programme, two files and a key that seals."""
    folder = prepared(tmp_path / "here")
    benkan_command(folder, "programme", "create", "kayes", "Kayes", "--kind", "real")
    for content in (b"a photo", b"a recording"):
        digest = sha256(content).hexdigest()
        place = folder / "files" / digest[:2] / digest[2:4] / digest
        place.parent.mkdir(parents=True)
        place.write_bytes(content)
    (folder / "keys" / "master.key").write_bytes(b"m" * 32)
    return folder


def test_what_was_kept_comes_back_in_a_new_folder(here: Path, tmp_path: Path) -> None:
    kept = benkan_command(here, "backup", str(tmp_path / "b.tar"))
    done = benkan_command(tmp_path / "there", "restore", str(tmp_path / "b.tar"))
    again = benkan_command(tmp_path / "there", "backup", str(tmp_path / "c.tar"))

    assert (kept.returncode, done.returncode, again.returncode) == (0, 0, 0)
    before, after = _manifest(tmp_path / "b.tar"), _manifest(tmp_path / "c.tar")
    assert after["facts"] == before["facts"]
    assert _files(tmp_path / "there") == _files(here)
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600


def test_keys_are_not_in_a_backup_and_the_server_waits_for_them(here: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    benkan_command(here, "backup", str(tmp_path / "b.tar"))
    sealed = benkan_command(
        here, "keys", "export", str(tmp_path / "k"), BENKAN_PASSPHRASE="le fleuve monte"
    )

    restored = benkan_command(there, "restore", str(tmp_path / "b.tar"))
    without = benkan_command(there, "up", "--port", "54330")
    wrong = benkan_command(there, "keys", "import", str(tmp_path / "k"), BENKAN_PASSPHRASE="x" * 12)
    right = benkan_command(
        there, "keys", "import", str(tmp_path / "k"), BENKAN_PASSPHRASE="le fleuve monte"
    )

    assert b"m" * 32 not in (tmp_path / "b.tar").read_bytes() + (tmp_path / "k").read_bytes()
    assert sealed.returncode == 0
    assert restored.stdout.splitlines()[-1].endswith("(missing: master).")
    assert without.returncode == 2
    assert without.stderr.startswith("The keys of the restored data are missing (master)")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
    assert right.returncode == 0
    assert (there / "keys" / "master.key").read_bytes() == b"m" * 32


def test_keys_that_are_exported_at_once_are_all_that_are_ever_needed(
    here: Path, tmp_path: Path
) -> None:
    benkan_command(here, "keys", "export", str(tmp_path / "k"), BENKAN_PASSPHRASE="le fleuve monte")

    exported = {path.stem for path in (here / "keys").glob("[!.]*.key")}

    assert exported == _keys_that_the_house_names()


def test_other_keys_are_never_overwritten(here: Path, tmp_path: Path) -> None:
    benkan_command(here, "keys", "export", str(tmp_path / "k"), BENKAN_PASSPHRASE="le fleuve monte")
    (here / "keys" / "master.key").write_bytes(b"n" * 32)

    refused = benkan_command(
        here, "keys", "import", str(tmp_path / "k"), BENKAN_PASSPHRASE="le fleuve monte"
    )

    assert refused.returncode == 2
    assert (here / "keys" / "master.key").read_bytes() == b"n" * 32


@pytest.mark.parametrize("member", ["database.sqlite3.gz", "files/"])
def test_an_altered_archive_changes_nothing(here: Path, tmp_path: Path, member: str) -> None:
    benkan_command(here, "backup", str(tmp_path / "b.tar"))
    _alter(tmp_path / "b.tar", member)

    refused = benkan_command(tmp_path / "there", "restore", str(tmp_path / "b.tar"))

    assert refused.returncode == 2
    assert refused.stderr.startswith("The backup was altered or damaged: ")
    left = {path.name for path in (tmp_path / "there").iterdir()}
    assert left - {"static"} == {"keys", "benkan.lock"}


def test_an_archive_that_is_cut_off_is_refused(here: Path, tmp_path: Path) -> None:
    benkan_command(here, "backup", str(tmp_path / "b.tar"))
    whole = (tmp_path / "b.tar").read_bytes()
    (tmp_path / "b.tar").write_bytes(whole[: len(whole) // 2])

    refused = benkan_command(tmp_path / "there", "restore", str(tmp_path / "b.tar"))

    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)


def test_data_that_is_there_is_refused_or_put_aside(here: Path, tmp_path: Path) -> None:
    benkan_command(here, "backup", str(tmp_path / "b.tar"))
    benkan_command(here, "programme", "create", "later", "Later", "--kind", "real")

    refused = benkan_command(here, "restore", str(tmp_path / "b.tar"))
    forced = benkan_command(here, "restore", str(tmp_path / "b.tar"), "--force")

    assert refused.returncode == 2
    assert forced.returncode == 0
    assert _slugs(here / "benkan.sqlite3") == ["kayes"]
    (aside,) = here.glob("before-restore-*/benkan.sqlite3")
    assert _slugs(aside) == ["kayes", "later"]


def test_nothing_is_restored_under_a_running_server(here: Path, tmp_path: Path) -> None:
    benkan_command(here, "backup", str(tmp_path / "b.tar"))

    with serving(here):
        refused = benkan_command(here, "restore", str(tmp_path / "b.tar"), "--force")

    assert refused.returncode == 2
    assert refused.stderr.startswith("Benkan is running on ")


def test_a_backup_while_another_process_writes_is_of_one_moment(here: Path, tmp_path: Path) -> None:
    """Each write adds one row to two tables; a copy of one moment holds as many of each."""
    stop = threading.Event()
    with closing(sqlite3.connect(here / "benkan.sqlite3")) as maker:
        maker.execute("CREATE TABLE one (n INTEGER)")
        maker.execute("CREATE TABLE two (n INTEGER)")

    writer = threading.Thread(target=_write_pairs, args=(here / "benkan.sqlite3", stop))
    with alone(here):  # as the server holds it
        writer.start()
        try:
            kept = benkan_command(here, "backup", str(tmp_path / "b.tar"))
        finally:
            stop.set()
            writer.join()

    assert kept.returncode == 0
    rows = _manifest(tmp_path / "b.tar")["facts"]["rows"]
    assert rows["one"] == rows["two"] > 0


def _write_pairs(database: Path, stop: threading.Event) -> None:
    with closing(sqlite3.connect(database, timeout=60)) as writer:
        while not stop.wait(0.001):
            with writer:
                writer.execute("INSERT INTO one VALUES (1)")
                writer.execute("INSERT INTO two VALUES (1)")


def _manifest(archive: Path) -> dict[str, dict[str, dict[str, int]]]:
    with tarfile.open(archive) as members:
        content = members.extractfile("manifest.json")
        assert content is not None
        found: dict[str, dict[str, dict[str, int]]] = json.load(content)
    return found


def _files(folder: Path) -> dict[str, bytes]:
    files = folder / "files"
    return {
        path.relative_to(files).as_posix(): path.read_bytes()
        for path in files.rglob("*")
        if path.is_file()
    }


def _slugs(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as reader:
        found = reader.execute("SELECT slug FROM registry_programme ORDER BY slug")
        return [row[0] for row in found]


def _alter(archive: Path, member: str) -> None:
    """Turn one bit in the first member of that name."""
    with tarfile.open(archive) as members:
        entry = next(entry for entry in members if entry.name.startswith(member))
    content = BytesIO(archive.read_bytes())
    content.seek(entry.offset_data)
    first = content.read(1)
    content.seek(entry.offset_data)
    content.write(bytes([first[0] ^ 1]))
    archive.write_bytes(content.getvalue())


def _keys_that_the_house_names() -> set[str]:
    """What is made where there is none: `load_key(folder, "…")`, and the first of each series."""
    text = "\n".join(path.read_text() for path in SOURCE.rglob("*.py"))
    singles = re.findall(r'load_key\([^"\n]*"(\w+)"\)', text)
    firsts = re.findall(r'Series\("\w+", first="([\w-]+)"\)', text)
    return {*singles, *firsts}
