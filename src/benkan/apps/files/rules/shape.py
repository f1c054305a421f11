"""What a kept file is, and why one is refused."""

from dataclasses import dataclass

from benkan.kit.refusals import N_, Refused

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """A file in the form in which it is stored.

    `extent` is the seconds of an audio, the pixels of a picture as "800x600", and empty for a
    document.
    """

    content: bytes
    media_type: str
    extent: str


class TooLarge(Refused):
    code = "file_too_large"
    text = N_("This file is too large: at most %(megabytes)s MB. Choose a smaller one.")


class TooLong(Refused):
    code = "audio_too_long"
    text = N_("This recording is too long: at most %(minutes)s minutes. Record a shorter one.")


class TooManyPixels(Refused):
    code = "picture_too_many_pixels"
    text = N_("This picture has too many pixels. Take it again in a smaller size.")


class NotAPicture(Refused):
    code = "not_a_picture"
    text = N_("This is not a picture that can be shown. Send a JPEG, PNG or WebP picture.")


class NotASound(Refused):
    code = "not_a_sound"
    text = N_("This is not a recording that can be played. Record again, or send an audio file.")


class NotADocument(Refused):
    code = "not_a_document"
    text = N_("This is not a PDF document. Save it as PDF and send it again.")


class CannotBeRead(Refused):
    code = "file_cannot_be_read"
    text = N_("This file is damaged or incomplete. Send it again.")


def check_size(content: bytes, *, megabytes: int) -> None:
    """Refuse what is larger than the limit before anything reads it."""
    if len(content) > megabytes * MEGABYTE:
        raise TooLarge(megabytes=megabytes)
