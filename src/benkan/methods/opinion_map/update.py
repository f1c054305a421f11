"""A conversation that goes on: new votes count at once, without reading the old ones again.

How often each pair of answers was given by one person is kept as whole numbers. A new vote changes
one row and one column of that table, and the table gives the exact Gram matrix for the means of
now. The directions start from the last ones and end converged; places and groups are made anew
whenever they are asked for. So a map never shows in which order its votes came.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

from benkan.methods.opinion_map.components import components, is_thin, of_gram
from benkan.methods.opinion_map.groups import BASE_CLUSTERS
from benkan.methods.opinion_map.map import OpinionMap, located, opinion_map
from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.moderation import NONE, Moderation
from benkan.methods.opinion_map.order import FEW
from benkan.methods.opinion_map.placing import projections
from benkan.methods.opinion_map.priority import priorities
from benkan.methods.opinion_map.votes import (
    Array,
    Label,
    Votes,
    WrongShape,
    arranged,
    coded,
    packed,
)
from benkan.methods.progress import untold

# Beyond so many statements the table of pairs would not fit in memory: 9 × 3,000² whole numbers.
MOST_STATEMENTS = 3_000
PEOPLE_AT_ONCE = 50_000
NO_CELLS = np.empty(0, dtype=np.int32)


class Conversation:
    """Votes so far, and what is needed to take more.

    Attributes:
        tallies: shape (m, 3), of now.
        components: the directions of now.
    """

    def __init__(self, votes: Votes, *, moderation: Moderation = NONE) -> None:
        """Counts the pairs of answers: once, and the longest part of it all."""
        self._moderation = moderation
        self._take(votes)

    def _take(self, votes: Votes, start: Array | None = None) -> None:
        self._votes = votes
        rejected = self._moderation.rejects(votes.statements)
        self._meta = self._moderation.is_meta(votes.statements)
        self._rejected, self._muted = rejected, rejected | self._meta
        self.tallies = votes.tallies.copy()
        self._place = {label: at for at, label in enumerate(votes.statements)}
        self._person = {label: at for at, label in enumerate(votes.people)}
        self._newer: dict[int, Array] = {}
        self._given: list[tuple[Label, Label, int]] = []
        fits = votes.shape[1] <= MOST_STATEMENTS
        self._pairs = pairs_of_answers(votes) if fits else None
        matrix = Centred(votes, self._muted)
        self._corrected = is_thin(matrix)
        self.components = components(matrix, start, corrected=self._corrected)

    @property
    def statements(self) -> list[Label]:
        """The m statements."""
        return list(self._votes.statements)

    def add(self, votes: Iterable[tuple[Label, Label, int]]) -> None:
        """Take new votes: person, statement, answer; a repeated vote replaces the one before it.

        Tallies, directions and priorities are of now when it returns. A statement that was not
        there before makes everything be counted again, a person does not.

        Raises:
            WrongShape: an answer is none of 1, -1 and 0.
        """
        given = list(votes)
        if any(answer not in (-1, 0, 1) for _, _, answer in given):
            raise WrongShape()
        known = all(statement in self._place for _, statement, _ in given)
        if not known or self._pairs is None:
            self._take(merged(self.votes, given), self.components.spare)
            return
        for person, statement, answer in given:
            self._given.append((person, statement, answer))
            self._add_one(
                self._person.setdefault(person, len(self._person)), self._place[statement], answer
            )
        self._corrected = is_thin(self._of_now())
        self.components = of_gram(
            self._gram(), self._of_now(), self.components.spare, corrected=self._corrected
        )

    def priorities(self) -> Array:
        """Length m: the weight with which each statement is shown next; 0 for rejected ones."""
        pulls = projections(self._of_now(), self.components)
        weights = priorities(self.tallies, np.hypot(pulls[:, 0], pulls[:, 1]), self._meta)
        return np.where(self._rejected, 0.0, weights)

    @property
    def votes(self) -> Votes:
        """All votes of now."""
        if len(self._person) > self._votes.shape[0]:
            self._votes = merged(self._votes, self._given)
            self._person = {label: at for at, label in enumerate(self._votes.people)}
        elif self._newer:
            self._votes = replaced(self._votes, self._newer)
        self._newer, self._given = {}, []
        return self._votes

    def map(self, *, groups: int | None = None, bases: int = BASE_CLUSTERS) -> OpinionMap:
        """Places and groups of now, the groups from no earlier ones. Small conversations are
        mapped from scratch, as any of them would be."""
        if len(self.votes.cells) <= FEW or bases == 0:
            return opinion_map(self.votes, moderation=self._moderation, groups=groups, bases=bases)
        matrix = Centred(self.votes, self._muted)
        return located(
            matrix,
            self.components,
            self._rejected,
            self._meta,
            groups=groups,
            bases=bases,
            progress=untold,
        )

    def _add_one(self, person: int, statement: int, answer: int) -> None:
        assert self._pairs is not None, "pairs are counted before votes are added to them"
        held = self._newer.get(person)
        if held is None:
            bounds = self._votes.starts[person : person + 2]
            held = self._votes.cells[bounds[0] : bounds[1]] if len(bounds) == 2 else NO_CELLS
        cell = 3 * statement + answer + 1
        others = held[held // 3 != statement]
        for old in held[held // 3 == statement].tolist():
            self._count(others, old, -1)
        self._count(others, cell, 1)
        self._newer[person] = np.sort(np.append(others, np.int32(cell)))

    def _count(self, others: Array, cell: int, by: int) -> None:
        assert self._pairs is not None, "pairs are counted before votes are added to them"
        self.tallies[cell // 3, cell % 3] += by
        self._pairs[cell, others] += by
        self._pairs[others, cell] += by
        self._pairs[cell, cell] += by

    def _of_now(self) -> Centred:
        """Means and entries of now; the votes of each person may be older."""
        return Centred(self._votes, self._muted, self.tallies, len(self._person))

    def _gram(self) -> Array:
        assert self._pairs is not None, "pairs are counted before votes are added to them"
        entries = self._of_now().entries
        gram = np.zeros((len(entries), len(entries)))
        for one in range(3):
            for other in range(3):
                part = self._pairs[one::3, other::3] * entries[None, :, other]
                part *= entries[:, one, None]
                gram += part
        return gram


def pairs_of_answers(votes: Votes) -> Array:
    """Shape (3m, 3m): how many people gave both of two answers."""
    n, m = votes.shape
    pairs = np.zeros((3 * m, 3 * m), dtype=np.int32)
    for begin in range(0, n, PEOPLE_AT_ONCE):
        end = min(begin + PEOPLE_AT_ONCE, n)
        low, high = votes.starts[begin], votes.starts[end]
        own = (votes.starts[begin : end + 1] - low).astype(np.int32)
        parts = (np.ones(high - low, dtype=np.int32), votes.cells[low:high], own)
        block = sparse.csr_array(parts, shape=(end - begin, 3 * m))
        found = (block.T.tocsr() @ block).tocoo()
        # Each pair is there once, so adding by index misses none.
        pairs[found.row, found.col] += found.data
    return pairs


def replaced(votes: Votes, newer: dict[int, Array]) -> Votes:
    """The votes with those of some people (by place) exchanged for others."""
    counts = votes.counts.copy()
    for person, cells in newer.items():
        counts[person] = len(cells)
    starts = np.concatenate(([0], np.cumsum(counts)))
    cells = np.empty(starts[-1], dtype=votes.cells.dtype)
    at = 0
    for person in sorted(newer):
        own = slice(votes.starts[at], votes.starts[person])
        cells[starts[at] : starts[person]] = votes.cells[own]
        cells[starts[person] : starts[person + 1]] = newer[person]
        at = person + 1
    cells[starts[at] :] = votes.cells[votes.starts[at] :]
    return Votes(votes.people, votes.statements, starts, cells)


def merged(votes: Votes, given: Sequence[tuple[Label, Label, int]]) -> Votes:
    """The votes with more of them, perhaps of people and on statements that were not there."""
    people, who = _with_more(votes.people, [person for person, _, _ in given])
    statements, what = _with_more(votes.statements, [statement for _, statement, _ in given])
    columns, answers = np.divmod(votes.cells, 3)
    rows = np.repeat(who[: votes.shape[0]], votes.counts)
    rows = np.concatenate((rows, who[votes.shape[0] :]))
    columns = np.concatenate((what[columns], what[votes.shape[1] :]))
    values = np.concatenate((answers - 1, [answer for _, _, answer in given]))
    return arranged(people, statements, packed(rows, columns, values, len(people), len(statements)))


def _with_more(held: Sequence[Label], more: Sequence[Label]) -> tuple[Sequence[Label], Array]:
    """All labels in order, and the place among them of each that was held and each that came."""
    return coded([*held, *more])
