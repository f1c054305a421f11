"""A recording is encoded anew as speech: mono Opus in Ogg, without tags.

One minute is about 100 KB, so that a village with one bar of network can send and hear it.
"""

from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from benkan.apps.files.rules.shape import CannotBeRead, Kept, NotASound, TooLong, check_size

MEGABYTES = 5
MOST_SECONDS = 180
# Browsers and phones round a recording stopped at three minutes up by a little.
GRACE_SECONDS = 2
RATE = 16_000
BITS_PER_SECOND = 14_000


def kept_audio(content: bytes) -> Kept:
    """The recording as mono Ogg/Opus at 14 kbit/s. One that breaks off is kept up to the break.

    Raises:
        TooLarge, TooLong: more bytes or seconds than we take.
        NotASound: the bytes are of no container that we take, or hold no sound.
        CannotBeRead: it begins as a recording and nothing can be heard.
    """
    check_size(content, megabytes=MEGABYTES)
    container = container_of(content)
    if container is None:
        raise NotASound()
    try:
        _check_length(content, container)
        encoded, samples = _encoded(content, container)
    except (TooLong, NotASound):
        raise
    except Exception:  # a decoder that meets garbage raises whatever it likes
        raise CannotBeRead() from None
    if not samples:
        raise CannotBeRead()
    return Kept(encoded, "audio/ogg", str(max(1, round(samples / RATE))))


def container_of(content: bytes) -> str | None:
    """The container by its first bytes, as the demuxer's name; None when it is none that we take.

    The demuxer is then fixed: the library's own guess also knows playlists, which would have the
    server open addresses and files that a stranger wrote down.
    """
    head = content[:12]
    starts = {
        b"OggS": "ogg", b"\x1a\x45\xdf\xa3": "matroska", b"#!AMR": "amr", b"ID3": "mp3",
    }  # fmt: skip
    for mark, name in starts.items():
        if head.startswith(mark):
            return name
    if head[4:8] == b"ftyp":
        return "mov"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if len(head) > 1 and head[0] == 0xFF:
        # The frame header of MPEG audio: layer bits 00 are AAC, 01 are MP3.
        if head[1] & 0xF6 == 0xF0:
            return "aac"
        if head[1] & 0xE6 == 0xE2:
            return "mp3"
    return None


def _check_length(content: bytes, container: str) -> None:
    """Refuse what lasts too long by what its packets say, before a second of it is decoded."""
    with av.open(BytesIO(content), "r", format=container) as source:
        if not source.streams.audio:
            raise NotASound()
        lasts = Fraction(0)
        packets = source.demux(source.streams.audio[0])
        while True:
            try:
                packet = next(packets)
            except (StopIteration, av.FFmpegError):
                return
            lasts += (packet.duration or 0) * (packet.time_base or 0)
            if lasts > MOST_SECONDS + GRACE_SECONDS:
                raise TooLong(minutes=MOST_SECONDS // 60)


def _encoded(content: bytes, container: str) -> tuple[bytes, int]:
    """The Ogg file and how many samples it holds."""
    out = BytesIO()
    samples = 0
    with av.open(BytesIO(content), "r", format=container) as source:
        if not source.streams.audio:
            raise NotASound()
        # `bitexact` leaves out the encoder's tag and a random serial number, so that the same
        # recording twice is the same content.
        with av.open(out, "w", format="ogg", options={"fflags": "bitexact"}) as target:
            voice = target.add_stream("libopus", rate=RATE, options={"application": "voip"})
            assert isinstance(voice, AudioStream), "libopus makes sound"
            voice.bit_rate = BITS_PER_SECOND
            voice.layout = "mono"
            for frame in _speech(source):
                samples += frame.samples
                if samples > (MOST_SECONDS + GRACE_SECONDS) * RATE:
                    raise TooLong(minutes=MOST_SECONDS // 60)
                target.mux(voice.encode(frame))
            target.mux(voice.encode(None))
    return out.getvalue(), samples


def _speech(source: av.container.InputContainer) -> Iterator[AudioFrame]:
    """The first sound in the file, mono at our rate, up to where it ends or breaks off."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    frames = source.decode(audio=0)
    while True:
        try:
            frame = next(frames)
        except (StopIteration, av.FFmpegError):
            break
        frame.pts = None
        yield from resampler.resample(frame)
    yield from resampler.resample(None)
