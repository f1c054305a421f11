"""One line of a reference file, read column by column, and the refusals that name what is wrong.

A refusal names the file, the line and the column, because the person who reads it has the file open
in a spreadsheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from benkan.kit.refusals import N_, Refused


class PackWrong(Refused):
    """A reference file cannot be read. Nothing was changed."""

    code = "pack_wrong"
    text = N_(
        "%(file)s, line %(line)s, column %(column)s: this cannot be read. "
        "Correct the file and load it again; nothing was changed."
    )


class PackFileMissing(PackWrong):
    code = "pack_file_missing"
    text = N_("The file %(file)s is missing. Put it back and load again; nothing was changed.")


class PackFileUnreadable(PackWrong):
    code = "pack_file_unreadable"
    text = N_(
        "The file %(file)s cannot be read after line %(line)s: it is damaged or not in UTF-8. "
        "Replace it and load again; nothing was changed."
    )


class PackColumnMissing(PackWrong):
    code = "pack_column_missing"
    text = N_(
        "%(file)s, line %(line)s: the column %(column)s is missing. "
        "Add it and load again; nothing was changed."
    )


class PackValueMissing(PackWrong):
    code = "pack_value_missing"
    text = N_(
        "%(file)s, line %(line)s, column %(column)s: a value is missing. "
        "Fill it in and load again; nothing was changed."
    )


class PackValueTooLong(PackWrong):
    code = "pack_value_too_long"
    text = N_(
        "%(file)s, line %(line)s, column %(column)s: the text is longer than %(most)s letters. "
        "Shorten it and load again; nothing was changed."
    )


class PackNumberWrong(PackWrong):
    code = "pack_number_wrong"
    text = N_(
        "%(file)s, line %(line)s, column %(column)s: “%(value)s” is not a number that fits here. "
        "Correct it and load again; nothing was changed."
    )


class PackValueUnknown(PackWrong):
    code = "pack_value_unknown"
    text = N_(
        "%(file)s, line %(line)s, column %(column)s: “%(value)s” is not known here. "
        "Correct it and load again; nothing was changed."
    )


class PackKeyTwice(PackWrong):
    code = "pack_key_twice"
    text = N_(
        "%(file)s, line %(line)s, column %(column)s: “%(value)s” is already on another line. "
        "Keep one of them and load again; nothing was changed."
    )


@dataclass(frozen=True)
class Line:
    """A line of a table: the file it is in, its number, and its values by column."""

    file: str
    number: int
    values: Mapping[str, str | None]

    def refusal(self, kind: type[PackWrong], column: str, **details: object) -> PackWrong:
        return kind(file=self.file, line=self.number, column=column, **details)

    def maybe(self, column: str, *, most: int = 10_000) -> str:
        """The text, or nothing."""
        if column not in self.values:
            raise self.refusal(PackColumnMissing, column)
        text = (self.values[column] or "").strip()
        if len(text) > most:
            raise self.refusal(PackValueTooLong, column, most=most)
        return text

    def text(self, column: str, *, most: int = 10_000) -> str:
        """The text, which must be there."""
        text = self.maybe(column, most=most)
        if not text:
            raise self.refusal(PackValueMissing, column)
        return text

    def one_of(self, column: str, known: Mapping[str, str]) -> str:
        """What the text stands for in a table."""
        text = self.maybe(column)
        if text not in known:
            raise self.refusal(PackValueUnknown, column, value=text[:40])
        return known[text]

    def number_or_none(self, column: str, *, least: float, most: float) -> float | None:
        text = self.maybe(column)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise self.refusal(PackNumberWrong, column, value=text[:40]) from None
        if not least <= number <= most:  # also refuses NaN
            raise self.refusal(PackNumberWrong, column, value=text[:40])
        return number

    def whole_or_none(self, column: str) -> int | None:
        number = self.number_or_none(column, least=0, most=2**31 - 1)
        if number is None:
            return None
        if number != int(number):
            raise self.refusal(PackNumberWrong, column, value=self.maybe(column)[:40])
        return int(number)

    def latitude(self) -> float | None:
        return self.number_or_none("lat", least=-90, most=90)

    def longitude(self) -> float | None:
        return self.number_or_none("lon", least=-180, most=180)

    def parts(self, column: str) -> tuple[str, ...]:
        """The pieces of a text that is divided by upright strokes."""
        return tuple(part for part in self.maybe(column).split("|") if part)
