"""The meetings that everybody is invited to, as a file."""

from collections.abc import Iterator

from benkan.apps.activities import queries as activities
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

MOST = 5_000
COLUMNS = (
    *PLACE_COLUMNS,
    Column("genre", "#event+type", N_("interface_meeting, forum or restitution")),
    Column("rencontre", "#event+name", N_("What it is called")),
    Column("jour", "#date+start", N_("The day on which it is planned")),
    Column("endroit", "#loc+venue+name", N_("Where people meet")),
    NATURE_COLUMN,
)


def _rows(asked: Asked) -> Iterator[Row]:
    places = Places()
    for one in activities.upcoming(
        asked.programme.id, None, today=asked.on, limit=MOST, open_to_all=True
    ):
        yield (
            *place_cells(places, one.place),
            one.kind,
            one.title,
            one.planned_on,
            one.venue,
            NATURE[asked.programme.kind],
        )


MEETINGS = Table(
    "rencontres",
    N_("Meetings"),
    N_("The meetings to come that everybody is invited to."),
    COLUMNS,
    _rows,
)
