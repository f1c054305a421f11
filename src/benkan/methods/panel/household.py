"""Who lives together: people with one address key, of whom a panel holds at most one."""

from collections import defaultdict
from collections.abc import Iterable

from benkan.methods.panel.pool import Person


def homes(people: Iterable[Person]) -> list[list[Person]]:
    """The people household by household; a person without an address key is a household of one."""
    shared: dict[str, list[Person]] = defaultdict(list)
    alone: list[list[Person]] = []
    for person in people:
        if person.household is None:
            alone.append([person])
        else:
            shared[person.household].append(person)
    return [*alone, *shared.values()]


def households(people: Iterable[Person]) -> int:
    """How many there are."""
    return len(homes(people))
