"""Write a pack's places: the divisions with all that is dated about them, then the settlements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from benkan.apps.registry.actions.keeping import Key, Tally, drop, keep
from benkan.apps.registry.models import (
    Place,
    PlaceAncestor,
    PlaceCode,
    PlaceName,
    PlaceParent,
    PlaceShape,
    PlaceSuccession,
)
from benkan.apps.registry.rules.editions import FRAME, REFORMED
from benkan.apps.registry.rules.pack import Division, NewRegion, Pack
from benkan.kit.text import folded

COD = "OCHA / DNCT Mali, COD-AB 2015, HDX"
MATCL = "OpenDataMali (MATCL), 2015"
REFORM = "Loi n° 2023-006 et n° 2023-007 du 13 mars 2023"
REFORM_GUESS = "Loi n° 2023-006 ; rattachement non officiel"
RGPH5 = "INSTAT, RGPH5 2022"
COD_DAY = date(2015, 4, 8)
REFORM_DAY = date(2023, 3, 13)
HIERARCHIES = (PlaceParent.Hierarchy.STATE, PlaceParent.Hierarchy.LOCAL_GOVERNMENT)

Codes = Mapping[Key, UUID]


def known_codes() -> dict[Key, UUID]:
    """Which place each code in force names, by scheme and code; one query."""
    rows = PlaceCode.objects.filter(closes_on=None).values_list("scheme", "code", "place_id")
    return {(scheme, code): place for scheme, code, place in rows}


def load_divisions(pack: Pack, *, moment: datetime) -> Tally:
    """The 703-commune frame, the regions of 2023, and what is dated about both."""
    same = _unchanged_regions(pack.divisions)
    codes = known_codes()
    for division in pack.divisions:
        codes.setdefault(("pcode", division.code), uuid4())
    for region in pack.new_regions:
        old = same.get(region.key)
        codes[("region_2023", region.key)] = (
            codes[("pcode", old)] if old else codes.get(("region_2023", region.key), uuid4())
        )
    new_regions = [region for region in pack.new_regions if region.key not in same]
    places = _division_places(pack.divisions, codes) | _region_places(new_regions, codes)
    tally = _keep_places(places)
    tally += _keep_codes(pack, codes, moment)
    tally += _keep_names(pack, codes, set(places))
    tally += _keep_parents(pack, codes)
    tally += _keep_successions(pack, codes)
    tally += _keep_shapes(pack, codes, new_regions)
    tally += _keep_ancestors(_division_lines(pack.divisions, codes) | _alone(new_regions, codes))
    return tally


def _unchanged_regions(divisions: Iterable[Division]) -> dict[str, str]:
    """The regions of 2023 that hold exactly the communes of an old one: the same place."""
    above = {division.code: division.parent for division in divisions}
    in_new: dict[str, set[str]] = defaultdict(set)
    in_old: dict[str, set[str]] = defaultdict(set)
    for division in divisions:
        if division.kind == "commune":
            in_new[division.region_2023].add(division.code)
            in_old[above[division.parent]].add(division.code)
    return {key: code for key, new in in_new.items() for code, old in in_old.items() if new == old}


def _division_places(divisions: Iterable[Division], codes: Codes) -> dict[UUID, dict[str, object]]:
    return {
        codes[("pcode", d.code)]: {
            "kind": d.kind,
            "name": d.name,
            "folded": folded(d.name),
            "latitude": d.latitude,
            "longitude": d.longitude,
            "area_km2": d.area_km2,
            "population": d.population,
            "population_source": d.population_source,
            "population_status": d.population_status,
            "electors_2013": d.electors,
            "flags": list(d.flags),
            "note": d.note,
        }
        for d in divisions
    }


def _region_places(regions: Iterable[NewRegion], codes: Codes) -> dict[UUID, dict[str, object]]:
    return {
        codes[("region_2023", region.key)]: {
            "kind": "region",
            "name": region.name,
            "folded": folded(region.name),
            "latitude": None,
            "longitude": None,
            "area_km2": None,
            "population": region.population,
            "population_source": RGPH5,
            "population_status": "census",
            "electors_2013": None,
            "flags": ["border_unofficial"],
            "note": "",
        }
        for region in regions
    }


def _keep_places(places: Mapping[UUID, dict[str, object]]) -> Tally:
    wanted = {(id_,): fields for id_, fields in places.items()}
    return keep(Place.objects.all(), wanted, key=("pk",), ids={(id_,): id_ for id_ in places})


def _keep_codes(pack: Pack, codes: Codes, moment: datetime) -> Tally:
    wanted: dict[Key, dict[str, object]] = {}

    def add(scheme: str, code: str, place: UUID, source: str, opens_on: date | None) -> None:
        wanted[(scheme, code)] = {
            "place_id": place,
            "source": source,
            "status": "official",
            "opens_on": opens_on,
        }

    for d in pack.divisions:
        place = codes[("pcode", d.code)]
        add("pcode", d.code, place, COD, COD_DAY)
        if d.code_matcl:
            add("matcl", d.code_matcl, place, MATCL, None)
        if "provisional_code" in d.flags:
            wanted[("pcode", d.code)]["status"] = "estimated"
    for region in pack.new_regions:
        add("region_2023", region.key, codes[("region_2023", region.key)], REFORM, REFORM_DAY)
    mine = {codes[("pcode", d.code)] for d in pack.divisions}
    open_codes = PlaceCode.objects.filter(closes_on=None)
    stale = [
        id_
        for id_, scheme, code, place in open_codes.values_list("id", "scheme", "code", "place_id")
        if place in mine and (scheme, code) not in wanted
    ]
    open_codes.filter(id__in=stale).update(closes_on=moment.date())
    tally = keep(open_codes, wanted, key=("scheme", "code"))
    tally.changed += len(stale)
    return tally


def _keep_names(pack: Pack, codes: Codes, mine: set[UUID]) -> Tally:
    wanted: dict[Key, dict[str, object]] = {}
    called = [(codes[("pcode", d.code)], d.name, "official", COD) for d in pack.divisions]
    called += [
        (codes[("pcode", d.code)], d.name_ocha, "ocha", COD)
        for d in pack.divisions
        if d.name_ocha != d.name
    ]
    called += [
        (codes[("region_2023", r.key)], r.name, "official", REFORM) for r in pack.new_regions
    ]
    for place, name, kind, source in called:
        wanted[(place, name, "fr", kind)] = {
            "folded": folded(name),
            "source": source,
            "status": "official",
        }
    key = ("place_id", "name", "language", "kind")
    stale = [
        id_
        for id_, *at in PlaceName.objects.values_list("id", *key)
        if at[0] in mine and tuple(at) not in wanted
    ]
    tally = drop(PlaceName.objects.all(), stale)
    tally += keep(PlaceName.objects.all(), wanted, key=key)
    return tally


def _keep_parents(pack: Pack, codes: Codes) -> Tally:
    """Both hierarchies in the frame of 2015; in 2023 a commune is directly below its region."""
    wanted: dict[Key, dict[str, object]] = {}
    country = codes[("pcode", next(d.code for d in pack.divisions if d.kind == "country"))]

    def add(
        place: UUID, parent: UUID, edition: str, source: str, status: str, since: date | None
    ) -> None:
        for hierarchy in HIERARCHIES:
            wanted[(place, hierarchy, edition)] = {
                "parent_id": parent,
                "source": source,
                "status": status,
                "opens_on": since,
            }

    for d in pack.divisions:
        place = codes[("pcode", d.code)]
        if d.parent:
            add(place, codes[("pcode", d.parent)], FRAME, COD, "official", None)
        if d.region_2023:
            above = codes[("region_2023", d.region_2023)]
            add(place, above, REFORMED, REFORM_GUESS, "estimated", REFORM_DAY)
    for region in pack.new_regions:
        place = codes[("region_2023", region.key)]
        add(place, country, REFORMED, REFORM, "official", REFORM_DAY)
    return keep(PlaceParent.objects.all(), wanted, key=("place_id", "hierarchy", "edition"))


def _keep_successions(pack: Pack, codes: Codes) -> Tally:
    """A region of 2023 came out of each old region that gave it a commune, as far as is known."""
    above = {d.code: d.parent for d in pack.divisions}
    pairs = {
        (codes[("pcode", above[d.parent])], codes[("region_2023", d.region_2023)])
        for d in pack.divisions
        if d.region_2023
    }
    wanted: dict[Key, dict[str, object]] = {
        (old, new): {
            "kind": "split",
            "source": REFORM_GUESS,
            "status": "estimated",
            "opens_on": REFORM_DAY,
        }
        for old, new in pairs
        if old != new
    }
    return keep(PlaceSuccession.objects.all(), wanted, key=("predecessor_id", "successor_id"))


def _keep_shapes(pack: Pack, codes: Codes, new_regions: Iterable[NewRegion]) -> Tally:
    wanted: dict[Key, dict[str, object]] = {
        (codes[("pcode", code)],): {"geometry": text, "source": COD, "status": "official"}
        for code, text in pack.shapes.items()
    }
    for region in new_regions:
        if region.key in pack.new_region_shapes:
            wanted[(codes[("region_2023", region.key)],)] = {
                "geometry": pack.new_region_shapes[region.key],
                "source": COD,
                "status": "estimated",
            }
    return keep(PlaceShape.objects.all(), wanted, key=("place_id",))


Lines = dict[UUID, tuple[UUID, ...]]


def _division_lines(divisions: Iterable[Division], codes: Codes) -> Lines:
    """Each place followed by all above it in the frame of 2015; parents come before children."""
    lines: Lines = {}
    for d in divisions:
        place = codes[("pcode", d.code)]
        lines[place] = (place, *(lines[codes[("pcode", d.parent)]] if d.parent else ()))
    return lines


def _alone(regions: Iterable[NewRegion], codes: Codes) -> Lines:
    ids = [codes[("region_2023", region.key)] for region in regions]
    return {place: (place,) for place in ids}


def _keep_ancestors(lines: Lines) -> Tally:
    wanted: dict[Key, dict[str, object]] = {
        (place, ancestor): {"depth": depth}
        for place, line in lines.items()
        for depth, ancestor in enumerate(line)
    }
    key = ("place_id", "ancestor_id")
    stale = [
        id_
        for id_, place, ancestor in PlaceAncestor.objects.values_list("id", *key)
        if place in lines and (place, ancestor) not in wanted
    ]
    tally = drop(PlaceAncestor.objects.all(), stale)
    tally += keep(PlaceAncestor.objects.all(), wanted, key=key)
    return tally


def load_settlements(pack: Pack) -> Tally:
    """The settlements as villages below their commune. Their name is kept on the place alone."""
    codes = known_codes()
    for s in pack.settlements:
        codes.setdefault(("pcode", s.code), uuid4())
    tally = _keep_places(
        {
            codes[("pcode", s.code)]: {
                "kind": "village",
                "name": s.name,
                "folded": folded(s.name),
                "latitude": s.latitude,
                "longitude": s.longitude,
                "flags": list(s.flags),
            }
            for s in pack.settlements
        }
    )
    of_code: dict[Key, dict[str, object]] = {
        ("pcode", s.code): {
            "place_id": codes[("pcode", s.code)],
            "source": COD,
            "status": "official",
            "opens_on": COD_DAY,
        }
        for s in pack.settlements
    }
    tally += keep(PlaceCode.objects.filter(closes_on=None), of_code, key=("scheme", "code"))
    of_parent: dict[Key, dict[str, object]] = {
        (codes[("pcode", s.code)], PlaceParent.Hierarchy.STATE, FRAME): {
            "parent_id": codes[("pcode", s.commune)],
            "source": COD,
            "status": "official",
            "opens_on": None,
        }
        for s in pack.settlements
    }
    tally += keep(PlaceParent.objects.all(), of_parent, key=("place_id", "hierarchy", "edition"))
    above = _division_lines(pack.divisions, codes)
    tally += _keep_ancestors(
        {
            (place := codes[("pcode", s.code)]): (place, *above[codes[("pcode", s.commune)]])
            for s in pack.settlements
        }
    )
    tally += _mark_the_gone(pack, codes)
    return tally


def _mark_the_gone(pack: Pack, codes: Codes) -> Tally:
    """Flag villages that the source no longer lists. They stay: a case may stand on them."""
    country = next(d.code for d in pack.divisions if d.kind == "country")
    listed = {s.code for s in pack.settlements} | {d.code for d in pack.divisions}
    gone = [
        place
        for (scheme, code), place in codes.items()
        if scheme == "pcode" and code.startswith(country) and code not in listed
    ]
    marked = []
    for start in range(0, len(gone), 500):
        for place in Place.objects.filter(id__in=gone[start : start + 500]):
            if "not_in_source_any_more" not in place.flags:
                place.flags.append("not_in_source_any_more")
                marked.append(place)
    Place.objects.bulk_update(marked, ["flags"], batch_size=200)
    return Tally(changed=len(marked))
