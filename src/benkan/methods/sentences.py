"""A reason is data too: an English sentence with named places, and what fills them.

Methods explain a result with these; whoever shows them (`benkan method … --explain`, a page) says
them in the reader's language and writes the numbers as that language does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True)
class Percent:
    """A share from 0 to 1 that is said in per cent, with so many decimals."""

    share: Fraction | float
    decimals: int = 0


def plain_percent(share: Fraction | float) -> Percent:
    """With a decimal only where there is one: 30%, and 37.5%."""
    return Percent(share, 0 if round(share * 100, 1) == round(share * 100) else 1)


@dataclass(frozen=True)
class Decimal:
    """A number that is said with so many decimals."""

    value: Fraction | float
    decimals: int = 2


def plain(value: Fraction | float) -> Decimal:
    """With as many decimals as it has, up to two."""
    return Decimal(value, next((n for n in (0, 1) if round(value, n) == value), 2))


Detail: TypeAlias = "str | int | Percent | Decimal | Sentence"
"""A sentence within a sentence is said in the same language: a word of a scale, for one."""


@dataclass(frozen=True)
class Sentence:
    """One plain sentence. `text` is marked with `N_`; `is_heading` sets what follows apart."""

    text: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    is_heading: bool = False
