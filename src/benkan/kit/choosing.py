"""Filters of a list as they are offered: what may be chosen, what is on, and the way without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.kit.forms import QuickSelect

Named = Sequence[tuple[UUID, str]]


@dataclass(frozen=True)
class Choice:
    """A filter to choose from: its field, the words above it, the list."""

    id: str
    label: str
    select: SafeString


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
    counts = {} if chosen else counts or {}
    options = [("", blank or gettext("Everything"))]
    options += [
        (value, f"{word} ({counts.get(value, 0)})" if counts else word) for value, word in offered
    ]
    return Choice(f"by-{name}", label, _select(name, tuple(options), chosen))


@lru_cache(maxsize=300)
def _select(name: str, options: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """Written once: most lists are asked for with the same."""
    return QuickSelect(choices=options).render(name, chosen, {"id": f"by-{name}"})


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
