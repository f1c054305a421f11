"""Lines of a stream of bytes in UTF-8: one by one for a heading, in blocks for what follows.

However large the stream is, no more than a block and one line are held.
"""

import csv
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from benkan.methods.refusals import quoted
from benkan.methods.tables import (
    LONGEST_LINE,
    BadQuoting,
    ColumnMissing,
    LineTooLong,
    NotText,
    quoted_names,
)

BLOCK = 1 << 20


class Lines:
    """The lines of a stream; `number` is that of the line given last."""

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self.number = 0
        self._file = quoted(file)
        self._blocks = self._read(stream)
        self._waiting: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while True:
            if not self._waiting:
                block = next(self._blocks, None)
                if block is None:
                    return
                self._waiting = block[::-1]
            self.number += 1
            yield self._waiting.pop()

    def blocks(self) -> Iterator[tuple[int, list[str]]]:
        """What has not been given yet: the number of the first line and the lines of a block."""
        if self._waiting:
            rest, self._waiting = self._waiting[::-1], []
            yield self._counted(rest)
        for block in self._blocks:
            yield self._counted(block)

    def _counted(self, block: list[str]) -> tuple[int, list[str]]:
        first = self.number + 1
        self.number += len(block)
        return first, block

    def _read(self, stream: BinaryIO) -> Iterator[list[str]]:
        before, done = b"", 0
        while chunk := stream.read(BLOCK):
            whole, found, rest = (before + chunk).rpartition(b"\n")
            if len(rest) > LONGEST_LINE:
                line = done + (whole.count(b"\n") + 1 if found else 0) + 1
                raise LineTooLong(file=self._file, line=line, most=LONGEST_LINE)
            before = rest
            if found:
                lines = self._text(whole, done)
                yield lines
                done += len(lines)
        if before:
            yield self._text(before, done)

    def _text(self, raw: bytes, done: int) -> list[str]:
        try:
            text = raw.decode("utf-8-sig" if not done else "utf-8")
        except UnicodeDecodeError as problem:
            line = done + raw[: problem.start].count(b"\n") + 1
            raise NotText(file=self._file, line=line) from None
        if "\0" in text:
            raise NotText(file=self._file, line=done + text[: text.index("\0")].count("\n") + 1)
        return text.replace("\r\n", "\n").removesuffix("\r").split("\n")


def divided(text: str, file: str, line: int) -> list[str]:
    """The cells of a line: between its semicolons, except those within quotation marks.

    Raises:
        BadQuoting: a mark is opened and not closed.
    """
    if '"' not in text:
        return text.split(";")
    try:
        return next(csv.reader([text], delimiter=";", strict=True))
    except csv.Error:
        raise BadQuoting(file=file, line=line) from None


def check_columns(header: Sequence[str], file: str, *names: str) -> None:
    """Every name must stand in the heading. Raises ColumnMissing with the columns that there are."""
    for name in names:
        if name not in header:
            raise ColumnMissing(file=file, column=name, there=quoted_names(header))
