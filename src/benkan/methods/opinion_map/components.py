"""The two directions in which opinions differ most: the leading eigenvectors of the Gram matrix.

Source: Golub & Van Loan, *Matrix Computations* (4th ed.), section 10.3.6, block Lanczos with full
reorthogonalisation. The start is fixed and the end is convergence, not a number of rounds, so that
the same votes give the same picture.

Where a large crowd saw a few per cent of the statements each, the Gram matrix shows who saw what
rather than who thinks what: two statements are compared by the few who saw both, a statement with
itself by all who saw it, so the most shown statement becomes a direction of its own and planted
groups are not found. There the diagonal is brought to the same measure: Lounici,
"High-dimensional covariance matrix estimation with missing observations", Bernoulli 20 (2014),
equation 1.4, with each statement's own share of people who saw it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.votes import Array

WANTED = 2
# Two to be found and four beside them: they cost little, and the next ones no longer slow it down.
WIDTH = 6
PRECISION = 1e-10
# In a crowd each digit of a direction takes seconds, and a direction that is hardly told from the next
# one is chance: any near it is as good.
PRECISION_OF_CROWDS = 1e-9
HARDLY_TOLD, PRECISION_OF_CHANCE = 0.02, 1e-5
LARGEST_BASIS, LOOKED_AT = 600, 72
RESTARTS = 40
DENSE_COST = 4e6
SMALL = 160
NOTHING = 1e-12
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
    if not callable(gram):
        whole = symmetric(gram) - np.diag(excess)
        if m <= SMALL:
            values, vectors = np.linalg.eigh(whole)
            values, vectors = values[::-1], vectors[:, ::-1]
        else:
            values, vectors = leading(whole.__matmul__, starting(m, start))
    else:
        times = gram
        values, vectors = leading(
            lambda block: times(block) - excess[:, None] * block,
            starting(m, start),
            crowd=matrix.people_there > MANY_PEOPLE,
        )
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


def leading(
    times: Callable[[Array], Array], start: Array, *, crowd: bool = False
) -> tuple[Array, Array]:
    """The largest eigenvalues and vectors of a symmetric operator, the first two converged."""
    for _ in range(RESTARTS):
        values, vectors, done = _krylov(times, start, crowd)
        if done:
            break
        start = vectors[:, :WIDTH]
    return values, vectors


def _krylov(
    times: Callable[[Array], Array], start: Array, crowd: bool
) -> tuple[Array, Array, bool]:
    block = _orthonormal(start, np.empty((len(start), 0)))
    basis, images = np.empty((len(start), 0)), np.empty((len(start), 0))
    while True:
        basis = np.hstack((basis, block))
        images = np.hstack((images, times(block)))
        fresh = _orthonormal(images[:, -block.shape[1] :], basis)
        full = fresh.shape[1] == 0 or basis.shape[1] + fresh.shape[1] > LARGEST_BASIS
        # Looking costs more the larger the basis is, so a large one is looked at less often.
        if full or basis.shape[1] <= LOOKED_AT or (basis.shape[1] // WIDTH) % 4 == 0:
            values, vectors, left = _ritz(basis, images)
            if fresh.shape[1] == 0 or _converged(values, left, crowd):
                return values, vectors, True
            if full:
                return values, vectors, False
        block = fresh


def _ritz(basis: Array, images: Array) -> tuple[Array, Array, Array]:
    """The best values and vectors that a basis holds, and what is left of each."""
    values, turn = np.linalg.eigh(symmetric(basis.T @ images))
    values, turn = values[::-1][:WIDTH], turn[:, ::-1][:, :WIDTH]
    vectors = basis @ turn
    return values, vectors, np.linalg.norm(images @ turn - vectors * values, axis=0)


def _converged(values: Array, left: Array, crowd: bool) -> bool:
    """A vector is off by about what is left, over the gap to its neighbours."""
    scale = max(values[0], 0.0)
    gaps = np.abs(np.diff(values))
    for at in range(min(WANTED, len(values))):
        gap = min((gaps[i] for i in (at - 1, at) if 0 <= i < len(gaps)), default=scale)
        enough = gap * (PRECISION_OF_CROWDS if crowd else PRECISION)
        if crowd and gap < HARDLY_TOLD * values[at]:
            enough = PRECISION_OF_CHANCE * values[at]
        if left[at] > max(enough, 1e-14 * scale):
            return False
    return True


def _orthonormal(block: Array, basis: Array) -> Array:
    """What the block adds to the basis. Twice, since once leaves rounding errors in it."""
    size = np.linalg.norm(block, axis=0)
    block = np.asarray(block[:, size > 0] / size[size > 0])
    for _ in range(2):
        block = block - basis @ (basis.T @ block)
        block, corner = np.linalg.qr(block)
        fresh = np.abs(np.diag(corner)) > NOTHING
        block = block[:, fresh]
    return np.asarray(block)


def starting(m: int, start: Array | None) -> Array:
    """Fixed, in no special direction: the fractional parts of multiples of square roots."""
    roots = np.sqrt(np.array([2.0, 3.0, 5.0, 7.0, 11.0, 13.0]))
    fixed: Array = (np.arange(1, m + 1)[:, None] * roots) % 1 - 0.5
    if start is None:
        return fixed
    # Two of the fixed ones stay, for what has become important since.
    held = np.zeros((m, min(start.shape[1], WIDTH - 2)))
    held[: len(start)] = start[:, : held.shape[1]]
    return np.hstack((held, fixed))[:, :WIDTH]


def symmetric(square: Array) -> Array:
    """Without the rounding that tells its two halves apart."""
    return (square + square.T) / 2
