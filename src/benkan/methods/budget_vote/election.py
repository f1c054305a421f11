"""What was put to the vote, what it costs, and who wants what: equal ballots are one group.

Money is counted in whole parts of the currency (francs; or cents where the file has decimals), so
that no sum is ever rounded. Projects stand in the order of their ids as text: wherever two are
tied, the one that stands first is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
VoteType = Literal["approval", "scoring", "cumulative", "ordinal"]


@dataclass(frozen=True)
class Project:
    """One project: its cost in parts of the currency (see `Election.parts`), at least 0."""

    id: str
    cost: int
    name: str = ""


@dataclass(frozen=True)
class Ballots:
    """The different ballots, one after the other.

    Attributes:
        starts: shape (G + 1,), where each ballot begins in the two next; the last is E.
        named: shape (E,), projects (by index) that the ballots name, rising within a ballot.
        given: shape (E,), the number that each got: 1 by approval; points times `point_parts`; by
            rank the places counted from the end, the last being 0.
        multiplicity: shape (G,), how many voters cast each.
    """

    starts: Ints
    named: Ints
    given: Ints
    multiplicity: Ints


@dataclass(frozen=True)
class Note:
    """What is odd about a file without making it useless: a code, and the numbers to it."""

    code: str
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Election:
    """Projects, a budget and the ballots.

    Attributes:
        projects: length P, in the order of their ids as text.
        budget: in parts of the currency, above 0.
        ballots: empty ballots are ballots.
        parts: how many parts make one unit of the currency: 1, 10, 100 …
        vote_type: what the numbers on the ballots mean.
        point_parts: how many parts make one point.
        currency: as the file calls it, or nothing.
        notes: what the reader noticed.
    """

    projects: tuple[Project, ...]
    budget: int
    ballots: Ballots
    parts: int = 1
    vote_type: VoteType = "approval"
    point_parts: int = 1
    currency: str = ""
    notes: tuple[Note, ...] = ()

    @cached_property
    def voters(self) -> int:
        """How many ballots were cast, the empty ones among them."""
        return int(self.ballots.multiplicity.sum())

    @cached_property
    def listed(self) -> tuple[tuple[Ints, Ints], ...]:
        """For each project, the groups whose ballot names it and the numbers that they gave it."""
        ballots = self.ballots
        groups = np.repeat(np.arange(len(ballots.multiplicity)), np.diff(ballots.starts))
        order = np.argsort(ballots.named, kind="stable")
        ends = np.cumsum(np.bincount(ballots.named, minlength=len(self.projects)))[:-1]
        found = np.split(groups[order], ends), np.split(ballots.given[order], ends)
        return tuple(zip(*found, strict=True))

    def represented(self, bought: Sequence[int]) -> int:
        """How many voters named at least one of these projects on their ballot, and not with points
        below zero: who voted against a project did not get what she asked for."""
        has = np.zeros(len(self.ballots.multiplicity), bool)
        for project in bought:
            groups, given = self.listed[project]
            has[groups[given >= 0]] = True
        return int(self.ballots.multiplicity[has].sum())


def grouped(
    lengths: Sequence[int] | Ints, named: Ints, given: Ints, multiplicity: Sequence[int] | Ints
) -> Ballots:
    """Put ballots in order and equal ones together.

    Args:
        lengths: shape (B,), how many projects each ballot names.
        named, given: shape (E,), as in `Ballots` but in any order within a ballot; a project that a
            ballot names twice counts once.
        multiplicity: shape (B,), how often each was cast.
    """
    long = np.asarray(lengths, np.int64)
    owner = np.repeat(np.arange(len(long)), long)
    order = np.lexsort((named, owner))
    owner, named, given = owner[order], named[order], given[order]
    fresh = np.ones(len(named), bool)
    fresh[1:] = (named[1:] != named[:-1]) | (owner[1:] != owner[:-1])
    owner, named, given = owner[fresh], named[fresh], given[fresh]
    starts = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=len(long)))))
    return _together(starts, named, given, np.asarray(multiplicity, np.int64))


def _together(starts: Ints, named: Ints, given: Ints, multiplicity: Ints) -> Ballots:
    """Equal ballots become one, at the place of the first."""
    pairs = np.column_stack((named, given)).astype(np.int64).tobytes()
    bounds = (starts * 16).tolist()
    first: dict[bytes, int] = {}
    kept = np.empty(len(multiplicity), np.int64)
    for ballot, (start, end) in enumerate(pairwise(bounds)):
        kept[ballot] = first.setdefault(pairs[start:end], ballot)
    times = np.zeros(len(multiplicity), np.int64)
    np.add.at(times, kept, multiplicity)
    chosen = kept == np.arange(len(kept))
    entries = np.repeat(chosen, np.diff(starts))
    lengths = np.diff(starts)[chosen]
    return Ballots(
        starts=np.concatenate(([0], np.cumsum(lengths))),
        named=named[entries],
        given=given[entries],
        multiplicity=times[chosen],
    )


def election(
    costs: Mapping[str, int],
    ballots: Sequence[Sequence[str]] | Sequence[Mapping[str, int]],
    budget: int,
    *,
    vote_type: VoteType = "approval",
) -> Election:
    """An election from plain values: for tests, examples and other programs.

    Args:
        costs: of each project, in whole units of the currency.
        ballots: one a voter, empty ones too: the projects she wants (`ordinal`: best first), or the
            points that she gives to each.
        budget: whole units of the currency.
        vote_type: what the ballots are.

    >>> election({"well": 5, "road": 9}, [["well"], ["well", "road"], []], 9).voters
    3
    """
    ids = sorted(costs)
    at = {id: index for index, id in enumerate(ids)}
    lengths = [len(ballot) for ballot in ballots]
    named = np.array([at[id] for ballot in ballots for id in ballot], np.int64)
    given = numbers_of(vote_type, lengths, [_points(ballot) for ballot in ballots])
    return Election(
        projects=tuple(Project(id, costs[id]) for id in ids),
        budget=budget,
        ballots=grouped(lengths, named, given, np.ones(len(lengths), np.int64)),
        vote_type=vote_type,
    )


def _points(ballot: Sequence[str] | Mapping[str, int]) -> Sequence[int]:
    return list(ballot.values()) if isinstance(ballot, Mapping) else ()


def numbers_of(
    vote_type: VoteType, lengths: Sequence[int], points: Sequence[Sequence[int]]
) -> Ints:
    """The numbers on the ballots, one after the other, in the order in which projects are named."""
    if vote_type in ("scoring", "cumulative"):
        return np.fromiter(chain.from_iterable(points), np.int64)
    if vote_type == "ordinal":
        return np.fromiter(
            (place for length in lengths for place in range(length - 1, -1, -1)), np.int64
        )
    return np.ones(sum(lengths), np.int64)
