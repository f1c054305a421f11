"""Bring a table to a wanted content: add what is new, change what differs, leave the rest alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model, QuerySet

Key = tuple[Any, ...]
_AT_ONCE = 2000


@dataclass
class Tally:
    """How many rows were added, changed and taken away."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        self.added += other.added
        self.changed += other.changed
        self.removed += other.removed
        return self


def keep(
    rows: QuerySet[Any],
    wanted: Mapping[Key, Mapping[str, Any]],
    *,
    key: tuple[str, ...],
    ids: Mapping[Key, UUID] | None = None,
) -> Tally:
    """Make `rows` hold `wanted`, found by `key`. Twice is once: equal rows are not written.

    Reads in one query, writes in batches. `ids` gives the keys of new rows where others need them.
    """
    if not wanted:
        return Tally()
    fields = tuple(next(iter(wanted.values())))
    names = tuple(dict.fromkeys((*key, *fields)))
    present: dict[Key, tuple[UUID, dict[str, Any]]] = {}
    for id_, *values in rows.values_list("id", *names):
        row = dict(zip(names, values, strict=True))
        present[tuple(row[name] for name in key)] = (id_, row)
    model: type[Model] = rows.model
    new, differing = [], []
    for at, values_wanted in wanted.items():
        if at not in present:
            id_ = ids[at] if ids else uuid4()
            new.append(model(id=id_, **dict(zip(key, at, strict=True)), **values_wanted))
            continue
        id_, row = present[at]
        if any(row[name] != value for name, value in values_wanted.items()):
            differing.append(model(id=id_, **dict(zip(key, at, strict=True)), **values_wanted))
    manager: Any = model._default_manager
    manager.bulk_create(new, batch_size=_AT_ONCE)
    if differing:
        manager.bulk_update(differing, [name for name in fields if name != "id"], batch_size=200)
    return Tally(added=len(new), changed=len(differing))


def drop(rows: QuerySet[Any], ids: Iterable[UUID]) -> Tally:
    """Take rows away by id, some hundred at a time."""
    gone = list(ids)
    for start in range(0, len(gone), 500):
        rows.filter(id__in=gone[start : start + 500]).delete()
    return Tally(removed=len(gone))
