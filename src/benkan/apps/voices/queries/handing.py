"""What was asked of offices: as the office reads it, and as the desk follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from benkan.apps.messaging.queries import opened_words
from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case, CaseAbout, HandOver, HandOverStep, Issue
from benkan.apps.voices.queries.issues import issues_known_to
from benkan.apps.voices.queries.scope import cases_known_to, subjects_tied_to
from benkan.apps.voices.rules import handing as rules
from benkan.apps.voices.rules.numbers_hidden import without_numbers
from benkan.apps.voices.rules.scope import ANSWERERS, READERS
from benkan.apps.voices.rules.states import IssueState
from benkan.kit.actor import Actor
from benkan.kit.lists import Part, part_of
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service

PAGE = 25


@dataclass(frozen=True)
class RequestLine:
    """A request as the office reads it: no reference, no citizen, no words but those chosen."""

    id: UUID
    office: UUID
    office_title: str
    place_name: str
    level_label: str
    service: Service
    asked: str
    excerpt: str
    state: rules.State
    asked_at: datetime
    moved_at: datetime

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN

    @property
    def is_back(self) -> bool:
        return self.state in rules.BACK_AT_THE_DESK


@dataclass(frozen=True)
class RequestStep:
    """A step; `is_noted` where the desk wrote down what the office said."""

    state: rules.State
    words: str
    is_noted: bool
    moment: datetime


@dataclass(frozen=True)
class RequestPage:
    """A request with its steps. `case` and `issue` are for the desk alone, None for an office."""

    line: RequestLine
    steps: tuple[RequestStep, ...]
    is_mine: bool
    is_desk: bool
    case: UUID | None
    issue: UUID | None
    may_become: frozenset[rules.State]

    @property
    def said(self) -> str:
        """The last words of the office."""
        words = [step.words for step in self.steps if step.state in rules.BACK_AT_THE_DESK]
        return words[-1] if words else ""


def hand_overs_seen_by(actor: Actor, programme: UUID) -> QuerySet[HandOver]:
    """The requests of the actor's offices, none of a sensitive case, nor of one that is about her or
    whom she answers for; and those of the cases and issues that she may know of. Up to three queries.
    """
    found = HandOver.objects.filter(programme=programme)
    seen = Q(pk__in=_of_offices(actor, programme).values("pk"))
    if actor.holds_anywhere(*READERS):
        seen |= Q(case__in=cases_known_to(actor, programme).values("pk"))
        seen |= Q(issue__in=issues_known_to(actor, programme).values("pk"))
    return found.filter(seen)


def _of_offices(actor: Actor, programme: UUID) -> QuerySet[HandOver]:
    offices = {post.office for post in actor.posts if post.office}
    mine = HandOver.objects.filter(programme=programme, office__in=offices)
    mine = mine.exclude(state=rules.State.WITHDRAWN).exclude(case__is_sensitive=True)
    if not offices:
        return mine.none()
    tied = subjects_tied_to(registry.ties_of(actor), programme)
    if not tied:
        return mine
    about = CaseAbout.objects.filter(is_so=True, subject__in=tied)
    return mine.filter(
        ~Exists(about.filter(case=OuterRef("case"))),
        ~Exists(about.filter(case__membership__issue=OuterRef("issue"))),
    )


def office_is_concerned(about: Case | Issue, office: UUID) -> bool:
    """Whether a case, or one of an issue, is about the office or somebody it answers for, whoever
    holds it today; in up to five queries."""
    subjects = _subjects_of(about)
    return bool(subjects) and _answers_for(office, subjects, about.programme_id)


def _subjects_of(about: Case | Issue) -> frozenset[UUID]:
    said = CaseAbout.objects.filter(is_so=True)
    if isinstance(about, Case):
        said = said.filter(case=about)
    else:
        said = said.filter(case__membership__issue=about)
    return frozenset(said.values_list("subject_id", flat=True))


def _answers_for(office: UUID, subjects: frozenset[UUID], programme: UUID) -> bool:
    ties = [registry.ties_of_office(office), *registry.ties_of_holders(office)]
    return any(subjects & subjects_tied_to(one, programme) for one in ties if one)


def requests(
    actor: Actor, programme: UUID, *, only: str = "", page: int = 1, on: date
) -> Part[RequestLine]:
    """A page of the requests that the actor sees, the latest moved first; `only` is `open` or `back`.
    At most eight queries."""
    found = hand_overs_seen_by(actor, programme)
    states = {"open": rules.OPEN, "back": rules.BACK_AT_THE_DESK}
    if only in states:
        found = found.filter(state__in=states[only])
    rows = found.select_related("case").order_by("-moved_at", "id")
    return part_of(rows, page, size=PAGE, made=lambda some: _lines(some, on))


def request_page(hand_over: UUID, *, actor: Actor, programme: UUID, on: date) -> RequestPage:
    """One request with its steps, in at most ten queries; what the actor may not know is not found."""
    row = hand_overs_seen_by(actor, programme).select_related("case").filter(pk=hand_over).first()
    if row is None:
        raise NotFound()
    is_mine = actor.sits_in(row.office_id)
    is_desk = is_at_the_desk(row, actor)
    return RequestPage(
        line=_lines([row], on)[0],
        steps=_steps_of([row])[row.pk],
        is_mine=is_mine,
        is_desk=is_desk,
        case=row.case_id if is_desk else None,
        issue=row.issue_id if is_desk else None,
        may_become=frozenset(
            to
            for to, taker in rules.NEXT[rules.State(row.state)].items()
            if is_desk or (is_mine and taker is rules.Taker.OFFICE)
        ),
    )


def is_at_the_desk(row: HandOver, actor: Actor) -> bool:
    """Whether the actor follows a request as the desk does: she may answer there, and know of what it
    is about. Whoever holds the office that is asked, or one beside it, does not; up to four queries."""
    if not actor.holds(*ANSWERERS, line=registry.line_of(row.place_id)):
        return False
    if row.case_id is None:
        return not actor.sits_in(row.office_id)
    return cases_known_to(actor, row.programme_id).filter(pk=row.case_id).exists()


def requests_about(
    *, case: UUID | None = None, issue: UUID | None = None, on: date
) -> tuple[RequestPage, ...]:
    """What was asked about a case or an issue that the reader may know of, the latest first, twenty at
    most; one query where nothing was, else at most seven."""
    of = Q(case=case) if case else Q(issue=issue)
    rows = list(HandOver.objects.filter(of).select_related("case").order_by("-asked_at", "id")[:20])
    if not rows:
        return ()
    steps = _steps_of(rows)
    return tuple(
        RequestPage(
            line=line,
            steps=steps[row.pk],
            is_mine=False,
            is_desk=True,
            case=row.case_id,
            issue=row.issue_id,
            may_become=frozenset(rules.NEXT[rules.State(row.state)]),
        )
        for row, line in zip(rows, _lines(rows, on), strict=True)
    )


def at_office(requests: Sequence[RequestPage]) -> rules.State | None:
    """Where what they are about is, as `handed_over` says it of many: the last that moved of those that
    wait for an office or have its answer."""
    waiting = [one.line for one in requests if one.line.is_open or one.line.is_back]
    return max(waiting, key=lambda line: line.moved_at).state if waiting else None


@dataclass(frozen=True)
class RequestsAwaiting:
    """Of the actor's offices, requests without an answer; at her desk, answers to take up."""

    to_answer: int
    to_take_up: int


