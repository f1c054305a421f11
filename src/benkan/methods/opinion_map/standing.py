"""How each group voted on each statement, and on what it differs from the others.

Source: compdemocracy/polis, `math/repness.clj` and `math/stats.clj`. Every share is smoothed
(one more vote for, one more against), so that three votes out of three are no certainty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from benkan.methods.opinion_map.votes import Array, Label, Votes

SIGNIFICANT = 1.2816  # the 90 % point of the normal distribution, one-sided
MOST_SHOWN = 5
CELLS_AT_ONCE = 400_000

Direction = Literal["agree", "disagree"]
COLUMN: dict[Direction, int] = {"agree": 2, "disagree": 0}


@dataclass(frozen=True)
class Representative:
    """A statement that stands for a group.

    Attributes:
        statement: its label.
        direction: whether the group agrees with it or disagrees.
        probability: the smoothed share of those in the group who saw it and vote so, 0 to 1.
        z: how far that share is above one half, in standard errors.
        ratio: the share over that of all other groups together.
        ratio_z: how far it is above theirs, in standard errors.
        votes: people of the group who vote so.
        seen: people of the group who voted on it.
    """

    statement: Label
    direction: Direction
    probability: float
    z: float
    ratio: float
    ratio_z: float
    votes: int
    seen: int


@dataclass(frozen=True)
class Agreed:
    """A statement on which everybody together agrees, or disagrees: as in `Representative`."""

    statement: Label
    probability: float
    z: float
    votes: int
    seen: int


def group_tallies(votes: Votes, groups: Array, k: int) -> Array:
    """Shape (k, m, 3): votes against, passes and votes for, a group and a statement.

    Args:
        votes: of n people.
        groups: length n, from 0 to k - 1, or -1 for people who are in none.
    """
    width = 3 * votes.shape[1]
    sums = np.zeros((k + 1) * width, dtype=np.int64)
    people = max(1, int(CELLS_AT_ONCE / max(votes.counts.mean(), 1))) if votes.shape[0] else 1
    for begin in range(0, votes.shape[0], people):
        end = min(begin + people, votes.shape[0])
        of_vote = np.repeat((groups[begin:end] + 1) * width, votes.counts[begin:end])
        of_vote += votes.cells[votes.starts[begin] : votes.starts[end]]
        sums += np.bincount(of_vote, minlength=len(sums))
    return sums.reshape(k + 1, -1, 3)[1:]


def one_proportion(successes: Array, trials: Array) -> Array:
    """How far a share is above one half, in standard errors, each count one higher; counts of any
    shape, the result in the same."""
    return np.asarray(2 * np.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5))


def two_proportions(inside: Array, trials: Array, outside: Array, others: Array) -> Array:
    """How far one share is above another, in standard errors, each count one higher, with the
    pooled share; zero where the pooled share is one. Counts of one shape, the result in the same:
    `inside` of `trials` against `outside` of `others`."""
    a, n, b, m = inside + 1, trials + 1, outside + 1, others + 1
    pooled = (a + b) / (n + m)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0.0) * (1 / n + 1 / m))
    none = np.zeros_like(spread)
    return np.asarray(np.divide(a / n - b / m, spread, out=none, where=spread > 0))


def representative(
    tallies: Array, statements: Sequence[Label], muted: Array
) -> list[list[Representative]]:
    """The statements that stand for each group: those on which it has a majority, and a larger one
    than the others, both beyond chance.

    Args:
        tallies: shape (k, m, 3), from `group_tallies`.
        statements: length m.
        muted: length m, statements that stand for nobody.

    Returns:
        For each group up to five, those it agrees with first, then by ratio × ratio_z × probability
        × z; equal ones in the order of the statements. A group that differs in nothing beyond
        chance has the one statement that comes nearest to it; none where nobody voted.
    """
    total = tallies.sum(axis=0)
    return [_of_group(own, total - own, statements, muted) for own in tallies]


def _of_group(
    own: Array, others: Array, statements: Sequence[Label], muted: Array
) -> list[Representative]:
    found = {d: _measures(own, others, column) for d, column in COLUMN.items()}
    open_ = ~muted & (own.sum(axis=1) > 0)
    passed = {d: open_ & (m[1] > SIGNIFICANT) & (m[3] > SIGNIFICANT) for d, m in found.items()}
    agrees = passed["agree"] & ~(passed["disagree"] & (found["disagree"][3] > found["agree"][3]))
    chosen: list[tuple[float, int, Direction]] = []
    for direction, which in (("agree", agrees), ("disagree", passed["disagree"] & ~agrees)):
        d: Direction = "agree" if direction == "agree" else "disagree"
        weight = np.prod(found[d], axis=0)
        chosen += [(-float(weight[at]), int(at), d) for at in np.flatnonzero(which)]
    chosen = sorted(chosen)[:MOST_SHOWN] or _nearest(found, open_)
    chosen.sort(key=lambda one: one[2])
    return [_shown(found[d], own, d, at, statements) for _, at, d in chosen]


def _measures(own: Array, others: Array, column: int) -> Array:
    """Shape (4, m): probability, z, ratio, ratio_z."""
    votes, seen = own[:, column], own.sum(axis=1)
    elsewhere, trials = others[:, column], others.sum(axis=1)
    share = (votes + 1) / (seen + 2)
    ratio = share / ((1 + elsewhere) / (2 + trials))
    ratio_z = two_proportions(votes, seen, elsewhere, trials)
    return np.stack((share, one_proportion(votes, seen), ratio, ratio_z))


def _nearest(found: dict[Direction, Array], open_: Array) -> list[tuple[float, int, Direction]]:
    if not open_.any():
        return []
    best = {d: np.where(open_, m[3], -np.inf) for d, m in found.items()}
    direction: Direction = "agree" if best["agree"].max() >= best["disagree"].max() else "disagree"
    return [(0.0, int(np.argmax(best[direction])), direction)]


def _shown(
    measures: Array, own: Array, direction: Direction, at: int, statements: Sequence[Label]
) -> Representative:
    share, z, ratio, ratio_z = (float(value) for value in measures[:, at])
    votes, seen = int(own[at, COLUMN[direction]]), int(own[at].sum())
    return Representative(statements[at], direction, share, z, ratio, ratio_z, votes, seen)


def consensus(
    tallies: Array, statements: Sequence[Label], muted: Array
) -> dict[Direction, list[Agreed]]:
    """What everybody together agrees with, and disagrees with.

    Args:
        tallies: shape (m, 3), of everybody who voted, grouped or not.
        statements: length m.
        muted: length m, statements that are left out.

    Returns:
        Up to five a direction, with a smoothed share above one half beyond chance, by share × z;
        equal ones in the order of the statements.
    """
    seen = tallies.sum(axis=1)
    answer: dict[Direction, list[Agreed]] = {}
    for direction, column in COLUMN.items():
        votes = tallies[:, column]
        share, z = (votes + 1) / (seen + 2), one_proportion(votes, seen)
        passed = np.flatnonzero(~muted & (share > 0.5) & (z > SIGNIFICANT))
        best = passed[np.argsort(-(share * z)[passed], kind="stable")][:MOST_SHOWN]
        answer[direction] = [
            Agreed(statements[at], float(share[at]), float(z[at]), int(votes[at]), int(seen[at]))
            for at in best
        ]
    return answer


def group_informed_consensus(tallies: Array) -> Array:
    """Length m: the product over the groups of each group's smoothed share of agreement, 0 to 1.

    It is high only where every group agrees: one large group cannot outvote the others.

    Args:
        tallies: shape (k, m, 3), from `group_tallies`.

    >>> tallies = np.array([[[0, 0, 8]], [[1, 0, 1]]])  # 8 of 8 in one group, 1 of 2 in another
    >>> group_informed_consensus(tallies).tolist()      # 9/10 × 2/4
    [0.45]
    """
    return np.asarray(((tallies[:, :, 2] + 1) / (tallies.sum(axis=2) + 2)).prod(axis=0))
