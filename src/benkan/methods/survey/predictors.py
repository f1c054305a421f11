"""The predictors of a model: an intercept, numbers as they are, and a 0 or 1 for each category but
the first."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benkan.methods.survey.reading import Category, Columns
from benkan.methods.survey.stages import Bools, Floats

BLOCK = 1 << 14


@dataclass(frozen=True)
class Predictors:
    """Columns of a model, of which no table is made: each block is made when it is needed.

    Attributes:
        size: how many respondents.
        terms: length p, such as `(Intercept)`, `age`, `sexF`.
        numbers, categories: what the terms are made of, in the order of `names`.
    """

    size: int
    names: tuple[str, ...]
    numbers: dict[str, Floats]
    categories: dict[str, Category]

    @property
    def terms(self) -> tuple[str, ...]:
        made = ["(Intercept)"]
        for name in self.names:
            if name in self.numbers:
                made.append(name)
            else:
                made += [f"{name}{label}" for label in self.categories[name].labels[1:]]
        return tuple(made)

    def missing(self) -> Bools:
        """Length n: who lacks one of them."""
        gone = np.zeros(self.size, bool)
        for name in self.names:
            if name in self.numbers:
                gone |= np.isnan(self.numbers[name])
            else:
                gone |= self.categories[name].codes < 0
        return gone

    def only(self, inside: Bools) -> "Predictors":
        """Those of some respondents, and the categories that occur among them."""
        numbers = {name: column[inside] for name, column in self.numbers.items()}
        categories = {name: _only(each, inside) for name, each in self.categories.items()}
        return Predictors(int(inside.sum()), self.names, numbers, categories)

    def blocks(self, step: int = 1) -> Iterator[tuple[slice, Floats]]:
        """Some thousand respondents at a time (every `step`-th only) and their predictors, (p, b)."""
        for first in range(0, self.size, BLOCK * step):
            part = slice(first, min(first + BLOCK * step, self.size), step)
            yield part, self.table(part)

    def table(self, part: slice) -> Floats:
        """Shape (p, b)."""
        length = len(range(*part.indices(self.size)))
        rows = [np.ones(length)]
        for name in self.names:
            if name in self.numbers:
                rows.append(self.numbers[name][part])
            else:
                each = self.categories[name]
                codes = each.codes[part]
                rows += [(codes == at).astype(float) for at in range(1, len(each.labels))]
        return np.stack(rows)

    def column(self, at: int) -> Floats:
        """One of the p columns, length n."""
        if at == 0:
            return np.ones(self.size)
        at -= 1
        for name in self.names:
            if name in self.numbers:
                if at == 0:
                    return self.numbers[name]
                at -= 1
            elif at < len(self.categories[name].labels) - 1:
                chosen: Floats = (self.categories[name].codes == at + 1).astype(float)
                return chosen
            else:
                at -= len(self.categories[name].labels) - 1
        raise AssertionError("there are as many columns as terms")


def predictors_of(names: tuple[str, ...], columns: Columns) -> Predictors:
    """The predictors that some columns make."""
    return Predictors(
        len(columns),
        names,
        {name: columns.numbers[name] for name in names if name in columns.numbers},
        {name: columns.categories[name] for name in names if name not in columns.numbers},
    )


def _only(category: Category, inside: Bools) -> Category:
    codes = category.codes[inside]
    there = np.zeros(len(category.labels), bool)
    there[codes] = True
    place = (np.cumsum(there) - 1).astype(np.int32)
    labels = tuple(
        label for label, is_there in zip(category.labels, there, strict=True) if is_there
    )
    return Category(place[codes], labels)
