"""Tens of thousands of names, keys and numbers, each kind in one piece of memory.

As an object of its own a name takes ten times as much as its letters, and every process of a server
holds all names.
"""

from array import array
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T", bound=Hashable)
_KEY = 16


class Numbering(Generic[T]):
    """Gives each thing a number from 0 up, and the same thing the same number."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}

    def of(self, thing: T) -> int:
        return self._numbers.setdefault(thing, len(self._numbers))

    def __iter__(self) -> Iterator[T]:
        """The things in the order of their numbers."""
        return iter(self._numbers)


class Texts:
    """Texts by number. Each is made anew when it is asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        letters = bytearray()
        self._ends = array("I", [0])
        for text in texts:
            letters += text.encode()
            self._ends.append(len(letters))
        self._letters = bytes(letters)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> str:
        return self._letters[self._ends[at] : self._ends[at + 1]].decode()


class Keys:
    """Keys by number."""

    def __init__(self, keys: Iterable[UUID]) -> None:
        taken = bytearray()
        for key in keys:
            taken += key.bytes
        self._bytes = bytes(taken)

    def __getitem__(self, at: int) -> UUID:
        return UUID(bytes=self.sorting(at))

    def sorting(self, at: int) -> bytes:
        """What sorts as the key does."""
        return self._bytes[at * _KEY : at * _KEY + _KEY]

    def number(self, key: UUID) -> int | None:
        """The number of a key; None if it is not there."""
        found = self._bytes.find(key.bytes)
        while found % _KEY and found >= 0:
            found = self._bytes.find(key.bytes, found + 1)
        return found // _KEY if found >= 0 else None


class Groups:
    """Numbers from 0 up in groups, by the number of the group."""

    def __init__(self, groups: Iterable[Iterable[int]] = ()) -> None:
        self._numbers, self._ends = array("I"), array("I", [0])
        for group in groups:
            self.append(group)

    def append(self, group: Iterable[int]) -> None:
        self._numbers.extend(group)
        self._ends.append(len(self._numbers))

    def __getitem__(self, at: int) -> tuple[int, ...]:
        return tuple(self._numbers[self._ends[at] : self._ends[at + 1]])
