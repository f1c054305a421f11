"""Filters of a list as they are offered: what may be chosen, what is on, and the way without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

Named = Sequence[tuple[UUID, str]]


@dataclass(frozen=True)
class Option:
    """Something to choose; `count` None where nobody has counted what answers to it."""

    value: str
    label: str
    count: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Choice:
    """A filter to choose from."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the words of the address without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Quick:
    """A filter that is asked for all day long."""

    icon: str
    label: str
    query: str
    is_current: bool


def choice(
    name: str,
    label: str,
    offered: Sequence[tuple[str, str]],
    chosen: str,
    counts: Mapping[str, int] | None = None,
    *,
    blank: str = "",
) -> Choice:
    """A filter with everything as its first option. How many answer to each is told only while none
    is chosen: the counts are of what is shown."""
    everything = Option("", blank or gettext("Everything"), is_chosen=not chosen)
    options = [
        Option(
            value, word, counts.get(value, 0) if counts and not chosen else None, value == chosen
        )
        for value, word in offered
    ]
    return Choice(name, label, (everything, *options))


def steps_down(path: Named, inside: Named) -> list[tuple[str, str]]:
    """The places above the chosen one, itself, and what lies inside, each deeper than the last."""
    above = [(str(pk), "– " * depth + name) for depth, (pk, name) in enumerate(path)]
    return above + [(str(pk), "– " * len(path) + name) for pk, name in inside]


def id_in(value: str) -> UUID | None:
    """A key as an address holds it; None for anything else."""
    try:
        return UUID(value)
    except ValueError:
        return None
