"""Which communes a commune may be compared with: alike enough that a difference says something.

The seat of a cercle with seats, a commune of a district with those of its district, the others with
the others; with half to twice as many inhabitants. Of these first the ones where the same programme
works, then those of the same region, then the nearest in number of inhabitants.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

MOST_TIMES = 2
"""How many times as many inhabitants the larger of two may have."""
HOW_MANY = 4


@dataclass(frozen=True)
class CommuneLike:
    """What is compared to find a commune's like. `kind`: see `kind_of`."""

    id: UUID
    code: str
    region: str
    kind: str
    population: int | None


def kind_of(*, name: str, cercle: str) -> str:
    """Whether a commune is a seat or a quarter of a district: which communes are urban by law is not
    in the lists, these two are known.

    >>> kind_of(name="Kayes", cercle="Kayes"), kind_of(name="Commune IV", cercle="Bamako")
    ('seat', 'district')
    """
    if name == cercle:
        return "seat"
    return "district" if name.startswith("Commune ") else "other"


def similar(
    here: CommuneLike,
    others: Iterable[CommuneLike],
    *,
    at_work: frozenset[UUID],
    most: int = HOW_MANY,
) -> list[UUID]:
    """The communes to compare with, at most `most`, the likest first; none where the number of
    inhabitants is not known. Ties go to the smaller code."""
    population = here.population
    if not population:
        return []
    found = [
        (other.id not in at_work, other.region != here.region, times, other.code, other.id)
        for other in others
        if other.id != here.id
        and other.kind == here.kind
        and other.population
        and (times := _times(population, other.population)) <= MOST_TIMES
    ]
    return [id_ for *_, id_ in sorted(found)[:most]]


def _times(one: int, other: int) -> Fraction:
    return Fraction(max(one, other), min(one, other))


def per_ten_thousand(count: int, population: int | None) -> Fraction | None:
    """How many for 10,000 inhabitants; None where their number is not known."""
    return Fraction(count * 10_000, population) if population else None