def requests_awaiting(actor: Actor, programme: UUID) -> RequestsAwaiting:
    """What waits for the actor, in at most four queries."""
    mine = _of_offices(actor, programme).filter(state__in=rules.OPEN)
    to_take_up = 0
    if actor.holds_anywhere(*ANSWERERS):
        back = HandOver.objects.filter(programme=programme, state__in=rules.BACK_AT_THE_DESK)
        known = Q(case__in=cases_known_to(actor, programme).values("pk"))
        known |= Q(issue__in=issues_known_to(actor, programme).values("pk"))
        to_take_up = back.filter(known).count()
    return RequestsAwaiting(mine.count() if actor.posts else 0, to_take_up)


@dataclass(frozen=True)
class OfficeChoice:
    """An office that can be asked; `is_proposed`: its level and title suit the service."""

    id: UUID
    title: str
    place_name: str
    level: str
    level_label: str
    holder: str
    is_proposed: bool


def offices_to_ask(about: Case | Issue, *, on: date) -> tuple[OfficeChoice, ...]:
    """The offices of the place and above it, the right one first, without those that it concerns; at
    most five queries and four for each office where it is about somebody."""
    if about.place_id is None or (isinstance(about, Case) and about.is_sensitive):
        return ()
    facility = about.facility_id if isinstance(about, Case) else None
    kind = registry.facility_card(facility).kind if facility else ""
    service = Service(about.service)
    level = rules.level_for(service, kind)
    subjects = _subjects_of(about)
    cards = {
        card.id: card
        for card in registry.offices_at(about.programme_id, about.place_id, with_above=True, on=on)
        if not (subjects and _answers_for(card.id, subjects, about.programme_id))
    }
    candidates = [
        rules.Candidate(card.id, card.title, rules.Level(card.level)) for card in cards.values()
    ]
    return tuple(
        OfficeChoice(
            id=one.office,
            title=one.title,
            place_name=cards[one.office].place_name,
            level=cards[one.office].level,
            level_label=cards[one.office].level_label,
            holder=cards[one.office].holder,
            is_proposed=number == 0 and one.level is level,
        )
        for number, one in enumerate(rules.best_first(candidates, service, level))
    )


