"""The two directions, against a dense singular value decomposition."""

import numpy as np
import pytest

from benkan.methods.opinion_map import components as subject
from benkan.methods.opinion_map.components import components, is_thin
from benkan.methods.opinion_map.eigen import leading, starting
from benkan.methods.opinion_map.matrix import Centred
from benkan.methods.opinion_map.votes import Array, Votes
from tests.methods.opinion_map.conversations import NAMES, kept_votes
from tests.methods.opinion_map.make import camps, make_votes


def dense(votes: Votes, muted: Array) -> Array:
    """The matrix with means for missing votes, minus the means."""
    whole = np.full(votes.shape, np.nan)
    for at in range(votes.shape[0]):
        cells = votes.cells[votes.starts[at] : votes.starts[at + 1]]
        whole[at, cells // 3] = cells % 3 - 1
    whole[:, muted] = 0
    whole = np.where(np.isnan(whole), np.nanmean(whole, axis=0), whole)
    return np.asarray(whole - whole.mean(axis=0))


@pytest.mark.parametrize("name", NAMES)
def test_they_are_the_singular_vectors_of_the_matrix_with_means(name: str) -> None:
    votes = kept_votes(name)
    muted = np.arange(votes.shape[1]) % 5 == 0

    found = components(Centred(votes, muted))

    _, values, vectors = np.linalg.svd(dense(votes, muted), full_matrices=False)
    signs = np.sign((found.vectors.T * vectors[:2]).sum(axis=1))
    assert np.abs(found.vectors.T - signs[:, None] * vectors[:2]).max() < 1e-9
    assert np.abs(found.variances - values[:2] ** 2 / (values**2).sum()).max() < 1e-12


def test_the_largest_loading_is_positive() -> None:
    found = components(Centred(make_votes("+-", "-+", "+-"), np.zeros(2, dtype=bool)))

    assert found.vectors[0, 0] > 0


def test_votes_that_do_not_differ_have_no_direction() -> None:
    found = components(Centred(make_votes("+-", "+-"), np.zeros(2, dtype=bool)))

    assert found.vectors.tolist() == [[0, 0], [0, 0]]
    assert found.variances.tolist() == [0, 0]


def test_one_difference_has_one_direction() -> None:
    found = components(Centred(make_votes("+-+", "+-+", "---"), np.zeros(3, dtype=bool)))

    assert found.variances.tolist() == [pytest.approx(1), 0]


def test_a_start_changes_the_way_and_not_the_end() -> None:
    votes, _ = camps([400, 300], 300, 40)
    matrix = Centred(votes, np.zeros(300, dtype=bool))
    cold = components(matrix)

    warm = components(matrix, cold.spare)

    assert np.abs(warm.vectors - cold.vectors).max() < 1e-9


def test_equal_eigenvalues_are_both_found() -> None:
    values = np.array([5.0, 5.0, 5.0, *np.linspace(4, 0, 297)])

    found, vectors = leading(lambda block: values[:, None] * block, starting(300, None))

    assert found[:3] == pytest.approx([5, 5, 5])
    assert np.linalg.norm(vectors[:3, :2], axis=0) == pytest.approx([1, 1])


def test_a_thin_crowd_is_corrected_and_a_usual_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    votes, _ = camps([30, 30], 200, 8)
    matrix = Centred(votes, np.zeros(200, dtype=bool))
    usual = is_thin(matrix)
    monkeypatch.setattr(subject, "MANY_PEOPLE", 50)

    assert (usual, is_thin(matrix)) == (False, True)
