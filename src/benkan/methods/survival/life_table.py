"""Who was still waiting at each time, for whom it happened then, and who was last seen then.

Source: Kaplan and Meier, "Nonparametric estimation from incomplete observations", Journal of the
American Statistical Association 53 (1958), section 2; late entry: Andersen, Borgan, Gill, Keiding,
*Statistical Models Based on Counting Processes* (1993), section III.4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class LifeTable:
    """One entry for each different time, ascending; all of the same length.

    Attributes:
        times: in the unit of the input.
        at_risk: cases that had entered before the time and had not ended before it.
        events: cases for which it happened at the time.
        censored: cases that were last seen at the time, without it having happened; they count as
            at risk there, since an event at the same time is taken to come first.
        cases: how many in all.
    """

    times: Floats
    at_risk: Counts
    events: Counts
    censored: Counts
    cases: int


def life_table(
    times: Floats, happened: NDArray[np.bool_], entered: Floats | None = None
) -> LifeTable:
    """Count the cases at each time.

    Args:
        times: length n, 0 or more, when it happened or the case was last seen.
        happened: length n, whether it happened.
        entered: length n, each below its time: when a case came under observation. None: at 0.

    >>> table = life_table(np.array([2.0, 1.0, 2.0]), np.array([True, False, False]))
    >>> table.times.tolist(), table.at_risk.tolist(), table.events.tolist()
    ([1.0, 2.0], [3, 2], [0, 1])
    """
    points, which = np.unique(times, return_inverse=True)
    ended = np.bincount(which, minlength=len(points)).astype(np.int64)
    events = np.bincount(which[happened], minlength=len(points)).astype(np.int64)
    at_risk = ended[::-1].cumsum()[::-1]
    if entered is not None:
        # Who enters at a time or later is not at risk at it.
        at_risk = at_risk - (len(times) - np.searchsorted(np.sort(entered), points, side="left"))
    return LifeTable(points, at_risk, events, ended - events, len(times))
