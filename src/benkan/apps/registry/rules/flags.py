"""Known errors of reference data: how a source writes them, how we store them, how they are told.

A flag is `code` or `code:detail`. None is ever dropped: whoever decides with the data sees it.
"""

import re
from collections.abc import Sequence

from benkan.kit.refusals import N_

_AS_WRITTEN: Sequence[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern + r"\Z"), code)
    for pattern, code in (
        (r"sans_coordonnees", "no_coordinates"),
        (r"coordonnees_partagees_x(\d+)", "shared_point"),
        (r"coordonnees_arrondies", "rounded_point"),
        (r"region_geo(?:_differente)?:(\w+)", "point_in_other_region"),
        (r"cercle_geo(?:_different)?:(\w+)", "point_in_other_cercle"),
        (r"commune_geo(?:_differente)?:(\w+)", "point_in_other_commune"),
        (r"doublon_probable_de_([\w-]+)", "likely_double_of"),
        (r"hors_mali_([\d.]+)km", "outside_country_km"),
        (r"commune_appariee_par_similarite", "commune_by_similar_name"),
    )
]

SENTENCES = {
    "no_coordinates": N_("Its position is not known."),
    "shared_point": N_("Its position is given for another facility too."),
    "rounded_point": N_("Its position is rounded."),
    "point_in_other_region": N_("Its position lies in another region than stated."),
    "point_in_other_cercle": N_("Its position lies in another cercle than stated."),
    "point_in_other_commune": N_("Its position lies in another commune than stated."),
    "likely_double_of": N_("It is probably listed twice."),
    "outside_country_km": N_("Its position lies outside the country."),
    "commune_by_similar_name": N_("Its commune was found by a similar name."),
    "parent_corrected": N_("The published list puts it below another cercle; this is corrected."),
    "provisional_code": N_("Its code is provisional."),
    "no_border": N_("Its border is not known."),
    "population_weak": N_("Its population is a weak estimate: people were displaced."),
    "border_unofficial": N_("Its border is not official."),
    "no_code": N_("The source gives it no code."),
    "not_in_source_any_more": N_("It is no longer in the source."),
    "as_written": N_("The source notes a doubt about it."),
}


def as_stored(written: str) -> str:
    """A flag of a source in our own code; one that we do not know is kept as it is written.

    >>> as_stored("cercle_geo:ML0507")
    'point_in_other_cercle:ML0507'
    """
    for pattern, code in _AS_WRITTEN:
        if found := pattern.match(written):
            return ":".join([code, *found.groups()])
    return f"as_written:{written}"


def sentence_of(flag: str) -> str:
    """The English sentence that tells a flag, to be translated where it is shown."""
    return SENTENCES.get(flag.partition(":")[0], SENTENCES["as_written"])