def issue_to_ask_about(issue: UUID, *, actor: Actor, programme: UUID) -> Issue:
    """An issue that the actor may know of and that is not settled, to be put before an office."""
    row = issues_known_to(actor, programme).filter(pk=issue).first()
    if row is None or row.state == IssueState.SETTLED:
        raise NotFound()
    return row


def _lines(rows: Sequence[HandOver], on: date) -> tuple[RequestLine, ...]:
    cards = registry.office_cards({row.office_id for row in rows}, on)
    places = registry.place_lines({row.place_id for row in rows})
    boxes = {
        row.pk: (row.case.contact_id, bytes(row.sealed_excerpt))
        for row in rows
        if row.sealed_excerpt and row.case and row.case.contact_id
    }
    opened = opened_words(boxes)
    return tuple(
        RequestLine(
            id=row.pk,
            office=row.office_id,
            office_title=cards[row.office_id].title,
            place_name=places[row.place_id].name,
            level_label=cards[row.office_id].level_label,
            service=Service(row.service),
            asked=row.asked,
            excerpt=without_numbers(opened.get(row.pk, row.excerpt)),
            state=rules.State(row.state),
            asked_at=row.asked_at,
            moved_at=row.moved_at,
        )
        for row in rows
    )


def _steps_of(rows: Sequence[HandOver]) -> dict[UUID, tuple[RequestStep, ...]]:
    """The steps of each, in two queries."""
    offices = {row.pk: row.office_id for row in rows}
    holders = registry.holders_of_each(set(offices.values()))
    said_by_office = {rules.State.SEEN, *rules.BACK_AT_THE_DESK}
    steps: dict[UUID, list[RequestStep]] = {row.pk: [] for row in rows}
    for step in HandOverStep.objects.filter(hand_over__in=rows).order_by("number"):
        state = rules.State(step.state)
        is_theirs = step.actor_id in holders[offices[step.hand_over_id]]
        is_noted = state in said_by_office and not is_theirs
        steps[step.hand_over_id].append(RequestStep(state, step.words, is_noted, step.moment))
    return {row: tuple(found) for row, found in steps.items()}
