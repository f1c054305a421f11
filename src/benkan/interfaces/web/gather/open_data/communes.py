"""The communes of a programme with their public numbers, as a file and as a map (GeoJSON)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from benkan.apps.commitments import queries as commitments
from benkan.apps.registry import queries as registry
from benkan.apps.results import queries as results
from benkan.interfaces.web.gather.compare import kept_of_due
from benkan.interfaces.web.gather.open_data.table import (
    LICENCE,
    LICENCE_ADDRESS,
    NATURE,
    NATURE_COLUMN,
    Asked,
    Row,
    Table,
)
from benkan.kit.open_tables import Cell, Column, written
from benkan.kit.refusals import N_

AT_ONCE = 200
COLUMNS = (
    Column("code_commune", "#adm3+code", N_("Code of the commune as OCHA has it (ML…)")),
    Column("commune", "#adm3+name", N_("The commune")),
    Column("cercle", "#adm2+name", N_("Its cercle, in the frame of 2015")),
    Column("region", "#adm1+name", N_("Its region, in the frame of 2015")),
    Column("latitude", "#geo+lat", N_("Of its middle, in degrees (WGS84)")),
    Column("longitude", "#geo+lon", N_("Of its middle, in degrees (WGS84)")),
    Column("habitants", "#population", N_("How many people live there")),
    Column(
        "habitants_nature",
        "#population+status",
        N_("census, or estimate and weak_estimate: worked out from the census of 2022"),
    ),
    Column(
        "sante", "#loc+health+count", N_("Health facilities in the public lists of 2012 to 2018")
    ),
    Column("ecoles", "#loc+education+count", N_("Schools in the public lists of 2012 to 2018")),
    Column("engagements", "#activity+count", N_("How many promises are published")),
    Column(
        "tenus",
        "#indicator+kept+count",
        N_("Promises kept, as last published; empty where nothing is, or too little to show"),
    ),
    Column(
        "echus",
        "#indicator+due+count",
        N_("Promises that were settled or fell due, as last published; empty like the one before"),
    ),
    Column("chiffres_du", "#date+published", N_("Up to which day these two were known")),
    NATURE_COLUMN,
)


@dataclass(frozen=True)
class _Counted:
    """What is known of all communes of a programme at once."""

    promises: dict[UUID, int]
    kept: results.Published | None


def _rows(asked: Asked) -> Iterator[Row]:
    for _, row in _communes(asked):
        yield row


def _communes(asked: Asked) -> Iterator[tuple[UUID, Row]]:
    """Each commune with its cells, 200 in memory at a time."""
    places = registry.communes_of_programme(asked.programme.id)
    counted = _counted(asked, places)
    for start in range(0, len(places), AT_ONCE):
        for here in registry.services_in(places[start : start + AT_ONCE]):
            yield here.card.id, _cells(asked, here, counted)


def _counted(asked: Asked, places: list[UUID]) -> _Counted:
    found = results.published(asked.programme.id, figure="commitments_kept")
    return _Counted(
        promises=commitments.promises_by_place(asked.programme.id, places),
        kept=next((one for one in found if one.is_current), None),
    )


def _cells(asked: Asked, here: registry.ServicesHere, counted: _Counted) -> Row:
    card = here.card
    kept, due = kept_of_due(counted.kept, str(card.id))
    return (
        card.code,
        card.name,
        card.cercle,
        card.region,
        card.latitude,
        card.longitude,
        card.population,
        card.population_status,
        here.health,
        here.schools,
        counted.promises.get(card.id, 0),
        kept,
        due,
        counted.kept.known_on if counted.kept and due is not None else None,
        NATURE[asked.programme.kind],
    )


COMMUNES = Table(
    "communes",
    N_("Communes"),
    N_("The communes of the programme with what may be counted of each by anybody."),
    COLUMNS,
    _rows,
)


def features(asked: Asked, *, title: str, sources: str) -> Iterator[str]:
    """The same as GeoJSON, piece by piece: the border where it is known, else the middle."""
    about = {
        "title": title,
        "license": LICENCE,
        "license_url": LICENCE_ADDRESS,
        "sources": sources,
        "date": asked.on.isoformat(),
        "programme_kind": NATURE[asked.programme.kind],
    }
    yield '{"type":"FeatureCollection",' + json.dumps(about, ensure_ascii=False)[1:-1]
    yield ',"features":['
    between = ""
    for piece in _pieces(asked):
        borders = registry.borders_of([place for place, _ in piece])
        for place, row in piece:
            yield between + _feature(row, borders.get(place))
            between = ",\n"
    yield "]}\n"


def _pieces(asked: Asked) -> Iterator[list[tuple[UUID, Row]]]:
    piece: list[tuple[UUID, Row]] = []
    for one in _communes(asked):
        piece.append(one)
        if len(piece) == AT_ONCE // 4:
            yield piece
            piece = []
    if piece:
        yield piece


def _feature(row: Row, border: str | None) -> str:
    named = dict(zip((column.name for column in COLUMNS), row, strict=True))
    place = named.pop("longitude"), named.pop("latitude")
    properties = json.dumps(
        {name: _value(value) for name, value in named.items()}, ensure_ascii=False
    )
    geometry = border or json.dumps(_point(*place))
    return f'{{"type":"Feature","geometry":{geometry},"properties":{properties}}}'


def _value(cell: Cell) -> Any:
    return cell if cell is None or isinstance(cell, str | int | float) else written(cell)


def _point(longitude: Cell, latitude: Cell) -> Any:
    if longitude is None or latitude is None:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}
