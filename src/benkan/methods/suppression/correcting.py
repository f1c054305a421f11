"""A table that was published, and its correction: both stay to be read, side by side.

Unlike in `releasing`, a correction may go either way in any cell: somebody was counted twice, or
forgotten. So nothing binds the two tables but that most of what they tell of is the same. Then

- what was hidden stays hidden: where nothing has changed, the new table shows no more than the old
  one did, and there is nothing to learn from it;
- what changed by less than the minimum is hidden: "12, corrected to 13" is one person, who may be
  known to have complained of being forgotten;
- and the new table is protected by itself, with these as hidden from the start.

Source: Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), section 4.9.
"""

import numpy as np

from benkan.methods.progress import Progress, part, untold
from benkan.methods.suppression.cubes import Cube, Mask
from benkan.methods.suppression.patterns import Doubt
from benkan.methods.suppression.protecting import primary, protected
from benkan.methods.suppression.proving import (
    MOST_ATTACKED,
    Suppression,
    check_minimum,
    proven,
)


def suppress_correction(
    cube: Cube,
    *,
    hidden: Mask,
    minimum: int = 5,
    most_attacked: int = MOST_ATTACKED,
    progress: Progress = untold,
) -> Suppression:
    """Make a corrected table fit to be published beside the one that it corrects.

    Args:
        cube: the true counts of now.
        hidden: length n, what was hidden in an earlier version, and what `changed_little` names.
        minimum: the smallest count, and the smallest change, that may be shown.

    Raises:
        WrongMinimum: it is below 1, or above a million.
    """
    check_minimum(minimum)
    small = primary(cube, minimum)
    nobody = np.zeros(cube.counts.size, np.bool_)
    doubt = Doubt(
        primary=small,
        fixed=nobody,
        given=hidden & cube.exists & ~small,
        unneeded=nobody,
        habit=hidden,
        minimum=minimum,
    )
    found = protected(cube, doubt, progress=part(progress, 0.0, 0.7))
    return proven(cube, found, minimum, most_attacked=most_attacked, progress=progress)


def changed_little(before: int, now: int, *, minimum: int) -> bool:
    """Whether a change tells of so few that it is hidden.

    >>> changed_little(12, 13, minimum=5), changed_little(12, 12, minimum=5)
    (True, False)
    """
    return 0 < abs(now - before) < minimum
