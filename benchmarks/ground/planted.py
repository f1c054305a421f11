"""Made-up conversations with groups that are known: nobody's opinions, so any size can be had."""

import numpy as np
from numpy.typing import NDArray

from benkan.methods.opinion_map.votes import Votes, arranged, packed

SHARES = (0.5, 0.3, 0.2)
DIVIDING = 0.25
PASSES = 0.13
AT_ONCE = 20_000
SPREAD = 0.8


def planted(
    people: int, statements: int, each: float, *, seed: int
) -> tuple[Votes, NDArray[np.int64]]:
    """Votes of people in three groups, and the group of each person.

    On a quarter of the statements each group has a share of agreement of its own, on the others
    they have one in common. People see `each` statements on average, some few, some many; popular
    statements are seen more. Of a statement drawn twice, the second vote counts.
    """
    lots = np.random.default_rng(seed)
    groups = lots.choice(len(SHARES), people, p=SHARES)
    common = lots.beta(1.6, 1.6, statements)
    own = np.where(
        lots.random((len(SHARES), statements)) < DIVIDING,
        lots.beta(1.6, 1.6, (len(SHARES), statements)),
        common,
    )
    popularity = np.cumsum(lots.gamma(1.2, 1.0, statements))
    seen = lots.lognormal(np.log(each) - SPREAD**2 / 2, SPREAD, people)
    seen = np.clip(seen.astype(np.int64), 1, int(statements * 0.6))
    total = int(seen.sum())
    keys = np.empty(total, dtype=np.int64)
    at = 0
    for begin in range(0, people, AT_ONCE):
        counts = seen[begin : begin + AT_ONCE]
        rows = np.repeat(np.arange(begin, begin + len(counts)), counts)
        drawn = lots.random(len(rows)) * popularity[-1]
        columns = np.searchsorted(popularity, drawn)
        chance = lots.random(len(rows))
        answers = np.where(chance < (1 - PASSES) * own[groups[rows], columns], 1, -1)
        answers = np.where(chance > 1 - PASSES, 0, answers)
        part = slice(at, at + len(rows))
        keys[part] = packed(rows, columns, answers, people, statements, at, total)
        at += len(rows)
    return arranged(range(people), range(statements), keys), groups
