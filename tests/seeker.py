"""Looks for telephone numbers in whatever was written or sent, in every spelling that we could think of.

A number of eight digits is found as a word of its own, with or without +223 and 00223, in pairs, threes
or fours; inside a longer word of digits (an operator's id); and all of these in URL, HTML, JSON, mail,
base64, hex, UTF-16, and inside ZIP, gzip and deflate. `tests/test_seeker.py` plants each.
"""

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import unquote_to_bytes

_SPACE = rb"(?:[ .\-/_\xa0]|\xc2\xa0|\xe2\x80\xaf|\xe2\x80\x89|\xe2\x80\x91)"
_SPACED = re.compile(
    rb"(?<![0-9])(?<![0-9]\.)[0-9]{2,4}(?:" + _SPACE + rb"[0-9]{2,4}){1,3}(?![0-9])"
)
_GROUPED = {(2, 2, 2, 2), (2, 3, 3), (3, 3, 2), (4, 4), (2, 2, 4), (4, 2, 2)}
_GROUP = re.compile(rb"[0-9]+")
_COUNTRY = re.compile(rb"(?:\+|00)?223" + _SPACE + rb"?(?=[0-9])")
_WHOLE = re.compile(rb"[0-9]{7,}[ -~]?")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_\-]{10,}(?:\r?\n[A-Za-z0-9+/_\-]+)*")
_HEX = re.compile(rb"[0-9A-Fa-f]{16,}")
_UNICODE = re.compile(rb"\\u00([0-9a-fA-F]{2})|\\x([0-9a-fA-F]{2})")
_SOFT_BREAK = re.compile(rb"=\r?\n")
_QUOTED = re.compile(rb"=([0-9A-F]{2})")
_DEFLATED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_WIDE = re.compile(rb"(?:[ -~]\0){7,}[ -~]?")
_MANY_DIGITS = re.compile(rb"[0-9](?:[^0-9]{0,6}[0-9]){7}")
_LETTERS = frozenset(b"0123456789abcdefABCDEF.")
_DEEPEST = 2
_LONGEST_TEXT = 5_000_000
"""Escapes of text are not looked for in what is larger: a database file, a dump."""


def seeded(how_many: int, *, seed: int = 223) -> list[str]:
    """Different numbers that a telephone in Mali may have, eight digits each."""
    lots = Random(seed)
    found: dict[str, None] = {}
    while len(found) < how_many:
        found[f"{lots.choice('679')}{lots.randint(0, 9_999_999):07}"] = None
    return list(found)


def told(numbers: Sequence[str]) -> str:
    """What somebody says who writes her number into her message, and others."""
    first, *others = numbers
    pairs = " ".join(first[at : at + 2] for at in range(0, 8, 2))
    said = ", ".join(f"+223{number}" for number in others)
    return f"La pompe de Sanankoroba est en panne, mon numero est {pairs}; sinon {said or first}"


class Seeker:
    """Knows the numbers, and how many bytes it has looked through."""

    def __init__(self, numbers: Collection[str]) -> None:
        self._numbers = frozenset(number.encode() for number in numbers)
        self.looked_through = 0

    def found_in(self, content: bytes) -> list[str]:
        """The numbers that can be read in it, in whatever spelling."""
        self.looked_through += len(content)
        return sorted({number.decode() for view in _views(content, 0) for number in self._in(view)})

    def _in(self, view: bytes) -> Iterator[bytes]:
        for match in _WHOLE.finditer(view):
            word = match.group()
            tail = word.removeprefix(b"00").removeprefix(b"223")
            if len(word) == 8 or len(tail) == 8:
                starts = [0] if len(word) == 8 else [len(word) - 8]
            elif _stands_alone(view, match):
                starts = list(range(len(word) - 7))
            else:
                continue
            for start in starts:
                if word[start : start + 8] in self._numbers:
                    yield word[start : start + 8]
        for match in _SPACED.finditer(_COUNTRY.sub(b"  ", view)):
            groups = _GROUP.findall(match.group())
            number = b"".join(groups)
            if number in self._numbers and tuple(map(len, groups)) in _GROUPED:
                yield number


