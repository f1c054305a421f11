"""What was released of assessments as a file: each question, of all together and of the groups shown."""

from collections.abc import Iterator

from django.utils import timezone

from benkan.apps.assessments.queries import public as assessments
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
    Column("evaluation", "#activity+id", N_("The assessment, the same from one round to the next")),
    Column("titre", "#activity+name", N_("What was assessed")),
    Column("genre", "#activity+type", N_("scorecard, barometer or capacity")),
    Column("service", "#sector", N_("Code of the public service; empty: all of the commune")),
    *PLACE_COLUMNS,
    Column("fois", "#event+num", N_("Which time it was, from 1")),
    Column("but", "#event+type", N_("cycle, baseline, midterm or endline")),
    Column("commence_le", "#date+start", N_("The day on which the round began")),
    Column("publie_le", "#date+published", N_("The day on which it was made public")),
    Column("parution", "#meta+version", N_("1, or higher for a correction")),
    Column("motif", "#description+reason", N_("Why it was corrected")),
    Column("code", "#indicator+code", N_("Code of the question; empty: all questions")),
    Column("question", "#indicator+name", N_("The question")),
    Column(
        "locale",
        "#indicator+local",
        N_("oui: asked there alone, and not to be compared with other places"),
    ),
    Column(
        "groupe",
        "#population+group",
        N_("Whose score it is; several groups that are shown as one are joined by +; empty: all"),
    ),
    Column("personnes", "#population+num", N_("How many people, where it is known")),
    Column(
        "note",
        "#indicator+value+num",
        N_("From 0, as poor as can be, to 100; empty: not scored, or too few to show"),
    ),
    Column(
        "couverture", "#indicator+coverage+pct", N_("How much of it was answered, from 0 to 100")
    ),
    NATURE_COLUMN,
)


def _rows(asked: Asked) -> Iterator[Row]:
    places = Places()
    for line in assessments.shown_whole(asked.programme.id):
        head = line.head
        yield (
            str(head.assessment),
            head.title,
            head.kind,
            head.service,
            *place_cells(places, head.place),
            head.number,
            head.purpose,
            timezone.localdate(head.opened_at),
            timezone.localdate(head.released_at),
            head.edition,
            head.reason,
            line.code,
            line.name,
            line.is_local,
            line.groups,
            line.people,
            None if line.score is None else round(line.score * 100, 1),
            round(line.coverage * 100),
            NATURE[asked.programme.kind],
        )


ASSESSMENTS = Table(
    "evaluations",
    N_("Assessments"),
    N_(
        "Every score that groups agreed to show: of all together, and of each group or of those put"
        " together so that nobody can be recognised."
    ),
    COLUMNS,
    _rows,
)
