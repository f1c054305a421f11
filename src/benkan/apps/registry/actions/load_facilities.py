"""Write a pack's health facilities and schools."""

from collections.abc import Mapping

from benkan.apps.registry.actions.keeping import Key, Tally, keep
from benkan.apps.registry.actions.load_places import known_codes
from benkan.apps.registry.models import Facility
from benkan.apps.registry.rules.pack import Pack
from benkan.kit.text import folded

SOURCES: Mapping[str, str] = {
    "health": "Maina et al. 2019 / OMS",
    "education": "OpenDataMali, liste des écoles, 2015 ou avant",
}


def load_facilities(pack: Pack) -> Tally:
    """Found by code. One that the source no longer lists stays, with a flag."""
    codes = known_codes()
    wanted: dict[Key, dict[str, object]] = {
        (f.code,): {
            "sector": f.sector,
            "kind": f.kind,
            "name": f.name,
            "folded": folded(f.name),
            "commune_id": codes[("pcode", f.commune)] if f.commune else None,
            "locality": f.locality,
            "latitude": f.latitude,
            "longitude": f.longitude,
            "details": dict(f.details),
            "flags": list(f.flags),
            "source": SOURCES[f.sector],
        }
        for f in pack.facilities
    }
    tally = keep(Facility.objects.all(), wanted, key=("code",))
    tally += _mark_the_gone(wanted)
    return tally


def _mark_the_gone(listed: Mapping[Key, object]) -> Tally:
    ours = Facility.objects.filter(source__in=SOURCES.values())
    gone = {id_ for id_, code in ours.values_list("id", "code") if (code,) not in listed}
    marked = []
    for facility in ours.filter(id__in=sorted(gone)[:500]):
        if "not_in_source_any_more" not in facility.flags:
            facility.flags.append("not_in_source_any_more")
            marked.append(facility)
    Facility.objects.bulk_update(marked, ["flags"], batch_size=200)
    return Tally(changed=len(marked))
