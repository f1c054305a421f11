"""What somebody said, without the telephone numbers in it: who reads a message does not learn whose it is.

The words are kept as they were said, sealed; only how they are shown is without. An amount of money and
a day are no numbers of a telephone, and stay.
"""

import re

HIDDEN = "••"
SHOWN_DIGITS = 2
"""The end stays, so that two numbers can be told apart."""

_GAP = r"[ .\-/_()\u00a0\u2009\u2011\u202f]{0,2}"
_DIGITS = re.compile(rf"(?<!\d)(?:\+{_GAP}|00)?\d(?:{_GAP}\d){{7,14}}(?!\d)")
_MONEY = re.compile(r"\s{0,2}(?:f|fcfa|cfa|francs?|millions?|euros?|€)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .\u00a0\u2009\u202f]\d{3})+")
_DAY = re.compile(
    r"(?:19|20)\d\d[ \-/._]?(?:0[1-9]|1[0-2])[ \-/._]?(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[ \-/._](?:0?[1-9]|1[0-2])[ \-/._](?:19|20)\d\d"
)
_ROUND = "000"


def without_numbers(text: str) -> str:
    """The text with each telephone number but for its last digits hidden.

    >>> without_numbers("Appelez le 76 12 34 56 ou +22366000011, le 03/11/2026.")
    'Appelez le ••56 ou ••11, le 03/11/2026.'
    """
    return _DIGITS.sub(_hidden, text)


def _hidden(match: "re.Match[str]") -> str:
    found = match.group()
    if _is_money(found, match.string[match.end() :]) or _DAY.fullmatch(found):
        return found
    digits = "".join(letter for letter in found if letter.isdecimal())
    return HIDDEN + digits[-SHOWN_DIGITS:]


def _is_money(found: str, after: str) -> bool:
    """“2 500 000 F”, “50000000”: said to be money, or round and not written as a telephone's."""
    if found.startswith(("+", "00")):
        return False
    if _MONEY.match(after):
        return True
    return found.endswith(_ROUND) and bool(_THOUSANDS.fullmatch(found) or found.isdecimal())
