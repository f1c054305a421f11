"""Pictures, recordings and documents that telephones send."""

from contextlib import suppress

from benkan.apps.files.rules.audio import kept_audio
from benkan.apps.files.rules.documents import kept_document
from benkan.apps.files.rules.pictures import kept_picture
from benkan.apps.files.rules.telephone import for_telephone
from benkan.kit.refusals import Refused


def picture(data: bytes) -> None:
    with suppress(Refused):
        kept = kept_picture(data)
        assert kept.content[8:12] == b"WEBP"
        assert b"EXIF" not in kept.content


def sound(data: bytes) -> None:
    with suppress(Refused):
        kept = kept_audio(data)
        assert kept.content[:4] == b"OggS"


def prompt(data: bytes) -> None:
    """What is played on a telephone line was kept before; a damaged disk gives anything."""
    with suppress(Refused):
        for_telephone(data, extent="1")


def document(data: bytes) -> None:
    with suppress(Refused):
        assert kept_document(data).content == data
