"""The leading eigenvectors of a symmetric operator that is only known by its products.

Source: Golub & Van Loan, *Matrix Computations* (4th ed.), section 10.3.6, block Lanczos with full
reorthogonalisation. The start is fixed and the end is convergence, not a number of rounds, so that
the same votes give the same picture.
"""

from collections.abc import Callable

import numpy as np

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
NOTHING = 1e-12


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
