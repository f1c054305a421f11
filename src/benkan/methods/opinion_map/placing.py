"""Where each person stands on the map, and who has voted enough to be grouped.

Source: compdemocracy/polis, `math/pca.clj` (sparsity-aware projection) and `math/conversation.clj`
(who is in the conversation).
"""

import numpy as np

from benkan.methods.opinion_map.components import Components
from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.votes import Array, Votes

ENOUGH_VOTES = 7
FEWEST_PEOPLE = 15


def placed(votes: Votes) -> Array:
    """Length n: who is grouped.

    At least min(7, number of statements) votes; where fewer than 15 people have them, the most
    active are added up to 15. Of equally active ones those that come first in `votes`; small
    conversations are put into an order that knows no names before (`order`).
    """
    enough = votes.counts >= min(ENOUGH_VOTES, votes.shape[1])
    if enough.sum() < FEWEST_PEOPLE:
        most_active = np.argsort(-votes.counts, kind="stable")[:FEWEST_PEOPLE]
        enough[most_active] = votes.counts[most_active] > 0
    return np.asarray(enough)


def positions(matrix: Centred, found: Components) -> Array:
    """Shape (n, 2): the sum over a person's votes of (vote − mean) × component, times
    √(statements / votes), so that those who saw little do not crowd in the middle.

    A muted statement counts as a pass of everybody, seen or not, as it does in Pol.is.
    """
    votes, m = matrix.votes, matrix.votes.shape[1]
    seen = votes.counts
    if matrix.muted.any():
        muted = np.repeat(matrix.muted, 3)[votes.cells]
        own = np.add.reduceat(np.append(muted, False), votes.starts[:-1], dtype=np.int64)
        seen = seen - np.where(seen > 0, own, 0) + matrix.muted.sum()
    out = matrix.people(found.vectors)
    out *= np.sqrt(m / np.maximum(seen, 1))[:, None]
    return out


def projections(matrix: Centred, found: Components) -> Array:
    """Shape (m, 2): where somebody would stand who agreed with one statement and saw no other."""
    m = matrix.votes.shape[1]
    return np.asarray(matrix.entries[:, 2:] * found.vectors * np.sqrt(m))
