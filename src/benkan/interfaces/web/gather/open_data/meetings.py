"""The meetings that everybody may know of, as a file."""

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

MOST, AT_ONCE = 1_000, 200
COLUMNS = (
    *PLACE_COLUMNS,
    Column("genre", "#event+type", N_("What kind of meeting it is")),
    Column("rencontre", "#event+name", N_("What it is called")),
    Column("jour", "#date+start", N_("The day on which it is planned, or was held")),
    Column("endroit", "#loc+venue+name", N_("Where people meet")),
    Column("etat", "#status", N_("a_venir (to come) or tenue (held, with a published summary)")),
    Column(
        "resume", "#description+summary", N_("What was said, as somebody wrote it for everybody")
    ),
    NATURE_COLUMN,
)


def _rows(asked: Asked) -> Iterator[Row]:
    places = Places()
    nature = NATURE[asked.programme.kind]
    for one in activities.public.to_come(asked.programme.id, today=asked.on, limit=MOST):
        place = place_cells(places, one.place)
        yield (*place, one.kind_label, one.title, one.planned_on, one.venue, "a_venir", "", nature)
    page = 1
    while held := activities.public.published(asked.programme.id, page=page, size=AT_ONCE):
        for met in held:
            place = place_cells(places, met.place)
            said = (met.title, met.held_on, met.venue, "tenue", met.summary)
            yield (*place, met.kind_label, *said, nature)
        page += 1


MEETINGS = Table(
    "rencontres",
    N_("Meetings"),
    N_(
        "The meetings to come that everybody is invited to, and those held whose summary is public."
    ),
    COLUMNS,
    _rows,
)
