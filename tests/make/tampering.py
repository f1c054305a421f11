"""Ways to tamper with a chain of the journal, by somebody who may write every table and knows how seals
are made."""

from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID, uuid4

from benkan.apps.journal.models import Chain, Entry
from benkan.apps.journal.queries import stored_fields
from benkan.apps.journal.rules import seal_of
from tests.make.registry import NOW

Entries = list[Entry]
Change = Callable[[Entries, Random], None]


def _edit(entries: Entries, lots: Random) -> None:
    """Another value in any field."""
    entry = lots.choice(entries)
    other: dict[str, Any] = {
        "body": entry.body.replace(":", ": ", 1),
        "name": entry.name + "s",
        "version": entry.version + 1,
        "actor": uuid4(),
        "moment": entry.moment.replace(microsecond=(entry.moment.microsecond + 1) % 1_000_000),
    }
    field = lots.choice(sorted(other))
    setattr(entry, field, other[field])


def _delete(entries: Entries, lots: Random) -> None:
    entries.remove(lots.choice(entries))


def _swap(entries: Entries, lots: Random) -> None:
    one, two = lots.sample(range(len(entries)), 2)
    first, second = entries[one], entries[two]
    first.position, second.position = second.position, first.position
    entries[one], entries[two] = second, first


def _insert(entries: Entries, lots: Random) -> None:
    """One more, with a seal that fits where it stands; what stands behind moves on by one. At the end
    of the chain it would be what every event does."""
    at = lots.randrange(len(entries))
    added = Entry(programme=entries[0].programme, name="WellDug", version=1, body="{}", moment=NOW)
    before = str(entries[at - 1].seal) if at else ""
    added.position, added.previous = at + 1, before
    added.seal = seal_of(before, at + 1, stored_fields(added))
    for entry in entries[at:]:
        assert entry.position is not None, "it was sealed"
        entry.position += 1
    entries.insert(at, added)


def _cut(entries: Entries, lots: Random) -> None:
    del entries[lots.randrange(1, len(entries)) :]


def tampered(programme: UUID, change: Change, lots: Random, *, anew: bool, after: int = 0) -> None:
    """Change the chain behind an entry: with `anew` all seals and the head are made again, so that the
    chain holds in itself."""
    everything = list(Entry.objects.filter(programme=programme).order_by("position"))
    kept, entries = everything[:after], everything[after:]
    change(entries, lots)
    if anew:
        _sealed_anew(programme, kept, entries)
    Entry.objects.filter(pk__in=[one.pk for one in everything[after:]]).delete()
    Entry.objects.bulk_create(entries)


def _sealed_anew(programme: UUID, kept: Entries, entries: Entries) -> None:
    head = str(kept[-1].seal) if kept else ""
    for position, entry in enumerate(entries, len(kept) + 1):
        entry.position, entry.previous = position, head
        entry.seal = head = seal_of(head, position, stored_fields(entry))
    chain = Chain.objects.filter(programme=programme)
    chain.update(position=len(kept) + len(entries), head=head)


WAYS: dict[str, Change] = {
    "edit": _edit,
    "delete": _delete,
    "swap": _swap,
    "insert": _insert,
    "cut the tail": _cut,
}
