"""The published measures as a file."""

from collections.abc import Iterator

from django.utils import timezone

from benkan.apps.commitments import queries as commitments
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
    Column("numero", "#activity+id", N_("Number of the measure in the programme")),
    *PLACE_COLUMNS,
    Column("genre", "#activity+type", N_("law, decree, by_law, deliberation, convention…")),
    Column("secteur", "#sector", N_("Code of the public service: water, health, education…")),
    Column("titre", "#activity+name", N_("What it is called")),
    Column("resume", "#description", N_("What it says, in short")),
    Column("femmes", "#group+gender+focus", N_("How much it is about women and men")),
    Column("etape", "#status", N_("The furthest stage that was verified; empty: none yet")),
    Column("etape_le", "#date+stage", N_("The day of that stage")),
    Column("publie_le", "#date+published", N_("The day on which it was published")),
    NATURE_COLUMN,
)


def _rows(asked: Asked) -> Iterator[Row]:
    places = Places()
    for one in commitments.policies_whole(asked.programme.id):
        line = one.line
        yield (
            line.number,
            *place_cells(places, line.place),
            line.kind.value,
            line.sector.value,
            line.title,
            one.summary,
            line.gender_focus.value,
            one.stage.value if one.stage else "",
            one.on,
            timezone.localdate(one.published_at),
            NATURE[asked.programme.kind],
        )


POLICIES = Table(
    "politiques",
    N_("Measures"),
    N_("Every published law, decree, deliberation, convention or agreement, and how far it is."),
    COLUMNS,
    _rows,
)
