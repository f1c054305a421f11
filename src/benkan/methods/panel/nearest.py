"""The lottery whose average is nearest to a wanted average, and the proof that none is nearer.

Panels are corners of a polytope; the averages of lotteries are its points. Wolfe's method keeps few
corners with positive weights whose span holds the nearest point so far, asks for a corner beyond it,
and lets go of those that the new one makes superfluous. It ends after finitely many steps: at the
wanted average itself, with an exact lottery, or at the nearest point, where the last question,
answered by integer programming, proves that no panel lies beyond.

Source: Wolfe, "Finding the nearest point in a polytope", Mathematical Programming 11 (1976).
"""

from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from scipy.linalg.blas import dger

from benkan.methods.panel.panels import FIRM, GRADUAL, LENIENT, STRICT, Panels
from benkan.methods.panel.types import Floats
from benkan.methods.progress import Progress, untold

TRIES = (STRICT, LENIENT, LENIENT, FIRM, GRADUAL, LENIENT, FIRM, GRADUAL)
"""Searches from different panels before the integer programme is asked."""


@dataclass(frozen=True)
class Lottery:
    """Panels and the chance of each.

    Attributes:
        panels: shape (C, m), a panel a column.
        chances: length m, above zero, adding up to 1.
    """

    panels: Floats
    chances: Floats

    def average(self) -> Floats:
        """Expected members of each type, length C."""
        return self.panels @ self.chances


def nearest_lottery(
    panels: Panels,
    wanted: Floats,
    *,
    scale: Floats | None = None,
    start: Floats | None = None,
    precision: float = 1e-10,
    progress: Progress = untold,
) -> Lottery | None:
    """The lottery with the average nearest to the one wanted.

    Args:
        panels: to draw from.
        wanted: expected members of each type, length C.
        scale: what a member of each type counts in the distance, length C; a person's chance when
            left out.
        start: panels to begin with, shape (C, any number).
        precision: a distance below this in every type is none.
        progress: told the share of the decimals won.

    Returns:
        At most C + 1 panels; None when there is no panel.
    """
    search = _Wolfe(panels, wanted, 1.0 / panels.types.sizes if scale is None else scale)
    first = start[:, 0] if start is not None and start.shape[1] else panels.best(wanted)
    if first is None:
        return None
    search.begin(first)
    if start is not None:
        for column in start.T[1:]:
            if search.add(column):
                search.settle()
    while (distance := search.distance()) > precision:
        if not search.advance() and not search.renewed():
            break
        progress(1.0 - np.log(distance / precision) / np.log(1.0 / precision))
    return search.lottery()


