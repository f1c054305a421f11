"""People whom the quotas cannot tell apart are one type, and have the same chance.

A panel is then a count of members for each type, and the fairest lottery over panels a small
problem: 2,000 people of two features are four types. Nothing is lost: exchanging two people of a
type turns panels into panels, so the average of an optimal lottery over all such exchanges is
optimal too, and gives both the same chance.

Households fit in without an approximation. Call the types of a household's members its *make-up*:
households of one make-up cannot be told apart either. A type is then feature values together with a
make-up, and "at most one of a household" says: at most as many members from all households of a
make-up as there are such households. Any counts within this can be seated in different households.

Source: the symmetry is used in Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for
selecting citizens' assemblies", Nature 596 (2021), supplementary information 6 ("feature vectors").
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from benkan.methods.panel.household import homes
from benkan.methods.panel.pool import Pool
from benkan.methods.panel.quotas import Quota

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

Values = tuple[str, ...]
MakeUp = tuple[Values, ...]
Key = tuple[Values, MakeUp]
Kinds = dict[Key, list[tuple[tuple[str, ...], int]]]


@dataclass(frozen=True)
class Types:
    """The panels that may be drawn: whole counts x of length C with 0 ≤ x ≤ caps, as many as the
    seats together, and in every row (a value of a feature) between `least` and `most`.

    Attributes:
        rows_of: shape (C, F), the row of each type for each feature; the last feature is the
            make-up of households when there are any that hold more than one person.
        sizes: length C, people of the type.
        caps: length C, the most of them that one panel can hold.
        least, most: length R, the quotas of each row.
        seats: of a panel.
        names: length R, feature and value of each row; rows beyond them are make-ups.
        members: length C, the ids of each type household by household.
        homes: length C, the number of the household of each entry of `members`.
        floors: length C, the fewest of each type; zero but in a mirrored problem.
    """

    rows_of: Ints
    sizes: Floats
    caps: Floats
    least: Floats
    most: Floats
    seats: int
    names: tuple[tuple[str, str], ...]
    members: tuple[tuple[tuple[str, ...], ...], ...]
    homes: tuple[tuple[int, ...], ...]
    floors: Floats

    def held(self, counts: Floats) -> Floats:
        """How many each row has, length R, of counts a type."""
        weights = np.repeat(counts, self.rows_of.shape[1])
        return np.bincount(self.rows_of.ravel(), weights, len(self.least)).astype(np.float64)

    def mirrored(self, lowest: Floats) -> "Types":
        """The problem of who stays at home: its counts are what a panel leaves of each type, when
        it holds at least `lowest` of each (length C)."""
        there = self.held(self.sizes)
        return replace(
            self,
            caps=self.sizes - lowest,
            floors=self.sizes - self.caps,
            least=there - self.most,
            most=there - self.least,
            seats=int(self.sizes.sum()) - self.seats,
        )

    def shares_homes(self) -> npt.NDArray[np.bool_]:
        """Length C, whether the type's people live with others of the pool."""
        alone_row = len(self.least) - 1
        if len(self.least) == len(self.names):
            return np.zeros(len(self.sizes), dtype=np.bool_)
        return np.asarray(self.rows_of[:, -1] != alone_row)

    def incidence(self) -> Floats:
        """Shape (R, C): 1 where a type belongs to a row."""
        matrix = np.zeros((len(self.least), len(self.sizes)))
        matrix[self.rows_of.T, np.arange(len(self.sizes))] = 1.0
        return matrix


def types_of(pool: Pool, quotas: Sequence[Quota], seats: int) -> Types:
    """Sort the people of a pool into types.

    The order of people, features and quotas in their files plays no part: types are ordered by
    their values, people within one by the SHA-256 of their ids, which favours nobody.
    """
    kinds = _kinds(pool, sorted(pool.features))
    entries = [
        sorted(kinds[key], key=lambda entry: lot_order(entry[0][0])) for key in sorted(kinds)
    ]
    members = tuple(tuple(ids for ids, _ in its) for its in entries)
    named = sorted(
        (q for q in quotas if q.feature in pool.features),
        key=lambda quota: (quota.feature, quota.value),
    )
    rows = _rows_of_values(sorted(kinds), sorted(pool.features), named)
    limits = [(quota.least, quota.most) for quota in named]
    if any(make_up for _, make_up in kinds):
        of_make_ups, more = _rows_of_make_ups(kinds, first=len(named), seats=seats)
        rows = [[*row, of_make_up] for row, of_make_up in zip(rows, of_make_ups, strict=True)]
        limits += more
    return Types(
        rows_of=np.array(rows, dtype=np.int64).reshape(len(kinds), -1),
        sizes=np.array([sum(map(len, its)) for its in members], dtype=np.float64),
        caps=np.array([min(len(its), seats) for its in members], dtype=np.float64),
        least=np.array([low for low, _ in limits], dtype=np.float64),
        most=np.array([min(high, seats) for _, high in limits], dtype=np.float64),
        seats=seats,
        names=tuple((quota.feature, quota.value) for quota in named),
        members=members,
        homes=tuple(tuple(number for _, number in its) for its in entries),
        floors=np.zeros(len(kinds)),
    )


def _kinds(pool: Pool, features: Sequence[str]) -> Kinds:
    """The people of each type: their ids household by household, with the household's number."""
    place = [pool.features.index(name) for name in features]
    kinds: Kinds = defaultdict(list)
    for number, home in enumerate(homes(pool.people)):
        by_values: dict[Values, list[str]] = defaultdict(list)
        for person in home:
            by_values[tuple(person.values[at] for at in place)].append(person.id)
        make_up = tuple(sorted(values for values, ids in by_values.items() for _ in ids))
        for values, ids in by_values.items():
            key = values, make_up if len(home) > 1 else ()
            kinds[key].append((tuple(sorted(ids, key=lot_order)), number))
    return kinds


def _rows_of_values(
    keys: Sequence[Key], features: Sequence[str], named: Sequence[Quota]
) -> list[list[int]]:
    index = {(quota.feature, quota.value): row for row, quota in enumerate(named)}
    return [[index[pair] for pair in zip(features, values, strict=True)] for values, _ in keys]


def _rows_of_make_ups(
    kinds: Kinds, *, first: int, seats: int
) -> tuple[list[int], list[tuple[int, int]]]:
    """The row of each type among the make-ups, and the limits of these rows: a row a make-up, and
    the last for all who live alone."""
    count = {make_up: len(kinds[make_up[0], make_up]) for _, make_up in sorted(kinds) if make_up}
    row = {make_up: first + at for at, make_up in enumerate(sorted(count))}
    rows = [row.get(make_up, first + len(row)) for _, make_up in sorted(kinds)]
    return rows, [*((0, count[make_up]) for make_up in row), (0, seats)]


def lot_order(person: str) -> str:
    """An order of people that nobody chose: the SHA-256 of the id."""
    return sha256(person.encode()).hexdigest()


def same_feature(types: Types) -> npt.NDArray[np.bool_]:
    """Shape (R, R): two different rows that are values of the same feature."""
    feature = np.full(len(types.least), -1)
    named = Counter(name for name, _ in types.names)
    order = {name: at for at, name in enumerate(sorted(named))}
    for row, (name, _) in enumerate(types.names):
        feature[row] = order[name]
    same = np.asarray(feature[:, None] == feature[None, :])
    np.fill_diagonal(same, False)
    return same