def _stands_alone(view: bytes, match: "re.Match[bytes]") -> bool:
    """A long word of digits that is part of no digest and of no fraction, where eight digits in a row
    are somebody's number by chance."""
    before, after = view[match.start() - 1 : match.start()], view[match.end() : match.end() + 1]
    return not (set(before) | set(after)) & _LETTERS


def _views(content: bytes, depth: int) -> Iterator[bytes]:
    """The content as it is, and what it becomes for whoever reads it."""
    yield content
    if depth == _DEEPEST:
        return
    others = [*_packed(content), *_unpacked(content)]
    if len(content) < _LONGEST_TEXT:
        others.append(_told(content))
    if wide := _WIDE.findall(content):
        others.append(b"\n".join(wide).replace(b"\0", b""))
    for other in others:
        if other and other != content:
            yield from _views(other, depth + 1)


def _told(content: bytes) -> bytes:
    """What is left of all escapes, of whatever kind."""
    if b"\\" in content:
        content = _UNICODE.sub(lambda found: bytes([int(found[1] or found[2], 16)]), content)
    if b"&" in content:
        content = html.unescape(content.decode("latin-1")).encode("latin-1", "replace")
    if b"=" in content:
        mail = _SOFT_BREAK.sub(b"", content)
        content = _QUOTED.sub(lambda found: bytes([int(found[1], 16)]), mail)
    if b"%" in content:
        content = unquote_to_bytes(content.replace(b"+", b" "))
    return content


def _packed(content: bytes) -> Iterator[bytes]:
    if hexed := list(_of_hex(content)):
        yield b"\n".join(hexed)
    if based := list(_of_base64(content)):
        yield b"\n".join(based)


def _of_hex(content: bytes) -> Iterator[bytes]:
    for match in _HEX.finditer(content):
        for start in (0, 1):
            run = match.group()[start:]
            told = bytes.fromhex(run[: len(run) // 2 * 2].decode())
            if _MANY_DIGITS.search(told):
                yield told


def _of_base64(content: bytes) -> Iterator[bytes]:
    """What is readable of it: eight digits in a row, or two with a space after them."""
    for match in _BASE64.finditer(content):
        run = match.group().translate(bytes.maketrans(b"-_", b"+/"), b"\r\n")
        for start in range(4):
            part = run[start:]
            told = base64.b64decode(part[: len(part) // 4 * 4] + _rest(part))
            if _MANY_DIGITS.search(told) or told.startswith(b"\x1f\x8b"):
                yield told


def _rest(part: bytes) -> bytes:
    """The last letters of a run, filled up."""
    left = len(part) % 4
    return part[len(part) - left :] + b"=" * (4 - left) if left > 1 else b""


def _unpacked(content: bytes) -> Iterator[bytes]:
    if b"PK\x03\x04" in content:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from (archive.read(name) for name in archive.namelist())
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            pass
    for match in _DEFLATED.finditer(content):
        how = 31 if match.group().startswith(b"\x1f") else 15
        try:
            yield zlib.decompressobj(how).decompress(content[match.start() :], 50_000_000)
        except (zlib.error, binascii.Error):
            continue


@dataclass
class Written:
    """Where something went, and its bytes."""

    where: str
    content: bytes


_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def every_value() -> Iterator[Written]:
    """Each row of each table, as it is kept."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = (
                b"\x1f".join(
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    for value in row
                )
                for row in cursor.fetchall()
            )
            yield Written(f"table {table}", b"\n".join(rows))


def hits_by_place(seeker: Seeker, written: Iterable[Written]) -> dict[str, int]:
    """How many numbers are found in each kind of place; empty is good."""
    found: Counter[str] = Counter()
    for one in written:
        if hits := seeker.found_in(one.content):
            found[_ID.sub("…", one.where)] += len(hits)
    return dict(found)
