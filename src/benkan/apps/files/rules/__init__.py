"""What may be kept, and in which form: bytes in, bytes or a refusal out."""

from benkan.apps.files.rules.audio import kept_audio
from benkan.apps.files.rules.documents import kept_document
from benkan.apps.files.rules.pictures import kept_picture
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
from benkan.apps.files.rules.telephone import for_telephone

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
