"""A stream cut into blocks of whole records, and each block into cells, without a loop over rows.

A cell is in quotes as a whole or not at all, with marks inside it doubled (RFC 4180, section 2); a
line may end within a quoted cell. Everything else is refused with its line, so that a cell is never
read as something that its writer did not mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from benkan.methods.refusals import N_, Refused
from benkan.methods.tables import LONGEST_LINE, BadQuoting, LineTooLong, NotText, WrongLength

BLOCK = 1 << 21
QUOTE, NEWLINE, RETURN = 34, 10, 13

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


class StrayQuote(Refused):
    code = "stray_quote"
    text = N_(
        "%(file)s, line %(line)s: a quotation mark stands in the middle of a cell. Put the whole "
        "cell in quotation marks, and double those inside it."
    )


@dataclass(frozen=True)
class Block:
    """Whole records.

    Attributes:
        text: all bytes of the block.
        starts, ends: shape (records, width), where each cell begins and ends in `text`.
        lines: length records, the number of the last line of each record in the file.
    """

    text: Bytes
    starts: Places
    ends: Places
    lines: Places


def blocks(
    stream: BinaryIO, *, file: str, delimiter: str, width: int, line: int
) -> Iterator[Block]:
    """The records of a stream, some thousands at a time.

    Args:
        stream: stands behind the heading.
        width: how many cells each record must have.
        line: how many lines have been read.

    Raises:
        NotText, LineTooLong, BadQuoting, StrayQuote, WrongLength: with the line.
    """
    rest = b""
    while True:
        read = stream.read(BLOCK)
        raw = rest + read
        if not read and raw and not raw.endswith(b"\n"):
            raw += b"\n"
        if not raw:
            return
        cut = _Cut(raw, file=file, delimiter=ord(delimiter), line=line)
        length = cut.whole_records()
        if not read and length < len(raw):
            raise BadQuoting(file=file, line=cut.line_of_open_quote())
        if length:
            yield cut.block(length, width)
        line += raw.count(b"\n", 0, length)
        rest = raw[length:]
        if len(rest) > LONGEST_LINE:
            raise LineTooLong(file=file, line=line + 1, most=LONGEST_LINE)
        if not read:
            return


class _Cut:
    """One stretch of bytes, and where its separators and quotation marks are."""

    def __init__(self, raw: bytes, *, file: str, delimiter: int, line: int) -> None:
        self._raw, self._file, self._delimiter, self._line = raw, file, delimiter, line
        self._text = np.frombuffer(raw, np.uint8)
        self._newlines = np.flatnonzero(self._text == NEWLINE)
        self._quotes = np.flatnonzero(self._text == QUOTE) if b'"' in raw else np.empty(0, np.int64)

    def whole_records(self) -> int:
        """How many bytes hold whole records."""
        if b"\0" in self._raw:
            raise NotText(file=self._file, line=self._line_at(self._raw.index(b"\0")))
        self._check_quotes()
        outside = self._outside(self._newlines)
        return int(outside[-1]) + 1 if len(outside) else 0

    def line_of_open_quote(self) -> int:
        return self._line_at(int(self._quotes[-1]))

    def block(self, length: int, width: int) -> Block:
        self._check_text(length)
        text = self._text[:length]
        places = np.flatnonzero((text == self._delimiter) | (text == NEWLINE))
        places = self._outside(places)
        is_end = text[places] == NEWLINE
        record_ends = places[is_end]
        record_starts = np.concatenate(([0], record_ends[:-1] + 1))
        blank = self._blank(record_starts, record_ends)
        if blank.any():
            kept = np.ones(len(places), bool)
            kept[np.flatnonzero(is_end)[blank]] = False
            places, is_end = places[kept], is_end[kept]
            record_starts, record_ends = record_starts[~blank], record_ends[~blank]
        self._check_width(is_end, record_ends, width)
        ends = places.reshape(-1, width).copy()
        starts = np.empty_like(ends)
        starts[:, 0] = record_starts
        starts[:, 1:] = ends[:, :-1] + 1
        last = ends[:, -1]
        last -= (text[np.maximum(last - 1, 0)] == RETURN) & (last > starts[:, -1])
        return Block(text, starts, ends, self._lines(record_ends))

    def _outside(self, places: Places) -> Places:
        """Those that do not stand between quotation marks."""
        if not len(self._quotes):
            return places
        outside: Places = places[np.searchsorted(self._quotes, places) % 2 == 0]
        return outside

    def _blank(self, starts: Places, ends: Places) -> npt.NDArray[np.bool_]:
        length = ends - starts
        blank: npt.NDArray[np.bool_] = (length == 0) | (
            (length == 1) & (self._text[starts] == RETURN)
        )
        return blank

    def _check_text(self, length: int) -> None:
        try:
            self._raw[:length].decode("utf-8")
        except UnicodeDecodeError as problem:
            raise NotText(file=self._file, line=self._line_at(problem.start)) from None

    def _check_quotes(self) -> None:
        """A mark opens after a separator, closes before one, or is one of two."""
        marks = self._quotes
        if not len(marks):
            return
        separators = (self._delimiter, NEWLINE, QUOTE)
        opening = marks[0::2]
        before = np.where(opening > 0, self._text[opening - 1], NEWLINE)
        stray = opening[~np.isin(before, separators)]
        closing = marks[1::2]
        closing = closing[closing + 1 < len(self._text)]
        after = self._text[closing + 1]
        stray_ends = closing[~np.isin(after, (*separators, RETURN))]
        first = min([int(found[0]) for found in (stray, stray_ends) if len(found)], default=None)
        if first is not None:
            raise StrayQuote(file=self._file, line=self._line_at(first))

    def _check_width(self, is_end: npt.NDArray[np.bool_], record_ends: Places, width: int) -> None:
        if len(is_end) == len(record_ends) * width and is_end[width - 1 :: width].all():
            return
        found = np.diff(np.flatnonzero(is_end), prepend=-1)
        wrong = int(np.flatnonzero(found != width)[0])
        line = self._line_at(int(record_ends[wrong]))
        raise WrongLength(file=self._file, line=line, found=int(found[wrong]), expected=width)

    def _lines(self, record_ends: Places) -> Places:
        lines: Places = self._line + 1 + np.searchsorted(self._newlines, record_ends)
        return lines

    def _line_at(self, place: int) -> int:
        return self._line + 1 + int(np.searchsorted(self._newlines, place))
