"""Every address below a programme, as the table of addresses has it: its words, and whom it lets in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from benkan.apps.registry.models import Programme
from benkan.kit.actor import Role
from tests.make.neighbours import Things

OF_AN_ORGANISATION = {
    "account", "activity_id", "grant", "invitation", "recommendation_id", "round_id",
}  # fmt: skip
"""What is one organisation's own business: another one at the very same place does not find it."""

READ_BY_ALL_OF_THE_PLACE = {"web:meeting", "activities:activity"}
"""Pages of a meeting that take no writing: two organisations do not call people together for one day."""


@dataclass(frozen=True)
class Address:
    """An address below a programme: its name, the words it takes, and whom its page lets in."""

    name: str
    words: frozenset[str]
    audience: Any

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> tuple[Role, ...]:
        return () if self.audience == "everyone" else tuple(self.audience)

    @property
    def is_for_programs(self) -> bool:
        return self.name.startswith("api:")

    @property
    def is_of_an_organisation(self) -> bool:
        return bool(self.words & OF_AN_ORGANISATION) and self.name not in READ_BY_ALL_OF_THE_PLACE

    def of(self, things: Things, programme: Programme) -> str:
        named = {word: things.filling(self.name, word) for word in self.words}
        return reverse(self.name, kwargs={"programme": programme.slug, **named})


def _below(
    patterns: Sequence[URLPattern | URLResolver],
    space: str = "",
    words: frozenset[str] = frozenset(),
) -> Iterator[Address]:
    for pattern in patterns:
        here = words | set(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, inner, here)
        elif "programme" in here:
            audience = getattr(pattern.callback, "audience", None)
            yield Address(f"{space}{pattern.name}", here - {"programme"}, audience)


ADDRESSES = list(_below(get_resolver().url_patterns))
GUARDED = [address for address in ADDRESSES if address.roles]
OF_A_TABLE = {"language", "prompt"}
"""Words of an address that name a line of a table that every programme has, not a thing of one."""
WITH_IDS = [address for address in GUARDED if address.words - OF_A_TABLE]
