"""The fairest lottery over all panels that keep the quotas, and how near it is proved to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from benkan.methods.panel.columns import leximin_by_columns
from benkan.methods.panel.feasibility import no_panel
from benkan.methods.panel.interior import nash_average
from benkan.methods.panel.nash import nash_lottery
from benkan.methods.panel.nearest import Lottery, nearest_lottery
from benkan.methods.panel.panels import Panels
from benkan.methods.panel.relaxation import leximin_average, maximin_average
from benkan.methods.panel.types import Floats, Types
from benkan.methods.progress import Progress, untold

STEP = 0.005
REACHED = 1e-8
"""An average nearer than this in every chance is reached: what is left is rounding."""


@dataclass(frozen=True)
class FairLottery:
    """A lottery over panels of types.

    Attributes:
        lottery: the panels and their chances.
        chances: length C, the chance of each person of a type to be drawn.
        gap: what separates it at most from the optimum, in the chance of a person; where panels
            were needed one by one, in a level of leximin, or in the mean logarithm of nash.
        by_relaxation: whether the bound by divided people is reached, which proves it.
    """

    lottery: Lottery
    chances: Floats
    gap: float
    by_relaxation: bool


def fair_lottery(
    types: Types, *, rule: str = "leximin", progress: Progress = untold
) -> FairLottery:
    """The lottery that a rule calls fairest.

    Args:
        types: the people and the quotas.
        rule: `leximin` (the lowest chance as high as can be, then the next lowest, and so on);
            `maximin` (the lowest as high as can be, then the highest as low as can be); `nash` (the
            largest product of chances).
        progress: told how far it is.

    Raises:
        MinimumTooHigh, MaximumTooLow, QuotasClash: no panel keeps the quotas.

    Returns:
        Chances that add up to the seats over all people. A person whom no panel can hold has 0.
    """
    return RULES[rule](types, _onward(progress))


def _onward(progress: Progress) -> Progress:
    """Tells only what is further by a step: a search that begins anew is not told as a step back."""
    furthest = 0.0

    def tell(share: float) -> None:
        nonlocal furthest
        if share >= furthest + STEP:
            furthest = share
            progress(share)

    return tell


def _leximin(types: Types, progress: Progress) -> FairLottery:
    return _reached(types, leximin_average(types), progress) or _by_columns(types, progress)


def _maximin(types: Types, progress: Progress) -> FairLottery:
    """Where no lottery has the average, leximin has the same lowest chance."""
    return _reached(types, maximin_average(types), progress) or _leximin(types, progress)


def _nash(types: Types, progress: Progress) -> FairLottery:
    fairest = leximin_average(types)
    if fairest is None:
        raise no_panel(types)
    average = nash_average(types, fairest)
    reached = None if average is None else _reached(types, average, progress)
    if reached is not None:
        return reached
    start = _leximin(types, untold).lottery
    proved = nash_lottery(Panels(types), start, progress=progress)
    return _fair(types, proved.lottery, proved.gap, by_relaxation=False)


RULES: Mapping[str, Callable[[Types, Progress], FairLottery]] = {
    "leximin": _leximin,
    "maximin": _maximin,
    "nash": _nash,
}


def _reached(types: Types, average: Floats | None, progress: Progress) -> FairLottery | None:
    """A lottery with this average; None when there is none."""
    if average is None:
        raise no_panel(types)
    lottery = nearest_lottery(Panels(types, within=average), average, progress=progress)
    if lottery is None:
        return None
    gap = float(np.abs((lottery.average() - average) / types.sizes).max())
    return _fair(types, lottery, gap, by_relaxation=True) if gap <= REACHED else None


def _by_columns(types: Types, progress: Progress) -> FairLottery:
    average = leximin_average(types)
    assert average is not None, "it was there before"
    panels = Panels(types)
    start = nearest_lottery(panels, average)
    if start is None:
        raise no_panel(types)
    proved = leximin_by_columns(panels, start, progress=progress)
    return _fair(types, proved.lottery, proved.gap, by_relaxation=False)


def _fair(types: Types, lottery: Lottery, gap: float, *, by_relaxation: bool) -> FairLottery:
    chances = np.clip(lottery.average() / types.sizes, 0.0, 1.0)
    return FairLottery(lottery, chances, gap, by_relaxation)
