"""The two codes of a case: one is spoken, the other opens it."""

from datetime import timedelta

from benkan.kit.refusals import N_, Refused
from benkan.kit.text import folded

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which are taken for digits or for one another."""

LENGTH = 10
UNPLACED = "BKN"
MOST_SKIPPED = 3
"""Fewer numbers than this are passed over each time. More would hide no better, and make them long."""

# What people read or write in place of a character that is not in the alphabet.
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})

WRONG_CODES = 20
"""Wrong codes from one connection in one window: many phones share an address, so not fewer. The
codes are 2^50, so not more is needed."""

WINDOW = timedelta(minutes=15)


class CodeUnknown(Refused):
    code = "code_unknown"
    text = N_(
        "No message has this code. Look at it again: 10 letters and digits, such as 4F7KM-Q2TXB."
    )


class TooManyCodes(Refused):
    code = "too_many_codes"
    text = N_("Too many wrong codes came from this connection. Try again in %(minutes)s minutes.")


def letters_of(name: str) -> str:
    """The three letters that begin the references of a place: `KAY` for Kayes."""
    letters = "".join(c for c in folded(name) if c.isalpha()).upper()
    return letters[:3].ljust(3, "X") if letters else UNPLACED


def reference(letters: str, number: int) -> str:
    """`KAY-0427`: spoken aloud, opens nothing."""
    return f"{letters}-{number:04d}"


def typed_reference(text: str) -> str:
    """The reference that somebody typed or heard: `kay 427` is `KAY-0427`."""
    kept = "".join(c for c in text.upper() if c.isascii() and c.isalnum())[:16]
    letters = kept.rstrip("0123456789")
    number = kept[len(letters) :]
    return reference(letters, int(number)) if letters and number else ""


def code_from(digest: bytes) -> str:
    """Ten characters of the alphabet from the first 50 bits of a digest."""
    bits = int.from_bytes(digest[:7], "big") >> 6
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(LENGTH)))


def shown(code: str) -> str:
    """In two groups, as it is read aloud and written down: `4F7KM-Q2TXB`."""
    return f"{code[:5]}-{code[5:]}"


def typed(text: str) -> str:
    """The code that somebody typed, whatever the case, the spaces and the look-alikes."""
    kept = "".join(c for c in text.upper() if c.isalnum())
    return kept.translate(_MISREAD)


def may_be_a_code(code: str) -> bool:
    return len(code) == LENGTH and all(c in ALPHABET for c in code)


def check_attempts(wrong: int) -> None:
    """Refuse every code, right or wrong, once a connection has tried too many wrong ones."""
    if wrong >= WRONG_CODES:
        raise TooManyCodes(minutes=WINDOW // timedelta(minutes=1))
