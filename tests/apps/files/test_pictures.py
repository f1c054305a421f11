"""What comes out of a picture that came in."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from benkan.apps.files.rules import (
    CannotBeRead,
    NotAPicture,
    TooLarge,
    TooManyPixels,
    kept_picture,
)
from tests.make.files import make_document, make_picture, make_tone

pytestmark = pytest.mark.fast


def test_position_maker_and_comment_stay_behind() -> None:
    brought = make_picture(with_position=True, comment=b"Chez Awa")

    kept = kept_picture(brought)

    assert b"MakerOfPhones" in brought
    assert b"Chez Awa" in brought
    image = Image.open(BytesIO(kept.content))
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile"} & image.info.keys()
    assert b"MakerOfPhones" not in kept.content
    assert b"Chez Awa" not in kept.content


def test_a_picture_taken_with_the_phone_upright_stands_upright() -> None:
    kept = kept_picture(make_picture(width=400, height=300, turned=True))

    assert kept.extent == "300x400"
    image = Image.open(BytesIO(kept.content)).convert("RGB")
    assert image.getpixel((150, 20)) == pytest.approx((254, 0, 0), abs=12)  # left went to the top


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_format_that_phones_make_is_kept_as_webp(form: str) -> None:
    kept = kept_picture(make_picture(form=form))

    assert (kept.media_type, kept.extent) == ("image/webp", "400x300")
    assert Image.open(BytesIO(kept.content)).format == "WEBP"


def test_a_large_picture_is_kept_at_1600_pixels() -> None:
    assert kept_picture(make_picture(width=3200, height=2400)).extent == "1600x1200"


def test_what_is_transparent_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")

    kept = kept_picture(out.getvalue())

    assert Image.open(BytesIO(kept.content)).convert("RGB").getpixel((20, 20)) == (255, 255, 255)


def test_a_picture_that_unpacks_to_very_many_pixels_is_refused_before_it_does() -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000

    with pytest.raises(TooManyPixels):
        kept_picture(out.getvalue())


def test_a_picture_between_our_limit_and_pillows_is_refused_too() -> None:
    out = BytesIO()
    Image.new("1", (8_000, 8_000)).save(out, "PNG")

    with pytest.raises(TooManyPixels):
        kept_picture(out.getvalue())


def test_more_than_eight_megabytes_are_refused() -> None:
    with pytest.raises(TooLarge) as refusal:
        kept_picture(bytes(8 * 1024 * 1024 + 1))

    assert refusal.value.details == {"megabytes": 8}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_cut_in_half_is_refused(form: str) -> None:
    whole = make_picture(form=form)

    with pytest.raises((CannotBeRead, NotAPicture)):
        kept_picture(whole[: len(whole) // 2])


@pytest.mark.parametrize(
    "content",
    [make_document(), make_tone(), b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ids=["pdf", "sound", "nothing", "gif", "svg"],
)
def test_what_is_not_a_picture_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        kept_picture(content)


def test_what_hides_behind_a_picture_does_not_pass() -> None:
    payload = b"<script>alert(1)</script>PK\x03\x04%PDF-1.4"

    kept = kept_picture(make_picture() + payload)

    assert b"script" not in kept.content
    assert b"%PDF" not in kept.content


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"]))
def test_garbage_is_refused_and_nothing_worse(garbage: bytes, start: bytes) -> None:
    with pytest.raises((CannotBeRead, NotAPicture, TooManyPixels)):
        kept_picture(start + garbage)


@given(st.data())
def test_a_picture_with_broken_bytes_is_kept_or_refused(data: st.DataObject) -> None:
    broken = bytearray(make_picture(width=60, height=40))
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))

    try:
        kept = kept_picture(bytes(broken))
    except (CannotBeRead, NotAPicture, TooManyPixels):
        return

    assert kept.media_type == "image/webp"
