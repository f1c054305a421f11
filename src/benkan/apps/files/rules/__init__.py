"""What may be kept, and in which form: bytes in, bytes or a refusal out.

What reads sounds and pictures takes as much memory as a tenth of the house: it is loaded when the first
one comes.
"""

from benkan.apps.files.rules.documents import kept_document
from benkan.apps.files.rules.shape import (
    CannotBeRead,
    Kept,
    NotADocument,
    NotAPicture,
    NotASound,
    TooLarge,
    TooLong,
    TooManyPixels,
)

__all__ = [
    "CannotBeRead",
    "Kept",
    "NotADocument",
    "NotAPicture",
    "NotASound",
    "TooLarge",
    "TooLong",
    "TooManyPixels",
    "for_telephone",
    "kept_audio",
    "kept_document",
    "kept_picture",
]


def kept_audio(content: bytes) -> Kept:
    """See `audio`."""
    from benkan.apps.files.rules import audio

    return audio.kept_audio(content)


def kept_picture(content: bytes) -> Kept:
    """See `pictures`."""
    from benkan.apps.files.rules import pictures

    return pictures.kept_picture(content)


def for_telephone(content: bytes, *, extent: str) -> Kept:
    """See `telephone`."""
    from benkan.apps.files.rules import telephone

    return telephone.for_telephone(content, extent=extent)
