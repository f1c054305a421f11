"""What comes out of a recording that came in."""

from io import BytesIO

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benkan.apps.files.rules import CannotBeRead, NotASound, TooLarge, TooLong, kept_audio
from tests.make.files import make_document, make_picture, make_tone

pytestmark = pytest.mark.fast

BROUGHT = {
    "Chromium": ("webm", "libopus", 48_000),
    "Firefox": ("ogg", "libopus", 48_000),
    "an MP3 recorder": ("mp3", "libmp3lame", 44_100),
    "an iPhone": ("mp4", "aac", 44_100),
    "an old Android": ("3gp", "libopencore_amrnb", 8_000),
    "a feature phone": ("amr", "libopencore_amrnb", 8_000),
    "a telephone line": ("wav", "pcm_alaw", 8_000),
    "a computer": ("wav", "pcm_s16le", 44_100),
}


@pytest.mark.parametrize(("form", "codec", "rate"), BROUGHT.values(), ids=BROUGHT.keys())
def test_what_each_device_records_is_kept_as_speech(form: str, codec: str, rate: int) -> None:
    kept = kept_audio(make_tone(seconds=2, form=form, codec=codec, rate=rate))

    assert (kept.media_type, kept.extent) == ("audio/ogg", "2")
    with av.open(BytesIO(kept.content), "r") as file:
        stream = file.streams.audio[0]
        assert (file.format.name, stream.codec_context.name[-4:]) == ("ogg", "opus")
        assert stream.layout.name == "mono"
        seconds = sum((frame.samples / frame.sample_rate for frame in file.decode(audio=0)), 0.0)
    assert seconds == pytest.approx(2, abs=0.1)
    assert len(kept.content) < 2 * 2_500


@pytest.mark.parametrize("form", ["ogg", "webm"])
def test_titles_and_places_in_tags_stay_behind(form: str) -> None:
    brought = make_tone(form=form)

    kept = kept_audio(brought)

    assert b"TitreSecret" in brought
    assert b"TitreSecret" not in kept.content
    assert b"+12.65" not in kept.content


def test_the_same_recording_twice_is_the_same_content() -> None:
    assert kept_audio(make_tone()).content == kept_audio(make_tone()).content


def test_three_minutes_are_kept_and_more_is_refused() -> None:
    assert (
        kept_audio(make_tone(seconds=180, form="wav", codec="pcm_alaw", rate=8_000)).extent == "180"
    )

    with pytest.raises(TooLong) as refusal:
        kept_audio(make_tone(seconds=185, form="wav", codec="pcm_alaw", rate=8_000))

    assert refusal.value.details == {"minutes": 3}


def test_more_than_five_megabytes_are_refused() -> None:
    with pytest.raises(TooLarge):
        kept_audio(bytes(5 * 1024 * 1024 + 1))


def test_a_recording_that_breaks_off_is_kept_up_to_the_break() -> None:
    whole = make_tone(seconds=4)

    kept = kept_audio(whole[: len(whole) // 2])

    assert 1 <= int(kept.extent) <= 3


def test_a_recording_that_cannot_be_heard_is_refused() -> None:
    whole = make_tone(seconds=2, form="mp4", codec="aac", rate=44_100)

    with pytest.raises(CannotBeRead):
        kept_audio(whole[: len(whole) // 2])


@pytest.mark.parametrize(
    "content",
    [
        make_document(),
        make_picture(),
        b"",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
    ],
    ids=["pdf", "picture", "nothing", "playlist", "list of files"],
)
def test_what_is_not_a_sound_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(NotASound):
        kept_audio(content)


STARTS = [b"OggS", b"\x1a\x45\xdf\xa3", b"ID3", b"\xff\xfb\x90", b"\xff\xf1P", b"#!AMR\n"]


@settings(max_examples=60)
@given(
    st.binary(max_size=600), st.sampled_from([*STARTS, b"", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x18ftyp"])
)
def test_garbage_is_kept_or_refused_and_nothing_worse(garbage: bytes, start: bytes) -> None:
    try:
        kept = kept_audio(start + garbage)
    except (CannotBeRead, NotASound, TooLong):
        return

    assert kept.media_type == "audio/ogg"
