"""An order of people and statements that depends on the votes alone, not on names or rows.

Sums in another order round otherwise, and where a choice is a tie (two directions that explain
equally much, a person halfway between two groups) the order decides. In small conversations such
ties happen. So people and statements are told apart by how they voted and who voted on them,
round by round: colour refinement, Weisfeiler & Leman (1968); where two are still alike, one of
them is marked and its marks spread, McKay, "Practical graph isomorphism" (1981). Exotic graphs on
which the choice of the one matters are possible in theory.
"""

import numpy as np

from benkan.methods.opinion_map.votes import Array, Votes

ROUNDS = 4
MOST_MARKS = 150
# Beyond so many votes exact ties do not happen, and the order of the names serves.
FEW = 20_000
MARK = np.uint64(0x5851F42D4C957F2D)


def by_votes(votes: Votes, muted: Array) -> tuple[Array, Array]:
    """The order of people, length n, and of statements, length m, as places in `votes`.

    Those who voted alike keep their order: whichever comes first, the matrix is the same.
    """
    n, m = votes.shape
    look = _Look(votes, muted)
    look.refine()
    for _ in range(MOST_MARKS):
        if not look.mark(look.people, look.alike_people) and not look.mark(
            look.statements, look.alike_statements
        ):
            break
        look.refine()
    return (
        np.lexsort((np.arange(n), look.people)),
        np.lexsort((np.arange(m), look.statements)),
    )


def has_mirror(votes: Votes, muted: Array) -> bool:
    """Whether some people or statements cannot be told apart by votes, though they are no twins."""
    look = _Look(votes, muted)
    look.refine()
    return look.mark(look.people, look.alike_people) or look.mark(
        look.statements, look.alike_statements
    )


def rearranged(votes: Votes, people: Array, statements: Array) -> Votes:
    """The same votes with people and statements in another order."""
    place = np.empty(len(statements), dtype=np.int64)
    place[statements] = np.arange(len(statements))
    parts = [votes.cells[votes.starts[at] : votes.starts[at + 1]] for at in people]
    cells = [np.sort(place[part // 3] * 3 + part % 3) for part in parts]
    starts = np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
    whole = np.concatenate([*cells, np.empty(0, dtype=np.int64)]).astype(np.int32)
    return Votes(
        [votes.people[at] for at in people],
        [votes.statements[at] for at in statements],
        starts,
        whole,
    )


class _Look:
    """What people and statements look like to one another: equal numbers, not told apart yet."""

    def __init__(self, votes: Votes, muted: Array) -> None:
        n, m = votes.shape
        self._rows = np.repeat(np.arange(n), votes.counts)
        self._columns, self._answers = np.divmod(votes.cells.astype(np.int64), 3)
        self._by_column = np.argsort(self._columns, kind="stable")
        self._row_ends = votes.starts
        self._column_ends = np.concatenate(
            ([0], np.cumsum(np.bincount(self._columns, minlength=m)))
        )
        self._answers_mixed = _mixed(self._answers.astype(np.uint64) + np.uint64(7))
        self.people = np.zeros(n, dtype=np.uint64)
        self.statements = _mixed(muted.astype(np.uint64))
        self.alike_people = self._of_people(_mixed(np.arange(m, dtype=np.uint64)))
        self.alike_statements = self._of_statements(_mixed(np.arange(n, dtype=np.uint64)))
        self.alike_statements += self.statements

    def refine(self) -> None:
        for _ in range(ROUNDS):
            self.people = _mixed(self.people + self._of_people(self.statements))
            self.statements = _mixed(self.statements + self._of_statements(self.people))

    def mark(self, looks: Array, twins: Array) -> bool:
        """Mark the first of those that look alike and are no twins, if there is any."""
        order = np.lexsort((twins, looks))
        same = looks[order][1:] == looks[order][:-1]
        told = same & (twins[order][1:] != twins[order][:-1])
        if not told.any():
            return False
        wanted = looks[order][1:][told].min()
        first = np.flatnonzero(looks == wanted)[0]
        looks[first] = _mixed(looks[first : first + 1] ^ MARK)[0]
        return True

    def _of_people(self, statements: Array) -> Array:
        seen = _mixed(statements[self._columns] + self._answers_mixed)
        return _sums(seen, self._row_ends)

    def _of_statements(self, people: Array) -> Array:
        seen = _mixed(people[self._rows] + self._answers_mixed)[self._by_column]
        return _sums(seen, self._column_ends)


def _sums(values: Array, ends: Array) -> Array:
    """Sums between ends, modulo 2⁶⁴: in whole numbers the order of adding does not matter."""
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(values, dtype=np.uint64)))
    return np.asarray(sums[ends[1:]] - sums[ends[:-1]])


def _mixed(values: Array) -> Array:
    """Numbers that look like chance and are not: splitmix64 (Steele, Lea & Flood 2014)."""
    z = values + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(z ^ (z >> np.uint64(31)))
