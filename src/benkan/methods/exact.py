"""Exact numbers: read as people write them, and written so that nothing is lost.

A share of 1/3 is no float. Numbers of files are taken as fractions, or as integers over a power of
ten, computed with as such, and rounded once, where they are shown.
"""

import re
from fractions import Fraction

# Longer numbers are no measurements, and 1e999999999 would take all memory before it is refused.
_DECIMAL = re.compile(
    r"\s*([+-]?)(?:([0-9]{1,40})(?:[.,]([0-9]{0,40}))?|[.,]([0-9]{1,40}))(?:[eE]([+-]?[0-9]{1,2}))?\s*"
)
_RATIO = re.compile(r"\s*[+-]?[0-9]{1,20}/[0-9]{1,20}\s*")
LONGEST_SHOWN = 2_000


def exact(text: str) -> Fraction | None:
    """The number that a text writes, or None when it writes none.

    Taken are 3, -0.5, 0,5 (a decimal comma), 1.2e3 and 2/3, with at most forty digits on a side of
    the point and an exponent of two digits; not NaN, not infinity, no spaces within.

    >>> exact("0,1"), exact("2/3"), exact("1e999999999")
    (Fraction(1, 10), Fraction(2, 3), None)
    """
    if is_decimal(text):
        return Fraction(text.strip().replace(",", "."))
    if _RATIO.fullmatch(text):
        above, below = text.split("/")
        return Fraction(int(above), int(below)) if int(below) else None
    return None


def is_decimal(text: str) -> bool:
    """Whether a text writes a number that `scaled` takes: all of `exact` but 2/3."""
    return _DECIMAL.fullmatch(text) is not None


def places(text: str) -> int:
    """How many decimals a decimal number needs: 2 for 0.25, 0 for 3 and 1.5e3."""
    return max(_parts(text)[1], 0)


def scaled(text: str, decimals: int) -> int:
    """A decimal number times ten to the power of `decimals`, which is no less than its `places`.

    >>> scaled("0,25", 3), scaled("-1e1", 0)
    (250, -10)
    """
    digits, own = _parts(text)
    return int(digits * 10 ** (decimals - own))


def written_exactly(value: Fraction | None) -> str | None:
    """“5/8” or “2”; None for None, and for what takes more than two thousand signs to write.

    >>> written_exactly(Fraction(5, 8))
    '5/8'
    """
    if value is None:
        return None
    bits = value.denominator.bit_length() + value.numerator.bit_length()
    return str(value) if bits < 3 * LONGEST_SHOWN else None


def as_float(value: Fraction | None) -> float | None:
    """The nearest float; None for None."""
    return None if value is None else float(value)


def _parts(text: str) -> tuple[int, int]:
    """Digits as an integer, and how many of them stand behind the point (below 0: zeros before)."""
    whole, _, after = text.partition(".")
    if whole.isdigit() and (after.isdigit() or not after):  # most numbers, five times as fast
        return int(whole + after), len(after)
    found = _DECIMAL.fullmatch(text)
    assert found, "it was checked to be a number"
    sign, whole, after, alone, power = found.groups()
    decimals = after or alone or ""
    return int(sign + (whole or "") + decimals), len(decimals) - int(power or 0)
