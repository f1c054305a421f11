"""The published figures as a file: every version, also those that were corrected or taken back."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from benkan.apps.results import queries as results
from benkan.apps.results.queries import UNPLACED
from benkan.apps.results.rules.periods import BEGINNING
from benkan.apps.results.rules.waiting import Waiting
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
from benkan.kit.open_tables import Cell, Column
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
_OF_WAITS = ("promises", "kept", "broken", "median")
_NAMES = {"promises": "engagements", "kept": "tenus", "broken": "non_tenus", "median": "semaines"}


def _rows(asked: Asked) -> Iterator[Row]:
    places = Places()
    for one in results.published(asked.programme.id):
        for key, group, measure, value in _values(one):
            yield (
                one.figure,
                one.defined.version,
                None if one.period.opens == BEGINNING else one.period.opens,
                one.period.closes - timedelta(days=1),
                *_place(places, key),
                group,
                measure,
                value,
                one.known_on,
                timezone.localdate(one.published_at) if one.published_at else None,
                one.number,
                _state(one),
                " / ".join(filter(None, (one.reason, one.withdrawn_because))),
                NATURE[asked.programme.kind],
            )


def _values(one: results.Published) -> Iterator[tuple[str, str, str, Cell]]:
    """Place, group, what is counted, number; one line without a number where it was taken back."""
    if one.counts is not None:
        for line in (*one.counts.lines, one.counts.totals):
            of = (line.key, "") if one.is_by_place else ("", line.key)
            for column, cell in zip(one.counts.columns, line.cells, strict=True):
                yield *of, column, cell
            yield *of, "total", line.total
    elif one.waits is not None:
        for key, waiting in (*one.waits.lines, ("", one.waits.whole)):
            for name, count in _of_waiting(waiting).items():
                yield key, "", _NAMES[name], count
    elif one.marks is not None:
        for mark in one.marks.lines:
            for column, score in zip(one.marks.columns, mark.cells, strict=True):
                yield mark.place, f"{mark.purpose} {mark.closed_on.isoformat()}", column, score
    else:
        yield "", "", "total", None


def _of_waiting(waiting: Waiting) -> Mapping[str, int | float | None]:
    return {name: getattr(waiting, name) for name in _OF_WAITS}


def _place(places: Places, key: str) -> Row:
    if not key:
        return ("", "", "", "")
    return ("", UNPLACED, "", "") if key == UNPLACED else place_cells(places, UUID(key))


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
