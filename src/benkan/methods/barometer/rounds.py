"""The scores of one round, as they are kept: integers, one scale for the whole file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Counts = tuple[tuple[int, int], ...]
"""Values in ascending order, each an integer over the scale, with how many people gave it."""


@dataclass
class Round:
    """One round: its name, the model version its scores were given for, for each leaf and group how
    many people gave each value, and for each leaf what was agreed. Values are integers ÷ `scale`."""

    name: str
    version: str
    scale: int
    cells: dict[str, dict[str, Counts]] = field(default_factory=dict)
    agreed: dict[str, Fraction] = field(default_factory=dict)


def people(counts: Counts) -> int:
    """How many gave a value."""
    return sum([count for _, count in counts])


def total(counts: Counts) -> int:
    """The sum of what they gave, over the scale."""
    return sum([value * count for value, count in counts])


def counted(values: Mapping[int, int]) -> Counts:
    """In the order in which they are kept."""
    return tuple(sorted(values.items()))


def pooled(groups: Iterable[Counts]) -> Counts:
    """Several groups as one."""
    added: dict[int, int] = {}
    for counts in groups:
        for value, count in counts:
            added[value] = added.get(value, 0) + count
    return counted(added)
