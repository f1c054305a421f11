"""What a text costs as SMS: the GSM alphabet of 160 letters, or Unicode with 70.

Source: 3GPP TS 23.038, the default alphabet and its extension table, and TS 23.040 for the parts.
"""

import unicodedata

GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = "\f^{}\\[~]|€"
_GSM, _GSM_TWICE = frozenset(GSM), frozenset(GSM_TWICE)

# Babel writes French amounts with these; one of them would double the price of an SMS.
_PLAIN_SPACE = str.maketrans(
    dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " "
    )
    | dict.fromkeys("\u200b\u2060\ufeff\u00ad", "")
)


def sms_text(text: str) -> str:
    """The text as it is sent: spaces of printers become spaces, letters are left as written."""
    lines = text.replace("\r\n", "\n")  # a browser's line is a telephone's with a letter more
    return unicodedata.normalize("NFC", lines).translate(_PLAIN_SPACE).strip()


def is_gsm(text: str) -> bool:
    """Whether every letter is in the GSM alphabet."""
    return all(c in _GSM or c in _GSM_TWICE for c in text)


def segments(text: str) -> int:
    """How many SMS the operator counts for a text; an empty one counts as one.

    A letter is never cut in two: an extension letter or a surrogate pair that no longer fits in a
    part opens the next.

    >>> segments("pompe"), segments("sɔgɔma " * 10), segments("a" * 161)
    (1, 1, 2)
    """
    widths = _widths(text)
    whole, part = (160, 153) if is_gsm(text) else (70, 67)
    if sum(widths) <= whole:
        return 1
    parts, filled = 1, 0
    for width in widths:
        if filled + width > part:
            parts, filled = parts + 1, 0
        filled += width
    return parts


def _widths(text: str) -> list[int]:
    if is_gsm(text):
        return [2 if c in _GSM_TWICE else 1 for c in text]
    return [2 if ord(c) > 0xFFFF else 1 for c in text]
