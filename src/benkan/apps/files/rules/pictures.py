"""A picture is drawn anew: what is kept are its pixels, and nothing that travelled with them.

A phone writes where and when it was held into each picture. That can cost a witness dear, so
position, time, maker, comments, colour profiles and thumbnails all stay behind.
"""

from io import BytesIO

from PIL import Image, ImageOps

from benkan.apps.files.rules.shape import (
    CannotBeRead,
    Kept,
    NotAPicture,
    TooManyPixels,
    check_size,
)

MEGABYTES = 8
LONGEST_SIDE = 1600
MOST_PIXELS = 50_000_000
MOST_PIXELS_WHOLE = 6_000_000
"""Of a picture that is decoded whole: PNG, WebP and JPEG in passes cannot be shrunk while they are read,
and of WebP a file of 130 KB took 800 MB. A camera writes JPEG, a telephone's screen has two million."""
MOST_PASSES = 40
"""Of a JPEG that comes in passes: each goes over the whole picture, and an honest one has ten."""
QUALITY = 80
FORMATS = ("JPEG", "PNG", "WEBP")

# Pillow itself warns above this and refuses twice as much; we refuse at once, before decoding.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def kept_picture(content: bytes) -> Kept:
    """The picture upright, at most 1600 pixels a side, as WebP without metadata.

    Raises:
        TooLarge, TooManyPixels: more bytes or pixels than we decode.
        NotAPicture: the bytes are of no format that we take, whatever the name said.
        CannotBeRead: it begins as a picture and does not end as one.
    """
    check_size(content, megabytes=MEGABYTES)
    image = _opened(content)
    in_passes = bool(image.info.get("progressive"))
    is_whole = image.format != "JPEG" or in_passes
    if image.width * image.height > (MOST_PIXELS_WHOLE if is_whole else MOST_PIXELS):
        raise TooManyPixels()
    if in_passes and content.count(b"\xff\xda") > MOST_PASSES:
        raise CannotBeRead()
    plain = _drawn(image)
    out = BytesIO()
    plain.save(out, "WEBP", quality=QUALITY, method=4)
    return Kept(out.getvalue(), "image/webp", f"{plain.width}x{plain.height}")


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels() from None
    except Exception:  # a decoder that meets garbage raises whatever it likes
        raise NotAPicture() from None


def _drawn(image: Image.Image) -> Image.Image:
    try:
        # A JPEG is decoded at an eighth, a quarter or a half when that is enough: less memory.
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return _opaque(upright)
    except Exception:  # as above: truncated, corrupt, or made to break a decoder
        raise CannotBeRead() from None


def _opaque(image: Image.Image) -> Image.Image:
    """The pixels alone, on white where they were transparent."""
    white = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        white.paste(layer, mask=layer)
    else:
        white.paste(image.convert("RGB"))
    return white
