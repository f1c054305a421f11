"""Issues: what several cases have in common, and where a meeting is with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import AgendaItem, Case, Issue, IssueCase
from benkan.apps.voices.queries.desk import CaseLine, lines_of_cases
from benkan.apps.voices.queries.public import SMALLEST_SHOWN, at_least
from benkan.apps.voices.queries.scope import about_nobody, cases_known_to
from benkan.apps.voices.rules import scope
from benkan.apps.voices.rules.states import IssueState
from benkan.kit.actor import Actor
from benkan.kit.lists import Part, are_many, part_of, walked
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service

PAGE = 25


@dataclass(frozen=True)
class IssueCard:
    id: UUID
    programme: UUID
    title: str
    description: str
    place: UUID
    place_name: str
    cercle: str
    service: Service
    state: IssueState
    cases: int
    opened_at: datetime

    @property
    def voices(self) -> int | None:
        """At least how many cases, as anybody may know it; None where they are too few to be told."""
        return at_least(self.cases) if self.cases >= SMALLEST_SHOWN else None


@dataclass(frozen=True)
class AgendaLine:
    """An issue on the agenda of a meeting, and what was agreed about it. `cases` is for the desk;
    `voices` for all who sit at the meeting: in fives, so that nobody sees one message come or go, and
    None where so few spoke that they could be guessed."""

    item: UUID
    issue: UUID
    activity: UUID
    title: str
    description: str
    place: UUID
    place_name: str
    service: Service
    cases: int
    recommendation: UUID | None

    @property
    def voices(self) -> int | None:
        return at_least(self.cases) if self.cases >= SMALLEST_SHOWN else None


def issues_known_to(actor: Actor, programme: UUID) -> QuerySet[Issue]:
    """The issues of the actor's places; asks nothing by itself."""
    places = actor.places(*scope.READERS)
    issues = Issue.objects.filter(programme=programme)
    if places is None:
        return issues
    return issues.filter(place__in=registry.below(places))


def issues(
    actor: Actor, programme: UUID, *, state: str = "", page: int = 1, open_only: bool = False
) -> Part[IssueCard]:
    """A page of the issues of the actor's places, the latest first; at most five queries."""
    found = issues_known_to(actor, programme)
    if actor.places(*scope.READERS) is not None and are_many(found):
        found = walked(found, programme=programme)
    if state:
        found = found.filter(state=state)
    if open_only:
        found = found.exclude(state="settled")
    return part_of(found.order_by("-opened_at", "-id"), page, size=PAGE, made=_with_cases)


def issue_card(issue: UUID) -> IssueCard:
    """The issue with how many cases it has, in at most three queries."""
    row = _counted(Issue.objects.filter(pk=issue)).first()
    if row is None:
        raise NotFound()
    return _cards([row])[0]


def issue_cards(ids: Collection[UUID]) -> tuple[IssueCard, ...]:
    """The issues with those ids, by title; an id that names none is left out. At most three queries."""
    rows = _counted(Issue.objects.filter(pk__in=ids)).order_by("title", "id")
    return _cards(list(rows))


def issues_at(
    place: UUID, *, actor: Actor, programme: UUID, limit: int = 50
) -> tuple[IssueCard, ...]:
    """The latest issues at a place and below it that the actor may read, to choose from; at most three
    queries."""
    rows = issues_known_to(actor, programme).filter(place__in=registry.below([place]))
    return _cards(list(_counted(rows).order_by("-opened_at", "id")[:limit]))


def issue_for(issue: UUID, *, actor: Actor, programme: UUID) -> IssueCard:
    """The issue, when it is in the actor's places; else it is not found. At most five queries."""
    if not issues_known_to(actor, programme).filter(pk=issue).exists():
        raise NotFound()
    return issue_card(issue)


def cases_of_issue(issue: UUID) -> tuple[UUID, ...]:
    """The cases of an issue, the first that joined first, in one query."""
    found = IssueCase.objects.filter(issue=issue).order_by("moment", "case")
    return tuple(found.values_list("case_id", flat=True))


def case_lines_of_issue(issue: UUID, *, actor: Actor, programme: UUID) -> tuple[CaseLine, ...]:
    """Those cases of an issue that the actor may know of, at most a hundred; at most five queries."""
    cases = cases_known_to(actor, programme).filter(membership__issue=issue)
    return lines_of_cases(list(cases.order_by("opened_at", "id")[:100]))


def agenda_of(activity: UUID) -> tuple[AgendaLine, ...]:
    """The issues on the agenda of a meeting, in at most four queries."""
    items = AgendaItem.objects.filter(activity=activity)
    return _agenda_lines(list(items.order_by("moment", "id")))


def agendas_of_issue(issue: UUID) -> tuple[AgendaLine, ...]:
    """The meetings that had or will have the issue on their agenda, in at most four queries."""
    return _agenda_lines(list(AgendaItem.objects.filter(issue=issue).order_by("moment", "id")))


def issue_of_recommendation(recommendation: UUID) -> UUID | None:
    """The issue that a meeting spoke to when it recommended something, in one query."""
    found = AgendaItem.objects.filter(recommendation=recommendation)
    return found.values_list("issue_id", flat=True).first()


def _agenda_lines(items: Sequence[AgendaItem]) -> tuple[AgendaLine, ...]:
    rows = list(_counted(Issue.objects.filter(pk__in={item.issue_id for item in items})))
    cards = {card.id: card for card in _cards(rows)}
    return tuple(
        AgendaLine(
            item=item.pk,
            issue=item.issue_id,
            activity=item.activity_id,
            title=cards[item.issue_id].title,
            description=cards[item.issue_id].description,
            place=cards[item.issue_id].place,
            place_name=cards[item.issue_id].place_name,
            service=cards[item.issue_id].service,
            cases=cards[item.issue_id].cases,
            recommendation=item.recommendation_id,
        )
        for item in items
    )


def _counted(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    # One that became sensitive later, or is about somebody, is not counted: who may not read it would
    # see by the difference to the list that there is one.
    counted = about_nobody(Case.objects.filter(membership__isnull=False)).values("membership")
    return issues.annotate(cases=Count("memberships", filter=Q(memberships__in=counted)))


def _with_cases(rows: Sequence[Issue]) -> tuple[IssueCard, ...]:
    """The cards of rows that were read without their cases, which are counted for these alone: as in
    `_counted`."""
    theirs = about_nobody(Case.objects.filter(membership__issue__in=[row.pk for row in rows]))
    rows_of = theirs.values("membership__issue").annotate(many=Count("*")).order_by()
    counts = dict(rows_of.values_list("membership__issue", "many"))
    return tuple(replace(card, cases=counts.get(card.id, 0)) for card in _cards(rows))


def _cards(rows: Sequence[Issue]) -> tuple[IssueCard, ...]:
    places = registry.place_lines({row.place_id for row in rows})
    return tuple(
        IssueCard(
            id=row.pk,
            programme=row.programme_id,
            title=row.title,
            description=row.description,
            place=row.place_id,
            place_name=places[row.place_id].name,
            cercle=places[row.place_id].cercle,
            service=Service(row.service),
            state=IssueState(row.state),
            cases=getattr(row, "cases", 0),
            opened_at=row.opened_at,
        )
        for row in rows
    )