class _Wolfe:
    """Corners q = (panel − wanted) × scale, and the inverse of their Gram matrix, bordered by a
    constant so that it exists also when the nearest point is the origin."""

    def __init__(self, panels: Panels, wanted: Floats, scale: Floats) -> None:
        self.panels, self.wanted, self.scale = panels, wanted, scale
        count = len(wanted)
        self.room = count + 2
        self.corners = np.zeros((count, self.room), order="F")
        self.columns = np.zeros((count, self.room), order="F")
        self.inverse = np.zeros((self.room, self.room), order="F")
        self.weights = np.zeros(self.room)
        self.size = 0
        self.turn = 0
        self.steps = 0
        self.border = 1.0
        self.at = np.zeros(count)

    def begin(self, panel: Floats) -> None:
        corner = (panel - self.wanted) * self.scale
        self.border = float(corner @ corner) or 1.0
        self.add(panel)
        self.weights[0] = 1.0
        self.at = corner

    def distance(self) -> float:
        return float(np.abs(self.at).max())

    def lottery(self) -> Lottery:
        kept = np.flatnonzero(self.weights[: self.size] > 0.0)
        chances = self.weights[kept]
        return Lottery(self.columns[:, kept].copy(), chances / chances.sum())

    def advance(self) -> bool:
        """Take in a panel beyond the nearest point so far; False when none lies there."""
        short = float(self.at @ self.at)
        if not (self._found_fast(short) or self._found_surely(short)):
            return False
        self.settle()
        return True

    def _found_fast(self, short: float) -> bool:
        order = np.argsort(-self.weights[: self.size], kind="stable")
        for fines in TRIES:
            self.turn += 1
            begin = self.columns[:, order[self.turn % self.size]]
            panel = self.panels.climbed(begin, -self.at * self.scale, fines)
            if panel is not None and self._beyond(panel) > -0.5 * short and self.add(panel):
                return True
        return False

    def _found_surely(self, short: float) -> bool:
        worth = -self.at * self.scale
        panel = self.panels.best(worth, enough=float(worth @ self.wanted) - 0.5 * short)
        assert panel is not None, "there was a panel to begin with"
        return self._beyond(panel) > -short * (1.0 - 1e-10) and self.add(panel)

    def _beyond(self, panel: Floats) -> float:
        return float(-self.at @ ((panel - self.wanted) * self.scale))

    def add(self, panel: Floats) -> bool:
        """Take in a corner with weight zero, unless it lies in the span of those there are."""
        size = self.size
        corner = (panel - self.wanted) * self.scale
        products = self.corners[:, :size].T @ corner + self.border
        column = np.zeros(self.room)
        column[:size] = self.inverse[:size, :size] @ products
        column[:size] += self.inverse[:size, :size] @ (products - self._gram(column[:size]))
        square = float(corner @ corner) + self.border
        pivot = square - float(products @ column[:size])
        if size == self.room - 1 or pivot < 1e-10 * square:
            return False
        column[size] = -1.0
        dger(1.0 / pivot, column, column, a=self.inverse, overwrite_a=1)
        self.corners[:, size], self.columns[:, size] = corner, panel
        self.weights[size] = 0.0
        self.size += 1
        return True

    def _gram(self, vector: Floats) -> Floats:
        held = self.corners[:, : len(vector)]
        product: Floats = held.T @ (held @ vector) + self.border * vector.sum()
        return product

    def settle(self) -> None:
        """Move the weights to the nearest point of the span, letting go of corners that it lies
        beyond."""
        while True:
            target, error = self._nearest_of_span()
            beyond = np.flatnonzero(target <= 0.0)
            held = self.weights[: self.size]
            if not len(beyond):
                held[:] = target
                break
            ratios = held[beyond] / (held[beyond] - target[beyond])
            share = min(1.0, float(ratios.min()))
            held += share * (target - held)
            self._drop(int(beyond[ratios.argmin()]))
        self.steps += 1
        if error > 1e-5 or self.steps % 100 == 0:
            self._invert()
        self.at = self.corners[:, : self.size] @ self.weights[: self.size]

    def renewed(self) -> bool:
        """Whether the same corners come nearer once the inverse is made anew: it gathers rounding."""
        before = self.distance()
        self._invert()
        self.settle()
        return self.distance() < 0.9 * before

    def _invert(self) -> None:
        held = self.corners[:, : self.size]
        gram = held.T @ held + self.border
        # Corners that are dependent but for rounding: what was kept up step by step is better.
        with suppress(np.linalg.LinAlgError):
            self.inverse[: self.size, : self.size] = np.linalg.inv(gram)

    def _nearest_of_span(self) -> tuple[Floats, float]:
        inverse = self.inverse[: self.size, : self.size]
        raw = inverse.sum(axis=1)
        error = 1.0 - self._gram(raw)
        raw += inverse @ error
        return raw / raw.sum(), float(np.abs(error).max())

    def _drop(self, corner: int) -> None:
        last = self.size - 1
        for matrix in (self.corners, self.columns):
            matrix[:, corner] = matrix[:, last]
        inverse, size = self.inverse, self.size
        inverse[:size, [corner, last]] = inverse[:size, [last, corner]]
        inverse[[corner, last], :size] = inverse[[last, corner], :size]
        self.weights[corner] = self.weights[last]
        column = np.zeros(self.room)
        column[:size] = inverse[:size, last]
        dger(-1.0 / column[last], column, column, a=inverse, overwrite_a=1)
        inverse[last, :] = inverse[:, last] = 0.0
        self.weights[last] = 0.0
        self.size = last
