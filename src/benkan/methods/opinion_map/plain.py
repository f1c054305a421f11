"""Rows of whole numbers, read by the hundred thousand at once.

Most tables of votes hold nothing but digits and commas. Those are taken apart with a few passes
over all bytes of a part; whatever is not as plain as that is left to the careful reader, which is a
hundred times slower and can say what is wrong, where.
"""

import numpy as np

from benkan.methods.opinion_map.votes import Array

LINE_END, RETURN, QUOTE, ZERO, NINE, MINUS = (ord(sign) for sign in '\n\r"09-')
LONGEST = 18
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
        """People, statements and answers of whole lines, and the number of lines; None where the
        part is not plain."""
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
        people, statements = (_numbers(signs, *span) for span in spans[:2])
        if people is None or statements is None or answers is None:
            return None
        if int(people.max()) >> PERSON_BITS or int(statements.max()) >> STATEMENT_BITS:
            return None
        return people, statements, answers, len(ends)

    def _span(self, at: int, begins: Array, marks: Array, ends: Array) -> tuple[Array, Array]:
        low = begins if at == 0 else marks[:, at - 1] + 1
        high = ends if at == self._width - 1 else marks[:, at]
        return low, high


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
