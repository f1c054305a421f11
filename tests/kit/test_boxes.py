"""What a telephone seals, only this house opens, and only whole."""

from pathlib import Path

import pytest

from benkan.kit.boxes import (
    BOXES,
    MOST_BYTES,
    BoxedFile,
    BoxNotOpened,
    BoxTooLarge,
    Contents,
    open_box,
    public_key,
)
from tests.make.boxes import framed, seal, seal_plain

FIELDS = {"text": "La pompe est en panne", "place": "Sanankɔrɔba"}
PHOTO = ("photo.jpg", "image/jpeg", b"\xff\xd8 a photo")


def _with_file(**told: object) -> dict[str, object]:
    return {"envelope": {}, "fields": {}, "files": [told]}


def test_what_was_sealed_comes_out_whole(tmp_path: Path) -> None:
    files = {"photo": PHOTO, "recording": ("v", "audio/webm", b"")}
    box = seal(public_key(tmp_path), FIELDS, files, envelope={"kind": "said"})

    opened = open_box(tmp_path, box)

    recording = BoxedFile("v", "audio/webm", b"")
    assert opened == Contents(
        {"kind": "said"}, FIELDS, {"photo": BoxedFile(*PHOTO), "recording": recording}
    )
    assert b"pompe" not in box


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    assert public_key(tmp_path) == public_key(tmp_path)
    assert len(public_key(tmp_path)) == 65


def test_an_earlier_key_still_opens_what_waited(tmp_path: Path) -> None:
    before = seal(public_key(tmp_path), FIELDS)
    BOXES.begin_next(tmp_path)
    after = seal(public_key(tmp_path), FIELDS)

    assert open_box(tmp_path, before) == open_box(tmp_path, after) == Contents({}, FIELDS, {})
    assert before[1:9] != after[1:9]
    BOXES.drop(tmp_path, 1)
    with pytest.raises(BoxNotOpened):
        open_box(tmp_path, before)


def test_another_house_opens_nothing(tmp_path: Path) -> None:
    box = seal(public_key(tmp_path / "here"), FIELDS)

    with pytest.raises(BoxNotOpened):
        open_box(tmp_path / "there", box)


@pytest.mark.parametrize("at", [0, 1, 9, 10, 74, 86, -1])
def test_a_changed_byte_opens_nothing(tmp_path: Path, at: int) -> None:
    box = bytearray(seal(public_key(tmp_path), FIELDS))
    box[at] ^= 1

    with pytest.raises(BoxNotOpened):
        open_box(tmp_path, bytes(box))


@pytest.mark.parametrize("length", [0, 1, 73, 85, 100])
def test_a_box_cut_short_opens_nothing(tmp_path: Path, length: int) -> None:
    with pytest.raises(BoxNotOpened):
        open_box(tmp_path, seal(public_key(tmp_path), FIELDS)[:length])


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"\xff\xff\xff\xff{}",
        framed([], {}),
        framed({"envelope": {}, "fields": []}, {}),
        framed(_with_file(field="photo"), {}),
        framed(_with_file(field="p", name="", type="", size=9), {}),
        framed(_with_file(field="p", name="", type="", size=-1), {}),
        b"\0\1\0\0" + b"[" * 65536,
    ],
    ids=["nothing", "length", "list", "no fields", "no size", "too few", "less than none", "deep"],
)
def test_a_box_with_nonsense_in_it_is_refused_in_one_sentence(tmp_path: Path, plain: bytes) -> None:
    with pytest.raises((BoxNotOpened, BoxTooLarge)):
        open_box(tmp_path, seal_plain(public_key(tmp_path), plain))


def test_a_box_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(BoxTooLarge):
        open_box(tmp_path, b"\x01" * (MOST_BYTES + 1))


@pytest.mark.parametrize(
    "head",
    [
        _with_file(field="f", name="n", type="t", size=float("inf")),
        {"envelope": {}, "fields": {"text": "\ud800"}, "files": []},
    ],
)
def test_what_no_form_holds_is_no_box(tmp_path: Path, head: object) -> None:
    box = seal_plain(public_key(tmp_path), framed(head, {}))

    with pytest.raises(BoxNotOpened):
        open_box(tmp_path, box)
