"""What the triage desk works with: the list and the case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case as When
from django.db.models import Count, IntegerField, Q, QuerySet, Value
from django.db.models import When as Branch

from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case, IssueCase
from benkan.apps.voices.queries.handed import handed_over
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.queries.words import StepWords, all_words_of, words_of_rows
from benkan.apps.voices.rules.handing import State as AtOffice
from benkan.apps.voices.rules.states import GROUPABLE, NEXT, State
from benkan.kit.actor import Actor
from benkan.kit.lists import Part, part_of
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service

PAGE = 25


@dataclass(frozen=True)
class CaseLine:
    id: UUID
    reference: str
    service: Service
    place: UUID | None
    place_name: str
    cercle: str
    place_status: str
    begins: str
    has_recording: bool
    has_photo: bool
    is_sensitive: bool
    channel: str
    state: State
    opened_at: datetime
    # Where it is at an office, if it is at one.
    at_office: AtOffice | None

    @property
    def may_be_grouped(self) -> bool:
        return self.state in GROUPABLE and not self.is_sensitive


@dataclass(frozen=True)
class Filter:
    """What the reader asked to see; empty is everything."""

    state: str = ""
    service: str = ""
    place: UUID | None = None
    only_sensitive: bool = False
    only_unplaced: bool = False


def to_triage(
    actor: Actor,
    programme: UUID,
    *,
    asked: Filter = Filter(),
    page: int = 1,
) -> Part[CaseLine]:
    """A page of the cases the actor may know of: new ones first, then the latest; at most six
    queries however many there are."""
    cases = _filtered(cases_known_to(actor, programme), asked)
    cases = cases.annotate(
        waits=When(
            Branch(state=State.NEW, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
    ).order_by("waits", "-opened_at", "id")
    return part_of(cases, page, size=PAGE, made=lines_of_cases)


def _filtered(cases: QuerySet[Case], asked: Filter) -> QuerySet[Case]:
    if asked.state:
        cases = cases.filter(state=asked.state)
    if asked.service:
        cases = cases.filter(service=asked.service)
    if asked.place:
        cases = cases.filter(place__in=registry.places_below([asked.place]))
    if asked.only_sensitive:
        cases = cases.filter(is_sensitive=True)
    if asked.only_unplaced:
        cases = cases.exclude(place_status="confirmed")
    return cases


def lines_of_cases(cases: Sequence[Case]) -> tuple[CaseLine, ...]:
    """The cases as lines of a list; the places in at most two queries, the words and where they are
    at offices in one each."""
    words = words_of_rows(cases)
    at_offices = handed_over([case.pk for case in cases])
    places = registry.place_cards({case.place_id for case in cases if case.place_id})
    return tuple(
        CaseLine(
            id=case.pk,
            reference=case.reference,
            service=Service(case.service),
            place=case.place_id,
            place_name=places[case.place_id].name if case.place_id else "",
            cercle=places[case.place_id].cercle if case.place_id else "",
            place_status=case.place_status,
            begins="" if case.is_sensitive else words[case.pk][:140],
            has_recording=case.recording_file is not None,
            has_photo=case.photo_file is not None,
            is_sensitive=case.is_sensitive,
            channel=case.channel,
            state=State(case.state),
            opened_at=case.opened_at,
            at_office=at_offices.get(case.pk),
        )
        for case in cases
    )


@dataclass(frozen=True)
class Step:
    """A step in the history; `by_citizen`: she contested what she was told."""

    state: State
    by_citizen: bool
    reason: str
    answer: str
    moment: datetime


@dataclass(frozen=True)
class CasePage:
    """A case as the desk reads it: never the number, never who sent it."""

    line: CaseLine
    text: str
    added: tuple[str, ...]
    language: str
    place: UUID | None
    facility_name: str
    recording_file: UUID | None
    photo_file: UUID | None
    can_be_answered: bool
    steps: tuple[Step, ...]
    issue: UUID | None
    issue_title: str
    may_become: frozenset[State]


def may_read(case: UUID, *, actor: Actor, programme: UUID) -> bool:
    """Whether the actor may still know of the case, in at most four queries."""
    return cases_known_to(actor, programme).filter(pk=case).exists()


def case_page(case: UUID, *, actor: Actor, programme: UUID) -> CasePage:
    """One case with its history, in at most ten queries; what the actor may not know is not found."""
    found = cases_known_to(actor, programme).filter(pk=case).first()
    if found is None:
        raise NotFound()
    membership = IssueCase.objects.filter(case=found).select_related("issue").first()
    facility = registry.facility_card(found.facility_id) if found.facility_id else None
    said = all_words_of(found)
    return CasePage(
        line=lines_of_cases([found])[0],
        text=said.text,
        added=said.added,
        language=found.language,
        place=found.place_id,
        facility_name=facility.name if facility else "",
        recording_file=found.recording_file,
        photo_file=found.photo_file,
        can_be_answered=_can_be_answered(found.contact_id),
        steps=tuple(_step(step) for step in said.steps),
        issue=membership.issue_id if membership else None,
        issue_title=membership.issue.title if membership else "",
        may_become=frozenset(NEXT[State(found.state)]),
    )


def _can_be_answered(contact: UUID | None) -> bool:
    return contact is not None and messaging.can_be_answered(contact)


def _step(said: StepWords) -> Step:
    state = State(said.row.state)
    by_citizen = said.row.actor_id is None and state is State.ACCEPTED
    return Step(state, by_citizen, said.reason, said.answer, said.row.moment)


@dataclass(frozen=True)
class Awaiting:
    """What waits at the desk of an actor."""

    new: int
    unplaced: int
    accepted: int
    sensitive: int


def awaiting(actor: Actor, programme: UUID) -> Awaiting:
    """How many cases wait for the actor, in three queries."""
    waiting = cases_known_to(actor, programme).filter(state__in=[State.NEW, State.ACCEPTED])
    counted = waiting.aggregate(
        new=Count("pk", filter=Q(state=State.NEW)),
        unplaced=Count("pk", filter=~Q(place_status="confirmed")),
        accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
        sensitive=Count("pk", filter=Q(is_sensitive=True)),
    )
    return Awaiting(**counted)


@dataclass(frozen=True)
class PlaceWithCases:
    id: UUID
    name: str
    cercle: str


def places_with_cases(actor: Actor, programme: UUID) -> tuple[PlaceWithCases, ...]:
    """Where the cases are that the actor may know of, by name, at most 200; up to five queries."""
    places = cases_known_to(actor, programme).exclude(place=None).order_by()
    cards = registry.place_cards(set(places.values_list("place_id", flat=True).distinct()[:200]))
    found = [PlaceWithCases(card.id, card.name, card.cercle) for card in cards.values()]
    return tuple(sorted(found, key=lambda place: (place.name, place.cercle)))


def case_lines(cases: Collection[UUID], *, actor: Actor, programme: UUID) -> tuple[CaseLine, ...]:
    """Those of the cases that the actor may know of, at most a hundred; up to five queries."""
    found = cases_known_to(actor, programme).filter(pk__in=list(cases)[:100])
    return lines_of_cases(list(found.order_by("opened_at", "id")))
