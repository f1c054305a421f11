"""The centred matrix of votes, never written out: products with it cost one entry a vote.

A missing vote is the column's mean, so after centring it is exactly zero. A column has only three
different entries (disagrees, passes, agrees), so a vote is one index into a table of three values a
statement, and the same four bytes a vote serve every product.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from benkan.methods.opinion_map.votes import Array, Votes

VALUES = np.array([-1.0, 0.0, 1.0])
# As many votes as stay in a processor's cache while a block is used forwards and backwards.
VOTES_A_BLOCK = 200_000


@dataclass(frozen=True)
class Centred:
    """Votes minus the mean of their statement; zero where nobody voted.

    Attributes:
        votes: of n people on m statements.
        muted: length m, statements that count as zero for everybody.
        newer: shape (m, 3), tallies of now, where some votes are newer than `votes`.
        crowd: people of now, likewise.
    """

    votes: Votes
    muted: Array
    newer: Array | None = None
    crowd: int | None = None

    @cached_property
    def tallies(self) -> Array:
        """Shape (m, 3): votes against, passes and votes for."""
        return self.votes.tallies if self.newer is None else self.newer

    @cached_property
    def people_there(self) -> int:
        """n."""
        return self.votes.shape[0] if self.crowd is None else self.crowd

    @cached_property
    def means(self) -> Array:
        """Length m: the mean vote of those who voted; 0 for muted statements and without votes."""
        means = (self.tallies @ VALUES) / np.maximum(self.tallies.sum(axis=1), 1)
        return np.where(self.muted, 0.0, means)

    @cached_property
    def entries(self) -> Array:
        """Shape (m, 3): what a vote against, a pass and a vote for are worth."""
        return np.where(self.muted[:, None], 0.0, VALUES - self.means[:, None])

    @cached_property
    def _blocks(self) -> list[tuple[slice, Any]]:
        starts, cells = self.votes.starts, self.votes.cells
        m = self.votes.shape[1]
        blocks = []
        bounds = _bounds(starts)
        longest = max((starts[e] - starts[b] for b, e in bounds), default=0)
        ones = np.ones(longest)
        for begin, end in bounds:
            low, high = starts[begin], starts[end]
            own = (starts[begin : end + 1] - low).astype(np.int32)
            parts = (ones[: high - low], cells[low:high], own)
            shape = (end - begin, 3 * m)
            block = sparse.csr_array(parts, shape=shape)
            # The constructor copies them: all blocks together would hold every vote twice.
            block.indices = cells[low:high]
            blocks.append((slice(begin, end), block))
        return blocks

    def people(self, vectors: Array) -> Array:
        """The matrix times m × b vectors: n × b."""
        table = self._table(vectors)
        out = np.empty((self.votes.shape[0], vectors.shape[1]))
        for rows, block in self._blocks:
            out[rows] = block @ table
        return out

    def gram(self, vectors: Array) -> Array:
        """The transposed matrix times the matrix, times m × b vectors: m × b."""
        table = self._table(vectors)
        sums = np.zeros_like(table)
        for _, block in self._blocks:
            sums += block.T @ (block @ table)
        by_vote = sums.reshape(-1, 3, vectors.shape[1])
        return np.asarray(np.einsum("mv,mvb->mb", self.entries, by_vote))

    def _table(self, vectors: Array) -> Array:
        return (self.entries[:, :, None] * vectors[:, None, :]).reshape(-1, vectors.shape[1])


def _bounds(starts: Array) -> list[tuple[int, int]]:
    """People from … to …, about so many votes each."""
    n = len(starts) - 1
    wanted = np.arange(VOTES_A_BLOCK, starts[-1] + VOTES_A_BLOCK, VOTES_A_BLOCK)
    ends = np.minimum(np.searchsorted(starts, wanted), n)
    edges = np.unique(np.concatenate(([0], ends, [n])))
    return list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
