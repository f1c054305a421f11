"""The published figures as a file: every version, also those that were corrected or taken back."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from benkan.apps.results import queries as results
from benkan.apps.results.rules.periods import BEGINNING
from benkan.interfaces.web.gather.open_data.table import (
    NATURE,
    NATURE_COLUMN,
    PLACE_COLUMNS,
    Asked,
    Places,
    Row,
    Table,
    place_cells,
)
from benkan.kit.open_tables import Column
from benkan.kit.refusals import N_

COLUMNS = (
    Column(
        "chiffre",
        "#indicator+code",
        N_("commitments_kept, time_to_kept, actions_followed, barometer_index, policy_stages…"),
    ),
    Column("definition", "#indicator+version", N_("Version of its definition")),
    Column("debut", "#date+start", N_("First day of its time; empty: from the beginning")),
    Column("fin", "#date+end", N_("Last day of its time")),
    *PLACE_COLUMNS,
    Column(
        "groupe", "#population+group", N_("Of whom or what, where a line is of no place: female")
    ),
    Column("mesure", "#indicator+name", N_("What is counted; total is the sum of a line")),
    Column("valeur", "#indicator+value+num", N_("The number; empty: hidden, or taken back")),
    Column("connu_le", "#date+known", N_("The day as of which it was known")),
    Column("publie_le", "#date+published", N_("The day on which it was published")),
    Column("parution", "#meta+version", N_("1, or higher for a correction")),
    Column("etat", "#status", N_("en_vigueur, corrige (a later version holds) or retire")),
    Column("motif", "#description+reason", N_("Why it was corrected or taken back")),
    NATURE_COLUMN,
)


def _rows(asked: Asked) -> Iterator[Row]:
    places = Places()
    for one in results.published(asked.programme.id):
        for value in results.values_of(one):
            yield (
                one.figure,
                one.defined.version,
                None if one.period.opens == BEGINNING else one.period.opens,
                one.period.closes - timedelta(days=1),
                *_place(places, value),
                value.group,
                value.measure,
                value.value,
                one.known_on,
                timezone.localdate(one.published_at) if one.published_at else None,
                one.number,
                _state(one),
                " / ".join(filter(None, (one.reason, one.withdrawn_because))),
                NATURE[asked.programme.kind],
            )


def _place(places: Places, value: results.Value) -> Row:
    if value.place is None:
        return ("", value.unplaced, "", "")
    return place_cells(places, value.place)


def _state(one: results.Published) -> str:
    if one.is_taken_back:
        return "retire"
    return "en_vigueur" if one.is_current else "corrige"


FIGURES = Table(
    "chiffres",
    N_("Figures"),
    N_("Every figure as it was published, with each correction and its reason."),
    COLUMNS,
    _rows,
)
