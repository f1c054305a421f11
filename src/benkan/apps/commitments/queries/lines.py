"""A promise in one line: what may be said of it to anybody. Offices, never persons."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from benkan.apps.commitments import rules
from benkan.apps.commitments.models import Commitment
from benkan.apps.commitments.rules import State
from benkan.apps.registry import queries as registry


@dataclass(frozen=True)
class PromiseLine:
    """One promise, with the office that made it and where it stands."""

    id: UUID
    number: str
    action: str
    office: UUID
    office_title: str
    place: UUID
    place_name: str
    service: str
    state: State
    due_on: date
    is_late: bool
    settled_on: date | None
    is_public: bool

    @property
    def serial(self) -> int:
        """The number in the address of the public page."""
        return int(self.number.removeprefix("E-"))

    @property
    def state_label(self) -> str:
        """The English name of the state, to be translated where it is shown."""
        return self.state.label


def lines_called(ids: Collection[UUID], *, today: date) -> dict[UUID, PromiseLine]:
    """The lines of these commitments, in three queries."""
    return {line.id: line for line in lines(Commitment.objects.filter(pk__in=ids), today=today)}


def promised_for(recommendations: Collection[UUID], *, today: date) -> dict[UUID, PromiseLine]:
    """What became of agreed actions, by recommendation, in three queries; those that are not before
    an office yet are left out."""
    rows = list(Commitment.objects.filter(recommendation__in=recommendations))
    return {
        row.recommendation_id: line
        for row, line in zip(rows, lines(rows, today=today), strict=True)
        if row.recommendation_id is not None
    }


def promised_at(
    programme: UUID, places: Collection[UUID], *, today: date, limit: int = 100
) -> list[PromiseLine]:
    """What was asked of offices at the places themselves, public or not, latest first, in three
    queries: for those who work there."""
    rows = Commitment.objects.filter(programme=programme, place__in=places)
    return lines(rows.order_by("-proposed_at", "id")[:limit], today=today)


def issue_of(commitment: UUID) -> UUID | None:
    """The issue that the commitment came out of, in one query."""
    rows = Commitment.objects.filter(pk=commitment)
    return rows.values_list("issue_id", flat=True).first()


def outcome_of_issue(issue: UUID) -> State | None:
    """What came of everything promised on an issue, in one query; None while something is open."""
    states = Commitment.objects.filter(issue=issue).values_list("state", flat=True)
    return rules.outcome_of([State(state) for state in states])


def lines(rows: Iterable[Commitment], *, today: date) -> list[PromiseLine]:
    """Rows as lines, with the names of offices and places in a query each."""
    rows = list(rows)
    offices = registry.office_titles({row.office_id for row in rows})
    places = registry.place_names({row.place_id for row in rows})
    return [
        PromiseLine(
            id=row.pk,
            number=rules.number_shown(row.number),
            action=row.action,
            office=row.office_id,
            office_title=offices[row.office_id],
            place=row.place_id,
            place_name=places[row.place_id],
            service=row.service,
            state=State(row.state),
            due_on=row.due_on,
            is_late=rules.is_late(State(row.state), row.due_on, today),
            settled_on=timezone.localdate(row.settled_at) if row.settled_at else None,
            is_public=row.published_at is not None,
        )
        for row in rows
    ]
