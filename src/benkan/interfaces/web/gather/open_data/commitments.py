"""The published commitments as a file."""

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
    Column("numero", "#activity+id", N_("Number of the promise in the programme")),
    *PLACE_COLUMNS,
    Column("service", "#sector", N_("Code of the public service: water, health, education…")),
    Column("probleme", "#cause+description", N_("What was wrong, as it was written down")),
    Column("engagement", "#activity+description", N_("What was promised")),
    Column("resultat_attendu", "#output+description", N_("What should come of it")),
    Column("responsable", "#contact+role", N_("The office that promised, never a person")),
    Column("etat", "#status", N_("Where it stands: kept, broken, accepted, in_progress…")),
    Column("echeance", "#date+due", N_("The day by which it was promised, as last postponed")),
    Column("en_retard", "#status+late", N_("Whether that day has passed and it is still open")),
    Column("regle_le", "#date+settled", N_("The day on which it was settled")),
    Column("publie_le", "#date+published", N_("The day on which it was published")),
    NATURE_COLUMN,
)


def _rows(asked: Asked) -> Iterator[Row]:
    places = Places()
    for one in commitments.record_whole(asked.programme.id, today=asked.on):
        line = one.line
        yield (
            line.number,
            *place_cells(places, line.place),
            line.service,
            one.problem,
            line.action,
            one.expected_result,
            line.office_title,
            line.state.value,
            line.due_on,
            line.is_late,
            line.settled_on,
            timezone.localdate(one.published_at),
            NATURE[asked.programme.kind],
        )


COMMITMENTS = Table(
    "engagements",
    N_("Promises"),
    N_("Every published promise: what, by which office, by when, and where it stands."),
    COLUMNS,
    _rows,
)
