"""The content of a country's reference files as plain values, and what must hold between them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from benkan.apps.registry.rules.flags import as_stored
from benkan.apps.registry.rules.pack_lines import Line, PackKeyTwice, PackValueUnknown
from benkan.apps.registry.rules.pack_reference import Fields

KINDS = {"0": "country", "1": "region", "2": "cercle", "3": "commune"}
_YES = {"yes": "yes", "no": ""}


@dataclass(frozen=True)
class Division:
    """A division of the frame before the reform, with the parent that was corrected."""

    kind: str
    code: str
    parent: str
    name: str
    name_ocha: str
    code_matcl: str
    latitude: float | None
    longitude: float | None
    area_km2: float | None
    electors: int | None
    population: int | None
    population_source: str
    population_status: str
    region_2023: str
    note: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class NewRegion:
    """A region of the reform of 2023."""

    key: str
    name: str
    population: int | None


@dataclass(frozen=True)
class Settlement:
    code: str
    name: str
    commune: str
    latitude: float | None
    longitude: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class FacilityLine:
    sector: str
    code: str
    kind: str
    name: str
    commune: str
    locality: str
    latitude: float | None
    longitude: float | None
    details: Mapping[str, object]
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """All that a country's folder holds. `shapes`: GeoJSON geometry text by code; `digest`: SHA-256
    over the content of the files."""

    digest: str
    divisions: tuple[Division, ...]
    new_regions: tuple[NewRegion, ...]
    settlements: tuple[Settlement, ...]
    facilities: tuple[FacilityLine, ...]
    languages: Mapping[str, Fields] = field(default_factory=dict)
    laws: Mapping[str, Fields] = field(default_factory=dict)
    rights: Mapping[str, Fields] = field(default_factory=dict)
    phone_prefixes: Mapping[str, Fields] = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)
    new_region_shapes: Mapping[str, str] = field(default_factory=dict)


def divisions(lines: Iterable[Line]) -> tuple[Division, ...]:
    """The divisions, parents before children. Refuses an unknown parent and a code given twice."""
    found: dict[str, Division] = {}
    for line in sorted(lines, key=lambda line: line.maybe("level")):
        division = _division(line)
        if division.code in found:
            raise line.refusal(PackKeyTwice, "code", value=division.code)
        if division.kind != "country" and division.parent not in found:
            raise line.refusal(PackValueUnknown, "parent_code", value=division.parent[:40])
        found[division.code] = division
    return tuple(found.values())


def _division(line: Line) -> Division:
    kind = line.one_of("level", KINDS)
    published = line.maybe("parent_code")
    quality = line.maybe("pop_2022_quality")
    flags = []
    if corrected := line.maybe("parent_code_corrected"):
        flags.append(f"parent_corrected:{published}")
    if "provisoire" in line.maybe("note"):
        flags.append("provisional_code")
    if not line.one_of("geometry", _YES):
        flags.append("no_border")
    if quality.startswith("faible"):
        flags.append("population_weak")
    return Division(
        kind=kind,
        code=line.text("code", most=20),
        parent=corrected or published,
        name=line.text("name_fr", most=80),
        name_ocha=line.text("name", most=80),
        code_matcl=line.maybe("matcl_code", most=20),
        latitude=line.latitude(),
        longitude=line.longitude(),
        area_km2=line.number_or_none("area_km2", least=0, most=2e7),
        electors=line.whole_or_none("electors_2013"),
        population=line.whole_or_none("pop_2022_est"),
        population_source=line.maybe("pop_2022_method", most=120),
        population_status=_population_status(kind, quality),
        region_2023=line.maybe("region_2023") if kind == "commune" else "",
        note=line.maybe("note", most=300),
        flags=tuple(flags),
    )


def _population_status(kind: str, quality: str) -> str:
    if kind == "country":
        return "census"
    return "weak_estimate" if quality.startswith("faible") else "estimate"


def new_regions(lines: Iterable[Line]) -> tuple[NewRegion, ...]:
    return tuple(
        NewRegion(
            key=line.text("key", most=20),
            name=line.text("name_fr", most=80),
            population=line.whole_or_none("pop_2022"),
        )
        for line in lines
    )


def settlements(lines: Iterable[Line], *, communes: set[str]) -> tuple[Settlement, ...]:
    """The settlements. Refuses an unknown commune and a code given twice."""
    found: dict[str, Settlement] = {}
    for line in lines:
        code, commune = line.text("code", most=20), line.text("commune_code")
        _check_commune(line, commune, communes)
        if code in found:
            raise line.refusal(PackKeyTwice, "code", value=code)
        found[code] = Settlement(
            code=code,
            name=line.text("name", most=80),
            commune=commune,
            latitude=line.latitude(),
            longitude=line.longitude(),
            flags=_flags(line),
        )
    return tuple(found.values())


def health_facilities(lines: Iterable[Line], *, communes: set[str]) -> tuple[FacilityLine, ...]:
    return _once(
        [(line, _facility(line, "health", "id", "type", communes)) for line in lines], "id"
    )


def schools(lines: Iterable[Line], *, communes: set[str]) -> tuple[FacilityLine, ...]:
    return _once(
        [(line, _facility(line, "education", "code", "cycle", communes)) for line in lines], "code"
    )


_DETAILS = {
    "health": ("ownership", "ll_source", "type_source", "name_source", "region_code_stated"),
    "education": [
        "status",
        "academy",
        "cap",
        "water",
        "latrines",
        "separate_girls_latrines",
        "n_latrines",
        "canteen",
        "boys",
        "girls",
        "pupils",
        "teachers",
    ],
}


def _facility(line: Line, sector: str, key: str, kind: str, communes: set[str]) -> FacilityLine:
    commune = line.maybe("commune_code")
    if commune:
        _check_commune(line, commune, communes)
    code, flags = line.maybe(key, most=20), _flags(line)
    if not code:
        code, flags = _code_from_content(line), ("no_code", *flags)
    return FacilityLine(
        sector=sector,
        code=code,
        kind=line.text(kind, most=40),
        name=line.text("name", most=120),
        commune=commune,
        locality=line.maybe("locality", most=80) if sector == "education" else "",
        latitude=line.latitude(),
        longitude=line.longitude(),
        details={name: text for name in _DETAILS[sector] if (text := line.maybe(name))},
        flags=flags,
    )


def _code_from_content(line: Line) -> str:
    """A code for what the source left without one: the same at each loading."""
    said = "|".join(line.maybe(column) for column in ("name", "cycle", "commune_code", "locality"))
    return "SCH-" + hashlib.sha256(said.encode()).hexdigest()[:10].upper()


def _check_commune(line: Line, commune: str, communes: set[str]) -> None:
    if commune not in communes:
        raise line.refusal(PackValueUnknown, "commune_code", value=commune[:40])


def _flags(line: Line) -> tuple[str, ...]:
    return tuple(as_stored(part) for part in line.parts("flags"))


def _once(pairs: list[tuple[Line, FacilityLine]], column: str) -> tuple[FacilityLine, ...]:
    seen: dict[str, FacilityLine] = {}
    for line, facility in pairs:
        if facility.code in seen:
            raise line.refusal(PackKeyTwice, column, value=facility.code)
        seen[facility.code] = facility
    return tuple(seen.values())
