"""The two directions in which opinions differ most: the leading eigenvectors of the Gram matrix.

Source: compdemocracy/polis, `math/pca.clj`.

Where a large crowd saw a few per cent of the statements each, the Gram matrix shows who saw what
rather than who thinks what: two statements are compared by the few who saw both, a statement with
itself by all who saw it, so the most shown statement becomes a direction of its own and planted
groups are not found. There the diagonal is brought to the same measure: Lounici,
"High-dimensional covariance matrix estimation with missing observations", Bernoulli 20 (2014),
section 1, with each statement's own share of people who saw it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benkan.methods.opinion_map.eigen import (
    NOTHING,
    WANTED,
    WIDTH,
    leading,
    starting,
    symmetric,
)
from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.votes import Array

DENSE_COST = 4e6
SMALL = 160
TIE = 1e-9
MANY_PEOPLE = 10_000
FEW_SEEN = 0.05


@dataclass(frozen=True)
class Components:
    """Attributes:
    vectors: shape (m, 2), of length one, or zero where opinions do not differ in that direction.
    variances: length 2, the share of all squared differences that each explains, 0 to 1.
    spare: shape (m, up to 6), what a later run may start from.
    corrected: whether the diagonal was corrected for missing votes.
    """

    vectors: Array
    variances: Array
    spare: Array
    corrected: bool = False


def is_thin(matrix: Centred) -> bool:
    """More than 10,000 people, who saw less than a twentieth of the statements on average."""
    n, m = matrix.people_there, matrix.votes.shape[1]
    return n > MANY_PEOPLE and bool(matrix.tallies.sum() < FEW_SEEN * n * m)


def components(
    matrix: Centred, start: Array | None = None, *, corrected: bool = False
) -> Components:
    """Two principal components of the votes.

    Args:
        matrix: n people by m statements.
        start: m × b vectors of an earlier run: it ends sooner, at the same answer.
        corrected: whether to correct the diagonal for missing votes, see `is_thin`.

    Returns:
        In each vector the largest loading is positive; of equally large ones, the first.
    """
    if not 0 < matrix.votes.shape[1] * len(matrix.votes.cells) <= DENSE_COST:
        return of_gram(matrix.gram, matrix, start, corrected=corrected)
    gram = matrix.gram(np.eye(matrix.votes.shape[1]))
    return of_gram(gram, matrix, start, corrected=corrected)


def of_gram(
    gram: Callable[[Array], Array] | Array,
    matrix: Centred,
    start: Array | None = None,
    *,
    corrected: bool = False,
) -> Components:
    """As `components`, from the Gram matrix, or from what multiplies vectors with it."""
    m = matrix.votes.shape[1]
    diagonal = _diagonal(matrix)
    excess = diagonal * (1 - _seen(matrix)) if corrected else np.zeros(m)
    first, crowd = starting(m, start), matrix.people_there > MANY_PEOPLE
    if callable(gram):
        times = gram
        values, vectors = leading(lambda v: times(v) - excess[:, None] * v, first, crowd=crowd)
    else:
        whole = symmetric(gram) - np.diag(excess)
        if m <= SMALL:
            values, vectors = np.linalg.eigh(whole)
            values, vectors = values[::-1], vectors[:, ::-1]
        else:
            values, vectors = leading(whole.__matmul__, first, crowd=crowd)
    total = float((diagonal - excess).sum()) or 1.0
    return finished(values, vectors, total=total, corrected=corrected)


def _diagonal(matrix: Centred) -> Array:
    """Length m: the squared differences of each statement from its mean."""
    return np.asarray((matrix.tallies * matrix.entries**2).sum(axis=1))


def _seen(matrix: Centred) -> Array:
    """Length m: the share of people who voted on each statement."""
    return np.asarray(matrix.tallies.sum(axis=1) / max(matrix.people_there, 1))


def finished(values: Array, vectors: Array, *, total: float, corrected: bool = False) -> Components:
    """The two with the largest values; none where there is no difference left."""
    kept = np.zeros((len(vectors), WANTED))
    shares = np.zeros(WANTED)
    for at in range(min(WANTED, vectors.shape[1])):
        if values[at] > NOTHING * max(values[0], 0.0) and values[at] > 0:
            kept[:, at] = signed(vectors[:, at])
            shares[at] = values[at] / total
    return Components(kept, shares, vectors[:, :WIDTH], corrected)


def signed(vector: Array) -> Array:
    """The vector or its opposite, so that the first of the largest entries is positive."""
    sizes = np.abs(vector)
    first = np.flatnonzero(sizes >= sizes.max() * (1 - TIE))[0]
    return vector if vector[first] >= 0 else -vector
