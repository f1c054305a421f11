"""Parts of the population that are estimated apart, while the design is kept whole.

A respondent outside a domain counts as zero in it: the number of clusters and strata is that of the
whole sample, as it was drawn before anybody knew who would belong to which domain.

Source: Lumley, *Complex Surveys* (2010), section 2.2.1 (estimating in subpopulations).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from benkan.methods.survey.reading import Category
from benkan.methods.survey.refusals import TooManyDomains
from benkan.methods.survey.stages import Bools, Ints

MOST_DOMAINS = 10_000


@dataclass(frozen=True)
class Domains:
    """Domains that do not overlap.

    Attributes:
        codes: length n, the domain of each respondent from 0 to k - 1; k is outside all of them.
        columns: what they are told apart by; none for everybody at once.
        labels: length k, the value of each column.
    """

    codes: Ints
    columns: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.labels)

    def name(self, domain: int) -> str | None:
        """Such as `region=Kayes, sex=F`; None for everybody."""
        pairs = zip(self.columns, self.labels[domain], strict=True)
        return ", ".join(f"{column}={label}" for column, label in pairs) or None

    def by(self, domain: int) -> dict[str, str]:
        """The value of each column."""
        return dict(zip(self.columns, self.labels[domain], strict=True))

    def without(self, missing: Bools) -> Ints:
        """The codes, with those whose value is missing put outside."""
        return np.where(missing, len(self), self.codes) if missing.any() else self.codes


def everybody(count: int) -> Domains:
    """One domain that holds all."""
    return Domains(np.zeros(count, np.int64), (), ((),))


def domains_of(names: Sequence[str], categories: Sequence[Category], count: int) -> Domains:
    """The combinations of values that occur among `count` respondents, in ascending order.

    Whoever lacks one of the values is outside all domains. Raises TooManyDomains.
    """
    codes = np.zeros(count, np.int64)
    outside = np.zeros(count, bool)
    for category in categories:
        codes = codes * len(category.labels) + category.codes
        outside |= category.codes < 0
    if not categories:
        return everybody(count)
    found, placed = _numbered(codes, outside, prod(len(each.labels) for each in categories))
    if len(found) > MOST_DOMAINS:
        raise TooManyDomains(count=len(found), most=MOST_DOMAINS)
    labels: list[tuple[str, ...]] = []
    for code in found.tolist():
        parts: list[str] = []
        for category in reversed(categories):
            code, at = divmod(code, len(category.labels))
            parts.append(category.labels[at])
        labels.append(tuple(reversed(parts)))
    return Domains(placed, tuple(names), tuple(labels))


def _numbered(codes: Ints, outside: Bools, most: int) -> tuple[Ints, Ints]:
    """The codes that occur, ascending, and each respondent's place among them; outside is after
    the last. Counting takes a pass where sorting takes many, as long as the table stays small."""
    if most > 4 * len(codes) + 1024:
        found, inverse = np.unique(codes[~outside], return_inverse=True)
        placed = np.full(len(codes), len(found), np.int64)
        placed[~outside] = inverse
        return found, placed
    held = np.where(outside, most, codes) if outside.any() else codes
    there = np.bincount(held, minlength=most + 1)[:most] > 0
    place = np.append(np.cumsum(there) - 1, there.sum())
    return np.flatnonzero(there), place[held]
