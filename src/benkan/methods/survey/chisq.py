"""Whether two answers go together: Pearson's X² of a weighted table, corrected for the design.

Source: Rao and Scott, "On chi-squared tests for multiway contingency tables with cell proportions
estimated from survey data", *Annals of Statistics* 12 (1984), section 3 (second-order correction);
Thomas and Rao, *JASA* 82 (1987) (its F form). R: `svychisq`, statistic "F".
"""

from dataclasses import dataclass, replace
from math import isfinite

import numpy as np
from scipy.special import fdtrc

from benkan.methods.survey.contrasts import Contrast
from benkan.methods.survey.design import Design
from benkan.methods.survey.domains import Domains
from benkan.methods.survey.reading import Category
from benkan.methods.survey.reading.labels import Codes
from benkan.methods.survey.stages import Bools, Floats, Ints, sums


def rao_scott(
    name: str, rows: Category, columns: Category, design: Design, domains: Domains
) -> list[Contrast]:
    """The test that two categories are independent, in each domain.

    Whoever lacks one of the two is outside the domain. Rows and columns that nobody is in are left
    out. With X² = n Σ (p_rc - p_r p_c)² / (p_r p_c) and δ the generalised design effects, F is
    X² / Σδ on (Σδ)²/Σδ² and (Σδ)²/Σδ² · df degrees of freedom.

    Returns:
        A contrast whose value is F; without one where the table has fewer than two rows or columns.
    """
    missing = (rows.codes < 0) | (columns.codes < 0)
    codes = domains.without(missing)
    lone = design.stages[0].lone(codes, len(domains))
    return [
        _test(name, rows, columns, design, domains, at, codes == at, is_lone=bool(lone[at]))
        for at in range(len(domains))
    ]


def _test(
    name: str,
    rows: Category,
    columns: Category,
    design: Design,
    domains: Domains,
    at: int,
    inside: Bools,
    *,
    is_lone: bool,
) -> Contrast:
    count = int(inside.sum())
    row, height = _numbered(rows.codes, inside)
    column, width = _numbered(columns.codes, inside)
    unknown = Contrast(
        name=name,
        domain=domains.name(at),
        by=domains.by(at),
        value=None,
        se=None,
        t=None,
        df=design.df,
        p=None,
        n=count,
        reason="no_answers" if not count else "one_cluster" if is_lone else "no_table",
    )
    if is_lone or height < 2 or width < 2:
        return unknown
    cells = np.where(inside, row * width + column, height * width)
    statistic, ndf, ddf = _statistic(cells, (height, width), design, count)
    if not isfinite(statistic) or not ndf > 0:
        return unknown
    p = float(fdtrc(ndf, ddf, statistic))
    return replace(unknown, value=statistic, df=ddf, ndf=ndf, p=p, reason=None)


def _numbered(codes: Codes, inside: Bools) -> tuple[Ints, int]:
    """The codes that occur inside, numbered from 0, and how many."""
    found = np.unique(codes[inside])
    return np.searchsorted(found, codes), len(found)


def _statistic(
    cells: Ints, shape: tuple[int, int], design: Design, count: int
) -> tuple[float, float, float]:
    """F and its two degrees of freedom, of cells numbered row by row; the last number is outside."""
    size = shape[0] * shape[1]
    held = sums(cells, design.weights, size + 1)[:size]
    shares = held / held.sum()
    table = shares.reshape(shape)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    pearson = count * float(((table - expected) ** 2 / expected).sum())
    effects = _design_effects(cells, shares, shape, design, float(held.sum())) * count
    trace = float(np.trace(effects))
    ndf = trace**2 / float(np.trace(effects @ effects))
    return pearson / trace, ndf, ndf * design.df


def _design_effects(
    cells: Ints, shares: Floats, shape: tuple[int, int], design: Design, size: float
) -> Floats:
    """The matrix whose eigenvalues are the generalised design effects, for one respondent.

    What is left of the interaction once rows and columns are taken out is the space in which the
    table can depart from independence; there, the variance under the design is held against that of
    a simple random sample.
    """
    covariance = _covariance_of_shares(cells, shares, design, size)
    rows = np.kron(np.eye(shape[0]), np.ones((shape[1], 1)))
    columns = np.kron(np.ones((shape[0], 1)), np.eye(shape[1]))
    both = np.concatenate((rows, columns), axis=1)
    interaction = np.einsum("ri,cj->rcij", np.eye(shape[0])[:, 1:], np.eye(shape[1])[:, 1:])
    wanted = interaction.reshape(len(shares), -1)
    departing = wanted - both @ np.linalg.lstsq(both, wanted, rcond=None)[0]
    inverse = np.where(shares > 0, 1 / np.where(shares > 0, shares, 1), 0.0)
    scaled = departing * inverse[:, None]
    try:
        return np.linalg.solve(departing.T @ scaled, scaled.T @ covariance @ scaled)
    except np.linalg.LinAlgError:
        return np.full((wanted.shape[1],) * 2, np.nan)


@dataclass(frozen=True)
class _ShareScores:
    """By how much each respondent moves the share of each cell."""

    cells: Ints
    shares: Floats
    held: Floats

    @property
    def count(self) -> int:
        return len(self.shares)

    def __call__(self, at: int) -> Floats:
        scores: Floats = self.held * ((self.cells == at) - self.shares[at])
        return scores


def _covariance_of_shares(cells: Ints, shares: Floats, design: Design, size: float) -> Floats:
    held = np.where(cells < len(shares), design.weights / size, 0.0)
    return design.covariance(_ShareScores(cells, shares, held))
