"""Who is erased is struck out of an archive where she lies, and nothing else changes."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from benkan.kit.archives import wrapped_keys
from benkan.kit.archives.archive import opened, take_out
from benkan.kit.archives.striking import Struck, strike_out
from benkan.kit.archives.wrapped_keys import read_lines
from tests.make.archives import DATABASE, make_backup

CONTACTS = [UUID(int=n) for n in range(1, 4)]
BOXES = {contact: bytes([n]) * 63 for n, contact in enumerate(CONTACTS)}
VOICE, PHOTO = b"a voice " * 1000, b"a photo " * 1000


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return make_backup(tmp_path / "b.tar", keys=BOXES, contents=(VOICE, PHOTO))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def taken(backup: Path, into: Path) -> tuple[dict[UUID, bytes], set[bytes], int, str]:
    """The keys, the other contents, how many were erased, and the mark of an archive."""
    with opened(backup) as (manifest, members):
        left = take_out(members, manifest, into)
    with (into / wrapped_keys.MEMBER).open("rb") as file:
        keys = {line.contact: line.box for line in read_lines(file)}
    contents = {
        path.read_bytes()
        for path in into.rglob("*")
        if path.is_file() and path.name != wrapped_keys.MEMBER
    }
    return keys, contents, left, manifest.fingerprint()


def test_her_key_and_her_voice_go_and_all_else_stays(backup: Path, tmp_path: Path) -> None:
    before, size, mark = backup.read_bytes(), backup.stat().st_size, backup.stat().st_mtime_ns
    *_, fingerprint = taken(backup, tmp_path / "one")

    done = strike_out(backup, contacts={CONTACTS[1], uuid4()}, contents={_digest(VOICE)})

    after = backup.read_bytes()
    keys, contents, left, same = taken(backup, tmp_path / "two")
    assert done == Struck(keys=1, contents=1)
    assert str(CONTACTS[1]).encode() in before
    assert str(CONTACTS[1]).encode() not in after
    assert VOICE[:64] not in after
    assert keys == {contact: BOXES[contact] for contact in (CONTACTS[0], CONTACTS[2])}
    assert (contents, left) == ({DATABASE, PHOTO}, 1)
    assert (same, backup.stat().st_size, backup.stat().st_mtime_ns) == (fingerprint, size, mark)


def test_twice_is_once(backup: Path) -> None:
    strike_out(backup, contacts=set(CONTACTS), contents={_digest(VOICE)})
    once = backup.read_bytes()

    assert strike_out(backup, contacts=set(CONTACTS), contents={_digest(VOICE)}) == Struck(0, 0)
    assert backup.read_bytes() == once


class PowerGone(Exception):
    pass


@pytest.mark.parametrize("writes", range(5))
def test_a_stroke_that_is_cut_short_is_drawn_again(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    hers, real = [CONTACTS[1]], os.pwrite
    done: list[int] = []

    def until_power_goes(handle: int, content: bytes, at: int) -> int:
        if len(done) == writes:
            raise PowerGone
        done.append(at)
        return real(handle, content, at)

    with monkeypatch.context() as cut:
        cut.setattr(os, "pwrite", until_power_goes)
        with suppress(PowerGone):
            strike_out(backup, contacts=hers, contents=[_digest(VOICE)])
    keys, contents, *_ = taken(backup, tmp_path / "cut")
    strike_out(backup, contacts=hers, contents=[_digest(VOICE)])
    keys_after, contents_after, left, _ = taken(backup, tmp_path / "after")

    others = {contact: BOXES[contact] for contact in (CONTACTS[0], CONTACTS[2])}
    assert {contact: keys[contact] for contact in others} == others
    assert contents >= {DATABASE, PHOTO}
    assert (keys_after, contents_after, left) == (others, {DATABASE, PHOTO}, 1)


def test_a_line_that_does_not_hold_is_said_and_spoils_no_other(
    backup: Path, tmp_path: Path
) -> None:
    content = bytearray(backup.read_bytes())
    content[content.index(str(CONTACTS[0]).encode()) + 40] ^= 1
    backup.write_bytes(content)

    keys, *_ = taken(backup, tmp_path / "taken")

    assert keys == {**BOXES, CONTACTS[0]: b""}
