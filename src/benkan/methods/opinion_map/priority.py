"""Which statement to show next: those that tell people apart, are liked, and are new.

Source: compdemocracy/polis, `math/conversation.clj`, `importance-metric` and `priority-metric`.
The original drew by the tallies of the previous update; here they are those of now.
"""

from collections.abc import Collection, Sequence
from random import Random

import numpy as np

from benkan.methods.opinion_map.votes import Array, Label

META = 7.0


def priorities(tallies: Array, extremity: Array, meta: Array) -> Array:
    """Length m: ((1 − p)(E + 1)a(1 + 8·2^(−S/5)))², above zero.

    Args:
        tallies: shape (m, 3), votes against, passes and votes for, of everybody.
        extremity: length m, E: the length of each statement's projection.
        meta: length m, statements about the people themselves: 7² instead, as in Pol.is, since
            they count as zero for the map and would never be asked.

    >>> priorities(np.array([[0, 0, 0]]), np.array([0.0]), np.array([False])).tolist()
    [5.0625]
    """
    seen = tallies.sum(axis=1)
    passes, agrees = (tallies[:, 1] + 1) / (seen + 2), (tallies[:, 2] + 1) / (seen + 2)
    weight = (1 - passes) * (extremity + 1) * agrees * (1 + 8 * 2.0 ** (-seen / 5))
    return np.asarray(np.where(meta, META, weight) ** 2)


def next_statement(
    statements: Sequence[Label], weights: Array, *, seen: Collection[Label], lots: Random
) -> Label | None:
    """One statement that the person has not voted on, drawn in proportion to the weights.

    Args:
        statements: length m.
        weights: length m, from `priorities`, with 0 for rejected statements.
        seen: what the person voted on already.
        lots: the source of chance.

    Returns:
        None when nothing is left.

    >>> next_statement([1, 2], np.array([1.0, 1.0]), seen={1}, lots=Random(0))
    2
    """
    open_ = [at for at, label in enumerate(statements) if label not in seen and weights[at] > 0]
    if not open_:
        return None
    return statements[lots.choices(open_, [float(weights[at]) for at in open_])[0]]
