"""Somebody who is erased is nowhere any more: not here, not in the backups, not after a restore."""

import gzip
import subprocess
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apps.messaging.test_sealed_numbers import forms_of
from tests.interfaces.cli.drill import KEPT_NUMBER, KEPT_WORDS, NUMBER, WORDS
from tests.interfaces.cli.hosts import Hosts
from tests.needs import program
from tests.postgres import Server

# Each of its hosts brings a database of either kind, whatever the run is on.
pytestmark = [pytest.mark.needs("postgresql"), pytest.mark.once]
PASSPHRASE = {"BENKAN_PASSPHRASE": "le fleuve monte"}


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.soak)]
)
def hosts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hosts]:
    server = Server() if request.param == "postgresql" else None
    try:
        yield Hosts(tmp_path_factory.mktemp(request.param), server)
    finally:
        if server:
            server.stop()


def bytes_of(archive: Path, into: Path) -> Iterator[bytes]:
    """All that an archive holds, as it lies there and as it unpacks."""
    yield archive.read_bytes()
    with tarfile.open(archive) as members:
        for entry in members:
            content = members.extractfile(entry)
            assert content is not None, "there are only files"
            body = content.read()
            if entry.name.endswith(".gz"):
                yield gzip.decompress(body)
            if entry.name.endswith(".pgdump"):
                (into / "dump").write_bytes(body)
                restore = program("postgresql").resolve().with_name("pg_restore")
                shown = [str(restore), "--file=-", str(into / "dump")]
                yield subprocess.run(shown, capture_output=True, check=True).stdout


