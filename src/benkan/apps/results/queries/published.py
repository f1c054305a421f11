"""Figures as they were published: for anybody to read, with what was corrected and taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from benkan.apps.registry import queries as registry
from benkan.apps.results.models import Publication
from benkan.apps.results.queries.definitions import Definition, definition_in
from benkan.apps.results.rules.indicators import CUTS, Cut, Indicator
from benkan.apps.results.rules.marks import Marks, marks_of_json
from benkan.apps.results.rules.periods import Period, period_called
from benkan.apps.results.rules.tables import Counts, Line, counts_of_json
from benkan.apps.results.rules.waiting import Waiting, Waits, waits_of_json


@dataclass(frozen=True)
class Published:
    """One publication. Its numbers are None once it is taken back; `line` and `waiting` are those of
    the place that was asked for, or of the whole programme.

    Attributes:
        number: 1, or higher for a correction; `corrects` is the publication before it.
        made_of: the published periods that it is the sum of.
    """

    id: UUID
    defined: Definition
    period: Period
    known_on: date
    number: int
    corrects: UUID | None
    reason: str
    prepared_by: UUID
    prepared_at: datetime
    published_at: datetime | None
    is_current: bool
    withdrawn_at: datetime | None
    withdrawn_because: str
    made_of: tuple[str, ...]
    counts: Counts | None
    waits: Waits | None
    marks: Marks | None
    line: Line | None
    waiting: Waiting | None

    @property
    def figure(self) -> str:
        return self.defined.code

    @property
    def is_by_place(self) -> bool:
        """Whether the lines are of places; else of women and men, or of kinds of measures."""
        return CUTS[Indicator(self.figure)][0] is Cut.PLACE

    @property
    def is_taken_back(self) -> bool:
        return self.withdrawn_at is not None


def published(
    programme: UUID, *, place: UUID | None = None, figure: str = "", language: str = "fr"
) -> list[Published]:
    """Every publication of a programme that anybody may know of, in one query: figure by figure, the
    latest period first, and in it the latest version first. Those that were corrected or taken back
    are in, the latter without their numbers."""
    rows = Publication.objects.filter(programme=programme, published_at__isnull=False)
    if figure:
        rows = rows.filter(figure=figure)
    found = [_published(row, place, language) for row in _described(rows)]
    return sorted(found, key=_order)


def publication_card(publication: UUID, *, programme: UUID, language: str) -> Published | None:
    """One of them, prepared or published, in one query."""
    rows = Publication.objects.filter(pk=publication, programme=programme)
    return next((_published(row, None, language) for row in _described(rows)), None)


def names_of_authors(found: Collection[Published]) -> dict[UUID, str]:
    """Who prepared them, for staff alone, in one query."""
    return registry.names_of({one.prepared_by for one in found})


def prepared(programme: UUID, *, figure: str = "", language: str = "fr") -> list[Published]:
    """What waits for approval, the earliest first, in one query."""
    rows = Publication.objects.filter(programme=programme, published_at=None)
    if figure:
        rows = rows.filter(figure=figure)
    return [_published(row, None, language) for row in _described(rows).order_by("prepared_at")]


def _described(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    return rows.select_related("indicator")


def _order(one: Published) -> tuple[str, int, int, int]:
    period = one.period
    return one.figure, -period.closes.toordinal(), period.opens.toordinal(), -one.number


def _published(row: Publication, place: UUID | None, language: str) -> Published:
    counts, waits, marks = (None, None, None) if row.withdrawn_at else numbers_of(row.shown)
    line, waiting = None, None
    if counts is not None:
        line = counts.line_of(str(place)) if place else counts.totals
    if waits is not None:
        waiting = waits.of(str(place)) if place else waits.whole
    return Published(
        id=row.pk,
        defined=definition_in(row.indicator, language),
        period=period_called(row.period),
        known_on=row.known_on,
        number=row.number,
        corrects=row.corrects_id,
        reason=row.reason,
        prepared_by=row.prepared_by_id,
        prepared_at=row.prepared_at,
        published_at=row.published_at,
        is_current=row.is_current,
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=row.withdrawn_because,
        made_of=tuple(row.made_of),
        counts=counts,
        waits=waits,
        marks=marks,
        line=line,
        waiting=waiting,
    )


def numbers_of(
    shown: dict[str, object],
) -> tuple[Counts | None, Waits | None, Marks | None]:
    """What a publication says, read from how it is kept."""
    if "marks" in shown:
        return None, None, marks_of_json(shown)
    if "whole" in shown:
        return None, waits_of_json(shown), None
    return counts_of_json(shown), None, None
