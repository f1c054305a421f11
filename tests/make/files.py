"""Pictures, recordings and documents as phones and cameras make them."""

import math
from array import array
from functools import cache
from io import BytesIO

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from PIL import Image

BAMAKO = (12.0, 39.0, 0.0)


@cache
def make_picture(
    *,
    width: int = 400,
    height: int = 300,
    form: str = "JPEG",
    turned: bool = False,
    with_position: bool = False,
    comment: bytes = b"",
) -> bytes:
    """A picture, red on the left and blue on the right; `turned` as a phone held upright says."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x010F] = "MakerOfPhones"
    if turned:
        exif[0x0112] = 6
    if with_position:
        exif.get_ifd(0x8825).update({1: "N", 2: BAMAKO, 3: "W", 4: BAMAKO})
    out = BytesIO()
    image.save(out, form, exif=exif, comment=comment, quality=90)
    return out.getvalue()


@cache
def make_tone(
    *, seconds: float = 1.0, form: str = "ogg", codec: str = "libopus", rate: int = 48_000
) -> bytes:
    """A tone of 440 Hz, with a title and a place in its tags."""
    out = BytesIO()
    with av.open(out, "w", format=form) as target:
        target.metadata.update({"title": "TitreSecret", "location": "+12.65-8.00/"})
        stream = target.add_stream(codec, rate=rate)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono"
        for start in range(0, int(seconds * rate), 960):
            target.mux(stream.encode(_hum(start, rate)))
        target.mux(stream.encode(None))
    return out.getvalue()


def _hum(start: int, rate: int) -> AudioFrame:
    turn = 2 * math.pi * 440 / rate
    wave = array("h", (int(12_000 * math.sin(turn * n)) for n in range(start, start + 960)))
    frame = AudioFrame(format="s16", layout="mono", samples=960)
    frame.planes[0].update(wave.tobytes())
    frame.sample_rate = rate
    return frame


def make_document() -> bytes:
    """The smallest PDF."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )
