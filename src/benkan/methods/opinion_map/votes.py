"""Who agreed, disagreed or passed on what: the matrix of votes, four bytes a vote.

Source: Small et al., "Polis: Scaling deliberation by mapping high dimensional opinion spaces"
(2021), section on the vote matrix. A vote that was not cast is no entry, not a zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benkan.methods.refusals import N_, Refused, quoted

Array = NDArray[Any]
Label = int | str

KEYS_AT_ONCE = 1 << 16

DISAGREE, PASS, AGREE = -1, 0, 1


class NoVotes(Refused):
    code = "no_votes"
    text = N_("There is no vote: a map needs at least one.")


class WrongShape(Refused):
    code = "wrong_shape"
    text = N_("Votes need as many people as statements and answers, each answer 1, -1 or 0.")


@dataclass(frozen=True)
class Votes:
    """Every person's last vote on every statement.

    Attributes:
        people: n labels, in ascending order: whole numbers when all of them are, else texts.
        statements: m labels, likewise.
        starts: n + 1 positions: the votes of person i are cells[starts[i]:starts[i + 1]].
        cells: one whole number a vote, ascending within a person: 3 × statement + vote + 1.
    """

    people: Sequence[Label]
    statements: Sequence[Label]
    starts: Array
    cells: Array

    @property
    def shape(self) -> tuple[int, int]:
        """People and statements."""
        return len(self.people), len(self.statements)

    @cached_property
    def counts(self) -> Array:
        """Length n: how many statements each person voted on."""
        return np.diff(self.starts)

    @cached_property
    def tallies(self) -> Array:
        """Shape (m, 3): votes against, passes and votes for, a statement."""
        return np.bincount(self.cells, minlength=3 * self.shape[1]).reshape(-1, 3)

    def of(self, keep: Array) -> "Votes":
        """The votes of some people alone (n booleans); the statements stay, voted on or not."""
        starts = np.concatenate(([0], np.cumsum(self.counts[keep])))
        people = [label for label, kept in zip(self.people, keep, strict=True) if kept]
        return Votes(people, self.statements, starts, self.cells[np.repeat(keep, self.counts)])


def collected(
    people: Sequence[Label], statements: Sequence[Label], answers: Sequence[int]
) -> Votes:
    """The matrix of a list of votes; of repeated votes the last one counts.

    Args:
        people: length v, who cast each vote.
        statements: length v, on what.
        answers: length v: 1 agrees, -1 disagrees, 0 passes.

    Raises:
        WrongShape: the lengths differ, or an answer is none of the three.

    >>> votes = collected(["awa", "awa", "boua"], [7, 7, 8], [1, -1, 0])
    >>> votes.people, votes.statements, votes.tallies.tolist()
    (['awa', 'boua'], [7, 8], [[1, 0, 0], [0, 1, 0]])
    """
    values = np.asarray(answers, dtype=np.int8)
    fits = len(people) == len(statements) == len(values)
    if not fits or not np.isin(values, (-1, 0, 1)).all() or (values != answers).any():
        raise WrongShape()
    who, rows = coded(people)
    what, columns = coded(statements)
    return arranged(who, what, packed(rows, columns, values, len(who), len(what)))


def coded(labels: Sequence[Label]) -> tuple[Sequence[Label], Array]:
    """The different labels in order, and the place of each label among them."""
    numbers = all(isinstance(label, int | np.integer) for label in labels)
    given = list(labels) if numbers else [str(label) for label in labels]
    there = sorted(set(given))
    place = {label: at for at, label in enumerate(there)}
    return there, np.array([place[label] for label in given], dtype=np.int64)


def packed(
    rows: Array,
    columns: Array,
    values: Array,
    people: int,
    statements: int,
    begin: int = 0,
    count: int | None = None,
) -> Array:
    """One 64-bit key a vote: person, statement, moment, vote, so that a plain sort arranges them.

    Args:
        rows, columns, values: length v, the places of person and statement, and the vote.
        people, statements: how many there are.
        begin, count: the moment of the first of these votes among so many in all.
    """
    moments = max(len(rows) if count is None else count, 1)
    assert people * statements * moments < 2**61, "more votes than a 64-bit key can hold"
    keys = rows.astype(np.int64)
    keys *= statements
    keys += columns
    keys *= moments
    keys += np.arange(begin, begin + len(rows))
    keys *= 4
    keys += values
    keys += 1
    return keys


def arranged(people: Sequence[Label], statements: Sequence[Label], keys: Array) -> Votes:
    """The matrix of packed votes; `keys` is used up, so that both never lie in memory."""
    moments, m = max(len(keys), 1), max(len(statements), 1)
    keys.sort()
    counts = np.zeros(len(people), dtype=np.int64)
    # The cells are written over the first half of the keys they come from.
    cells = keys.view(np.int32)
    kept = 0
    for begin in range(0, len(keys), KEYS_AT_ONCE):
        part = keys[begin : begin + KEYS_AT_ONCE + 1].copy()
        pairs = (part >> 2) // moments
        last = np.ones(min(KEYS_AT_ONCE, len(part)), dtype=bool)
        last[: len(pairs) - 1] = pairs[1:] != pairs[:-1]
        pairs, part = pairs[: len(last)][last], part[: len(last)][last]
        rows, columns = np.divmod(pairs, m)
        if len(rows):
            counts[rows[0] : rows[-1] + 1] += np.bincount(rows - rows[0])
        cells[kept : kept + len(rows)] = 3 * columns + (part & 3)
        kept += len(rows)
    del cells
    keys.resize((kept + 1) // 2, refcheck=False)
    starts = np.concatenate(([0], np.cumsum(counts)))
    return Votes(people, statements, starts, keys.view(np.int32)[:kept])


def shown(label: Label) -> str:
    """A label fit for a sentence."""
    return quoted(str(label))
