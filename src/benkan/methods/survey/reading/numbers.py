"""Cells to numbers, all cells of a block at once, and right to the last bit.

A decimal of up to 15 digits is an integer below 2^53 over a power of ten below 10^22: both are exact
as floats, so one division rounds once, as reading the text does (Clinger, "How to read floating
point numbers accurately", PLDI 1990, section 3). Whatever is longer or has an exponent is read the
slow way.
"""

from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

from benkan.methods.survey.reading.blocks import Bytes, Places

MOST_DIGITS = 15
MINUS, PLUS, POINT, ZERO = 45, 43, 46, 48
TENS = 10.0 ** np.arange(MOST_DIGITS + 1)
# As R writes it: “na” in small letters may be an answer.
MISSING = {"", "NA"}


@dataclass(frozen=True)
class Numbers:
    """A column of a block: NaN where it is missing; `wrong` is the first cell that is no number."""

    values: npt.NDArray[np.float64]
    wrong: int | None


def numbers(text: Bytes, starts: Places, ends: Places) -> Numbers:
    """The numbers in cells without their quotation marks."""
    values, plain = _plain(text, starts, ends)
    wrong = None
    for at in np.flatnonzero(~plain):
        cell = text[starts[at] : ends[at]].tobytes().decode("utf-8").strip()
        if cell in MISSING:
            values[at] = np.nan
        elif (read := _read(cell)) is not None:
            values[at] = read
        elif wrong is None:
            wrong = int(at)
            break
    return Numbers(values, wrong)


def _read(cell: str) -> float | None:
    if len(cell) > 400 or not cell.isascii() or "_" in cell:
        return None
    try:
        read = float(cell)
    except ValueError:
        return None
    return read if isfinite(read) else None


def _plain(
    text: Bytes, starts: Places, ends: Places
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Values, and which cells are plain decimals (or missing and said so in the common ways)."""
    length = ends - starts
    first = text[np.minimum(starts, len(text) - 1)]
    signed = ((first == MINUS) | (first == PLUS)) & (length > 0)
    negative = (first == MINUS) & signed
    starts = starts + signed
    length = length - signed
    longest = min(int(length.max(initial=0)), MOST_DIGITS + 1)
    whole = np.zeros(len(starts), np.int64)
    decimals = np.zeros(len(starts), np.int8)
    digits = np.zeros(len(starts), np.int8)
    pointed = np.zeros(len(starts), bool)
    plain = length <= MOST_DIGITS + 1
    for at in range(longest):
        inside = length > at
        sign = text[np.minimum(starts + at, len(text) - 1)]
        digit = sign - np.uint8(ZERO)  # wraps around below zero: then it is above nine
        is_digit = (digit < 10) & inside
        is_point = (sign == POINT) & inside & ~pointed
        whole = np.where(is_digit, whole * 10 + digit, whole)
        digits += is_digit
        decimals += is_digit & pointed
        pointed |= is_point
        plain &= is_digit | is_point | ~inside
    empty = (length == 0) & ~signed
    says_na = (length == 2) & ~signed & (first == ord("N"))
    says_na &= text[np.minimum(starts + 1, len(text) - 1)] == ord("A")
    plain &= (digits > 0) & (digits <= MOST_DIGITS)
    values = whole / TENS[np.where(plain, decimals, 0)]
    values[negative] *= -1
    values[empty | says_na] = np.nan
    return values, plain | empty | says_na
