"""Cells to categories: each different text once, and a small number for each respondent."""

import numpy as np
import numpy.typing as npt

from benkan.methods.survey.reading.blocks import Bytes, Places
from benkan.methods.survey.reading.numbers import MISSING

Codes = npt.NDArray[np.int32]
SHORT = 8
MOST_CELLS = 1 << 26


class Labels:
    """The categories of one column as they come: a code from 0 for each, -1 where it is missing."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self._known = np.empty(0, np.uint64)
        self._codes = np.empty(0, np.int32)

    def codes(self, text: Bytes, starts: Places, ends: Places) -> Codes:
        """The codes of a block of cells without their quotation marks."""
        longest = int((ends - starts).max(initial=0))
        if longest <= SHORT:
            return self._of_words(_words(text, starts, ends, longest))
        if longest * len(starts) <= MOST_CELLS:
            found, inverse = np.unique(_cells(text, starts, ends, longest), return_inverse=True)
            return np.array([self._code(cell) for cell in found.tolist()], np.int32)[inverse]
        return np.array(
            [
                self._code(text[start:end].tobytes())
                for start, end in zip(starts, ends, strict=True)
            ],
            np.int32,
        )

    def _of_words(self, words: npt.NDArray[np.uint64]) -> Codes:
        """Eight letters are one integer: what is known is looked up, what is new is learnt."""
        at = np.searchsorted(self._known, words)
        at[at == len(self._known)] = 0
        unknown = self._known[at] != words if len(self._known) else np.ones(len(words), bool)
        if unknown.any():
            self._learn(np.unique(words[unknown]))
            at = np.searchsorted(self._known, words)
        return self._codes[at]

    def _learn(self, words: npt.NDArray[np.uint64]) -> None:
        cells = words.astype(">u8").view("S8").tolist()
        codes = np.array([self._code(cell) for cell in cells], np.int32)
        known = np.concatenate((self._known, words))
        order = np.argsort(known)
        self._known = known[order]
        self._codes = np.concatenate((self._codes, codes))[order]

    def _code(self, cell: bytes) -> int:
        name = cell.decode("utf-8").replace('""', '"').strip()
        return -1 if name in MISSING else self.names.setdefault(name, len(self.names))


def _words(text: Bytes, starts: Places, ends: Places, longest: int) -> npt.NDArray[np.uint64]:
    words = np.zeros(len(starts), np.uint64)
    for at in range(longest):
        letter = text[np.minimum(starts + at, len(text) - 1)].astype(np.uint64)
        letter[starts + at >= ends] = 0
        words |= letter << np.uint64(8 * (SHORT - 1 - at))
    return words


def _cells(text: Bytes, starts: Places, ends: Places, longest: int) -> npt.NDArray[np.bytes_]:
    places = starts[:, None] + np.arange(longest)
    letters = text[np.minimum(places, len(text) - 1)]
    letters[places >= ends[:, None]] = 0
    cells: npt.NDArray[np.bytes_] = letters.reshape(-1).view(f"S{longest}")
    return cells
