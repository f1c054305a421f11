"""The lottery with the largest product of chances: the geometric mean of everybody's.

Newton's method: near a lottery the logarithms look like a square whose best point over all panels
is a nearest point (`nearest`), so each step is a lottery again. The end is proved by the duality of
Frank and Wolfe: no lottery has a mean logarithm higher by more than the best panel, priced at n/x,
is worth above the average one.

Source: Flanigan et al., Nature 596 (2021), supplementary information 4 (the Nash rule); Jaggi,
"Revisiting Frank-Wolfe" (ICML 2013), section 2 for the gap.
"""

import numpy as np

from benkan.methods.panel.columns import Proved
from benkan.methods.panel.nearest import Lottery, nearest_lottery
from benkan.methods.panel.panels import Panels
from benkan.methods.panel.types import Floats
from benkan.methods.progress import Progress, untold

PROVED = 1e-9
STEPS = 60
MORE_STEPS = 2
"""A gap of 1e-9 leaves chances 1e-5 from their end; each further step squares that."""


def nash_lottery(panels: Panels, start: Lottery, *, progress: Progress = untold) -> Proved:
    """The lottery with the highest mean logarithm of chances.

    Args:
        panels: all that keep the quotas.
        start: gives every type that a panel can hold a chance above zero; the others are left out.
        progress: told the share of the decimals won.

    Returns:
        The lottery; its gap is how much higher, at most, the mean logarithm could be.
    """
    lottery = start
    sizes = np.where(start.average() > 0.0, panels.types.sizes, 0.0)
    for _ in range(STEPS):
        average = lottery.average()
        gap = _gap(panels, sizes, average)
        progress(1.0 - np.log(max(gap, PROVED) / PROVED) / np.log(1.0 / PROVED))
        if gap <= PROVED:
            break
        lottery = _stepped(panels, sizes, lottery)
    for _ in range(MORE_STEPS):
        lottery = _stepped(panels, sizes, lottery)
    return Proved(lottery, _gap(panels, sizes, lottery.average()))


def _gap(panels: Panels, sizes: Floats, average: Floats) -> float:
    worth = np.divide(sizes, average, out=np.zeros_like(sizes), where=sizes > 0.0)
    best = panels.best(worth)
    assert best is not None, "there was a panel to begin with"
    return max(0.0, float(worth @ (best - average)) / float(sizes.sum()))


def _stepped(panels: Panels, sizes: Floats, lottery: Lottery) -> Lottery:
    average = lottery.average()
    scale = np.divide(np.sqrt(sizes), average, out=np.zeros_like(sizes), where=sizes > 0.0)
    nearest = nearest_lottery(panels, 2.0 * average, scale=scale, start=lottery.panels)
    assert nearest is not None, "there was a panel to begin with"
    share = _share(sizes, average, nearest.average())
    if share == 1.0:
        return nearest
    return Lottery(
        np.hstack([lottery.panels, nearest.panels]),
        np.append((1.0 - share) * lottery.chances, share * nearest.chances),
    )


def _share(sizes: Floats, here: Floats, there: Floats) -> float:
    """How far to go: all the way when near the end, else to where the logarithms stop rising."""
    counted = sizes > 0.0
    sizes, rise = sizes[counted], (there[counted] - here[counted]) / here[counted]
    if float(sizes @ rise**2) < 0.25**2:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2.0
        slope = float(sizes @ (rise / (1.0 + middle * rise)))
        low, high = (middle, high) if slope > 0.0 else (low, middle)
    return low
