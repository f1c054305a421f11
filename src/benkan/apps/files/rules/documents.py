"""A document is kept as it came, if it is a PDF, and only ever handed out as a download."""

from benkan.apps.files.rules.shape import CannotBeRead, Kept, NotADocument, check_size

MEGABYTES = 8
_TAIL = 2048


def kept_document(content: bytes) -> Kept:
    """The PDF itself: its words are the evidence, so nothing is drawn anew.

    Raises:
        TooLarge: more bytes than we take.
        NotADocument: it does not begin as a PDF, whatever the name said.
        CannotBeRead: it begins as a PDF and does not end as one, so it is cut.
    """
    check_size(content, megabytes=MEGABYTES)
    if not content.startswith(b"%PDF-"):
        raise NotADocument()
    tail = content[-_TAIL:]
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise CannotBeRead()
    return Kept(content, "application/pdf", "")
