"""Load a country's reference files, and say how long it took."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources.abc import Traversable
from time import perf_counter
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from benkan.apps.registry.actions.keeping import Tally, keep
from benkan.apps.registry.actions.load_facilities import load_facilities
from benkan.apps.registry.actions.load_places import load_divisions, load_settlements
from benkan.apps.registry.actions.pack_files import read, shipped
from benkan.apps.registry.models import (
    DataPack,
    Facility,
    Language,
    Law,
    PhonePrefix,
    Place,
    PlaceAncestor,
    PlaceCode,
    PlaceName,
    PlaceParent,
    PlaceShape,
    Right,
)
from benkan.apps.registry.rules.pack import Pack
from benkan.apps.registry.rules.pack_reference import Fields
from benkan.kit.planner import count_for_the_planner

Progress = Callable[[str, float], None]
"""Is told what is being done (an English sentence) and how much is done, from 0 to 1."""


@dataclass(frozen=True)
class LoadReport:
    """What a loading took and holds. `added`, `changed`, `removed` are rows of any table; all 0 when
    the same files had been loaded before."""

    seconds: float
    counts: dict[str, int] = field(default_factory=dict)
    added: int = 0
    changed: int = 0
    removed: int = 0


def silent(sentence: str, share: float) -> None:
    """Tell nobody."""


def load_mali(*, moment: datetime, progress: Progress = silent) -> LoadReport:
    """Load Mali as it is. A second call changes nothing."""
    return load_country("mali", shipped("mali"), moment=moment, progress=progress)


def load_country(
    name: str,
    folder: Traversable,
    *,
    moment: datetime,
    progress: Progress = silent,
    again: bool = False,
) -> LoadReport:
    """Load a folder of reference files, in four transactions so that others can write in between.

    Everything is read and checked first: a wrong file is refused and changes nothing. Broken off, it
    is taken up by the next call. The same files are not written twice, unless `again`.
    """
    began = perf_counter()
    progress("Reading the files", 0.0)
    pack = read(folder)
    known = DataPack.objects.filter(name=name, digest=pack.digest).first()
    if known and not again:
        return LoadReport(seconds=perf_counter() - began, counts=known.counts)
    tally = Tally()
    parts: list[tuple[str, float, Callable[[], Tally]]] = [
        ("Regions, cercles and communes", 0.1, lambda: load_divisions(pack, moment=moment)),
        ("Villages", 0.2, lambda: load_settlements(pack)),
        ("Health centres and schools", 0.7, lambda: load_facilities(pack)),
        ("Languages, laws, telephone prefixes", 0.95, lambda: _load_reference(pack)),
    ]
    for sentence, share, write in parts:
        progress(sentence, share)
        with transaction.atomic():
            tally += write()
    count_for_the_planner(
        Place, PlaceCode, PlaceName, PlaceParent, PlaceAncestor, PlaceShape, Facility
    )
    counts, seconds = _counts(pack), perf_counter() - began
    DataPack.objects.update_or_create(
        name=name,
        defaults={
            "digest": pack.digest,
            "loaded_at": moment,
            "seconds": round(seconds, 2),
            "counts": counts,
        },
    )
    progress("Ready", 1.0)
    return LoadReport(seconds, counts, tally.added, tally.changed, tally.removed)


def _load_reference(pack: Pack) -> Tally:
    tally = Tally()
    tables: list[tuple[QuerySet[Any], Mapping[str, Fields], str]] = [
        (Language.objects.all(), pack.languages, "code"),
        (Law.objects.all(), pack.laws, "code"),
        (Right.objects.all(), pack.rights, "code"),
        (PhonePrefix.objects.all(), pack.phone_prefixes, "pattern"),
    ]
    for rows, wanted, key in tables:
        tally += keep(rows, {(at,): fields for at, fields in wanted.items()}, key=(key,))
    return tally


def _counts(pack: Pack) -> dict[str, int]:
    return {
        "divisions": len(pack.divisions),
        "regions_2023": len(pack.new_regions),
        "villages": len(pack.settlements),
        "health_facilities": sum(f.sector == "health" for f in pack.facilities),
        "schools": sum(f.sector == "education" for f in pack.facilities),
        "languages": len(pack.languages),
        "phone_prefixes": len(pack.phone_prefixes),
        "laws": len(pack.laws),
        "rights": len(pack.rights),
        "borders": len(pack.shapes),
    }
