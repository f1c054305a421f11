"""Proof for promises that were never made: drawn, and it says so on the picture."""

from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw


def drawn_proof(lots: Random) -> bytes:
    """A JPEG of 960 × 720 pixels with a plain landscape and a line that says what it is."""
    sky, earth = _colour(lots, 170, 220), _colour(lots, 110, 160)
    picture = Image.new("RGB", (960, 720), sky)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 960, 720), fill=earth)
    draw.ellipse((700, 60, 820, 180), fill=(246, 214, 130))
    for _ in range(6):
        left = lots.randrange(40, 820)
        draw.rectangle(
            (left, 340 - lots.randrange(60), left + 90, 430), fill=_colour(lots, 140, 190)
        )
    draw.rectangle((0, 610, 960, 720), fill=(40, 36, 32))
    # Capitals without accents: the font that Pillow carries has no accented letters.
    draw.text((30, 640), "IMAGE INVENTEE POUR LA DEMONSTRATION", fill="white", font_size=36)
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


@cache
def drawn_paper() -> bytes:
    """A JPEG of a sheet with lines that nobody can read, and one that says what it is."""
    picture = Image.new("RGB", (620, 877), (250, 249, 244))
    draw = ImageDraw.Draw(picture)
    for number, top in enumerate(range(180, 700, 26)):
        draw.rectangle((70, top, 550 - 60 * (number % 3), top + 9), fill=(205, 203, 196))
    draw.rectangle((0, 0, 620, 110), fill=(40, 36, 32))
    draw.text((24, 40), "DOCUMENT INVENTE POUR LA DEMO", fill="white", font_size=30)
    out = BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()


def _colour(lots: Random, low: int, high: int) -> tuple[int, int, int]:
    return (
        lots.randint(low, high),
        lots.randint(low - 20, high - 20),
        lots.randint(low - 50, high - 50),
    )
