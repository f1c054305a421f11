"""A recording as a telephone line plays it: MP3, mono, 8,000 samples a second.

Every provider of calls plays it, and a minute is 120 KB. Nothing of the sound that a telephone carries
is above 3,400 Hz, so that a better file would only take longer to begin.
"""

from io import BytesIO

import av
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from benkan.apps.files.rules.shape import CannotBeRead, Kept

RATE = 8_000
BITS_PER_SECOND = 16_000


def for_telephone(content: bytes, *, extent: str) -> Kept:
    """A recording that is kept already, for the telephone; the same twice is the same content.

    Args:
        content: Ogg/Opus, as `kept_audio` makes it.
        extent: its seconds.

    Raises:
        CannotBeRead: the file is damaged.
    """
    try:
        return Kept(_encoded(content), "audio/mpeg", extent)
    except av.FFmpegError:
        raise CannotBeRead() from None


def _encoded(content: bytes) -> bytes:
    out = BytesIO()
    with (
        av.open(BytesIO(content), "r", format="ogg") as source,
        av.open(out, "w", format="mp3", options={"fflags": "bitexact"}) as target,
    ):
        voice = target.add_stream("libmp3lame", rate=RATE)
        assert isinstance(voice, AudioStream), "libmp3lame makes sound"
        voice.bit_rate = BITS_PER_SECOND
        voice.layout = "mono"
        resampler = AudioResampler(format="s16p", layout="mono", rate=RATE)
        for frame in source.decode(audio=0):
            frame.pts = None
            for piece in resampler.resample(frame):
                target.mux(voice.encode(piece))
        for piece in resampler.resample(None):
            target.mux(voice.encode(piece))
        target.mux(voice.encode(None))
    return out.getvalue()