def bytes_below(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def hits(pieces: Iterator[bytes], key: str) -> list[str]:
    """What is found there of the number, the words and the key of who was erased."""
    raw = bytes.fromhex(key)
    # Without what comes before the box: the number of the master key.
    looked_for = {form: form.encode() for form in [*forms_of(NUMBER), WORDS]}
    looked_for |= {"key": raw[3:], "key in text": b64encode(raw), "key in hex": key[6:].encode()}
    everything = b"\n".join(pieces)
    return [name for name, wanted in looked_for.items() if wanted in everything]


def test_whoever_is_erased_is_in_no_byte_of_the_host_nor_of_its_newest_backup(
    hosts: Hosts, tmp_path: Path
) -> None:
    here = hosts.new(prepare=True)
    seeded = here.step("seed")
    here.must("backup")
    here.must("backup", str(tmp_path / "elsewhere.tar"))
    (backup,) = (here.folder / "backups").glob("*.tar")
    mark = backup.stat().st_mtime_ns, backup.stat().st_size
    assert hits(bytes_of(backup, tmp_path), seeded["key"]) == ["key in text"]

    erase = ["erase", seeded["contact"]]
    struck, again, _ = here.steps(erase, erase, ["dump"])
    here.must("keys", "export", str(tmp_path / "keys"), **PASSPHRASE)
    there = hosts.new()
    restored = there.must("restore", str(backup), "--keys", str(tmp_path / "keys"), **PASSPHRASE)
    _, seen = there.steps(["dump"], ["look"])

    assert (struck, again) == ({"struck": 2}, {"struck": 0})  # her key and her voice
    assert (backup.stat().st_mtime_ns, backup.stat().st_size) == mark
    assert hits(bytes_of(backup, tmp_path), seeded["key"]) == []
    assert hits(bytes_below(here.folder), seeded["key"]) == []
    assert hits(bytes_below(there.folder), seeded["key"]) == []
    assert not list(here.folder.rglob(seeded["voice"]))
    assert not list(there.folder.rglob(seeded["voice"]))
    assert "1 files did not come back" in restored
    assert seen == {
        "numbers": [KEPT_NUMBER],
        "found_by_number": [KEPT_NUMBER],
        "messages": ["", KEPT_WORDS],
        "words": ["", KEPT_WORDS],
        "gateways": ["https://operateur.example/envoyer"],
        "erased": 1,
        "faults": 0,
    }


@pytest.mark.soak
def test_a_copy_elsewhere_erases_her_again_unless_old_keys_open_it(
    hosts: Hosts, tmp_path: Path
) -> None:
    """The last is what docs/how-to/keys.md says that we cannot reach."""
    stick, old, new = (str(tmp_path / name) for name in ("stick.tar", "old", "new"))
    here = hosts.new(prepare=True)
    seeded = here.step("seed")
    here.must("backup", stick)
    here.must("keys", "export", old, **PASSPHRASE)
    here.step("erase", seeded["contact"])
    here.must("keys", "export", new, **PASSPHRASE)

    with_keys, keys_later, old_keys = hosts.new(), hosts.new(), hosts.new()
    with_keys.must("restore", stick, "--keys", new, **PASSPHRASE)
    _, _, found = with_keys.steps(["carry"], ["dump"], ["look"])
    keys_later.must("restore", stick)
    keys_later.must("keys", "import", new, **PASSPHRASE)
    old_keys.must("restore", stick, "--keys", old, **PASSPHRASE)
    here.must("retention", "--strike", stick)

    assert (found["numbers"], found["erased"], found["faults"]) == ([KEPT_NUMBER], 1, 0)
    assert (found["messages"], found["words"]) == (["", KEPT_WORDS], ["", KEPT_WORDS])
    assert hits(bytes_below(with_keys.folder), seeded["key"]) == []
    assert keys_later.step("look")["numbers"] == [KEPT_NUMBER]
    assert old_keys.step("look")["numbers"] == sorted([KEPT_NUMBER, NUMBER])
    assert hits(bytes_of(Path(stick), tmp_path), seeded["key"]) == []


@pytest.mark.soak
def test_a_host_is_brought_back_elsewhere_after_its_keys_were_changed(
    hosts: Hosts, tmp_path: Path
) -> None:
    here = hosts.new(prepare=True)
    seeded = here.step("seed")
    here.must("backup", str(tmp_path / "before.tar"))
    here.must("keys", "export", str(tmp_path / "before"), **PASSPHRASE)
    for which in ("master", "numbers"):
        here.must("keys", "rotate", which)
    here.step("erase", seeded["contact"])
    here.must("backup", str(tmp_path / "after.tar"))
    here.must("keys", "export", str(tmp_path / "after"), **PASSPHRASE)
    seen = here.step("look")

    there = hosts.new()
    wrong = there.benkan(
        "restore", str(tmp_path / "after.tar"), "--keys", str(tmp_path / "after"),
        BENKAN_PASSPHRASE="quatre mots sans suite",
    )  # fmt: skip
    untouched = sorted(path.name for path in (there.folder / "keys").glob("*"))
    there.must(
        "restore", str(tmp_path / "after.tar"), "--keys", str(tmp_path / "after"), **PASSPHRASE
    )

    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
    assert wrong.stderr.startswith("The passphrase does not open ")
    assert untouched == ["session.key"]
    assert seen["numbers"] == seen["found_by_number"] == [KEPT_NUMBER]
    assert there.step("look") == seen
    modes = {path.stat().st_mode & 0o777 for path in (there.folder / "keys").glob("*.key")}
    assert modes == {0o600}

    older = hosts.new()
    with_new_keys = older.must(
        "restore", str(tmp_path / "before.tar"), "--keys", str(tmp_path / "after"), **PASSPHRASE
    )
    older.must("keys", "import", str(tmp_path / "before"), **PASSPHRASE)
    older.must("keys", "rotate", "master")

    # On PostgreSQL the old keys stay for a day, and so were exported again.
    assert ("(missing: master, numbers-1)" in with_new_keys) == (hosts.server is None)
    assert older.step("look")["numbers"] == [KEPT_NUMBER]


def test_a_passphrase_that_is_tried_first_is_refused_kindly(tmp_path: Path) -> None:
    here = Hosts(tmp_path, server=None).new(prepare=True)

    done = here.benkan("keys", "export", str(tmp_path / "k"), BENKAN_PASSPHRASE="123456qwerty")

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert not (tmp_path / "k").exists()
