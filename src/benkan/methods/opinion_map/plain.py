"""Rows of whole numbers and short names, read by the ten thousand at once.

Most tables of votes hold nothing but digits, plain letters and commas. Those are taken apart with a
few passes over all bytes of a part; whatever is not as plain as that is left to the careful reader,
which is many times slower and can say what is wrong, where.
"""

import numpy as np

from benkan.methods.opinion_map.votes import Array

LINE_END, RETURN, QUOTE, ZERO, NINE, MINUS = (ord(sign) for sign in '\n\r"09-')
SPACE = ord(" ")
LONGEST, LONGEST_NAME = 18, 64
# A plain vote is kept in 64 bits: person, statement, answer.
PERSON_BITS, STATEMENT_BITS = 36, 25


class PlainRows:
    """Takes three columns out of rows that have as many cells as the heading.

    Attributes:
        possible: whether the heading allows it: a delimiter of one byte, and no quotation marks.
    """

    def __init__(self, heading: bytes, header: tuple[str, ...], names: tuple[str, ...]) -> None:
        self._delimiter = max(b",;\t", key=heading.count)
        self._width = len(header)
        self._columns = [header.index(name) for name in names]
        self.possible = QUOTE not in heading and heading.endswith(b"\n")

    def read(self, part: bytes) -> tuple[Array, Array, Array, int] | None:
        """People, statements (whole numbers, or names as bytes) and answers of whole lines, and the
        number of lines; None where the part is not plain."""
        signs = np.frombuffer(part, dtype=np.uint8)
        if QUOTE in part or 0 in part or not part.isascii():
            return None
        ends = np.flatnonzero(signs == LINE_END)
        found = np.flatnonzero(signs == self._delimiter)
        if len(found) != len(ends) * (self._width - 1):
            return None
        marks = found.reshape(len(ends), -1)
        begins = np.concatenate(([0], ends[:-1] + 1))
        if self._width > 1 and not ((marks[:, 0] >= begins) & (marks[:, -1] < ends)).all():
            return None
        if RETURN in part:
            ends = ends - (signs[ends - 1] == RETURN)
        spans = [self._span(column, begins, marks, ends) for column in self._columns]
        answers = _answers(signs, *spans[2])
        people = _labels(signs, *spans[0], bits=PERSON_BITS)
        statements = _labels(signs, *spans[1], bits=STATEMENT_BITS)
        if people is None or statements is None or answers is None:
            return None
        return people, statements, answers, len(ends)

    def _span(self, at: int, begins: Array, marks: Array, ends: Array) -> tuple[Array, Array]:
        low = begins if at == 0 else marks[:, at - 1] + 1
        high = ends if at == self._width - 1 else marks[:, at]
        return low, high


def _labels(signs: Array, low: Array, high: Array, *, bits: int) -> Array | None:
    numbers = _numbers(signs, low, high)
    if numbers is not None and int(numbers.max()) >> bits == 0:
        return numbers
    return _names(signs, low, high)


def _names(signs: Array, low: Array, high: Array) -> Array | None:
    """Names as bytes; None where one is empty, long, or has spaces around it."""
    sizes = high - low
    longest = int(sizes.max())
    if sizes.min() < 1 or longest > LONGEST_NAME:
        return None
    if (signs[low] <= SPACE).any() or (signs[high - 1] <= SPACE).any():
        return None
    at = low[:, None] + np.arange(longest)
    letters = signs[np.minimum(at, len(signs) - 1)]
    letters[at >= high[:, None]] = 0
    return np.asarray(letters.view(f"S{longest}").ravel())


def _numbers(signs: Array, low: Array, high: Array) -> Array | None:
    """Whole numbers from zero, written in the one usual way; None where there is another."""
    sizes = high - low
    longest = int(sizes.max())
    if sizes.min() < 1 or longest > LONGEST:
        return None
    if ((signs[low] == ZERO) & (sizes > 1)).any():
        return None
    kind = np.int16 if longest <= 4 else np.int32 if longest <= 9 else np.int64
    values: Array = np.zeros(len(low), dtype=kind)
    for place in range(longest):
        there = sizes > place
        every = bool(there.all())
        at = high - 1 - place if every else np.maximum(high - 1 - place, low)
        digits = signs[at]
        if ((digits < ZERO) | (digits > NINE)).any():
            return None
        digits = (digits - ZERO).astype(kind)
        digits *= kind(10**place)
        values += digits if every else np.where(there, digits, 0)
    return values


def _answers(signs: Array, low: Array, high: Array) -> Array | None:
    """Each 1, -1 or 0; None where there is something else."""
    sizes = high - low
    last = signs[high - 1]
    good = (sizes == 1) & ((last == ZERO) | (last == ZERO + 1))
    against = (sizes == 2) & (signs[low] == MINUS) & (last == ZERO + 1)
    if not (good | against).all():
        return None
    answers: Array = (last - ZERO).astype(np.int8)
    np.negative(answers, out=answers, where=against)
    return answers
