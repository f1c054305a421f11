"""Which reference data has been loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from benkan.apps.registry.models import DataPack


@dataclass(frozen=True)
class LoadedPack:
    """A pack as it was loaded last: when, how many seconds that took, how many rows of each kind."""

    name: str
    loaded_at: datetime
    seconds: float
    counts: Mapping[str, int]


def loaded_packs() -> list[LoadedPack]:
    """All packs by name, in one query."""
    return [
        LoadedPack(row.name, row.loaded_at, row.seconds, row.counts)
        for row in DataPack.objects.order_by("name")
    ]
