"""What the triage desk works with: the list and the case."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.voices.models import Case
from benkan.apps.voices.queries.handed import handed_over
from benkan.apps.voices.queries.scope import cases_known_to
from benkan.apps.voices.queries.words import StepWords, all_words_of, words_of_rows
from benkan.apps.voices.rules.handing import State as AtOffice
from benkan.apps.voices.rules.numbers_hidden import without_numbers
from benkan.apps.voices.rules.queue import TOO_LONG
from benkan.apps.voices.rules.reasons import Why
from benkan.apps.voices.rules.states import GROUPABLE, NEXT, State
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotFound
from benkan.kit.services import Service

PAGE = 25
SHOWN = 120
"""Letters of a message in a list."""


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
    language: str
    state: State
    turn: int
    opened_at: datetime
    acted_at: datetime
    # Where it is at an office, if it is at one.
    at_office: AtOffice | None

    @property
    def may_be_grouped(self) -> bool:
        return self.state in GROUPABLE and not self.is_sensitive

    @property
    def late_from(self) -> datetime | None:
        """From when on the case waits too long; None when nothing is owed."""
        allowed = TOO_LONG.get(self.state)
        return self.acted_at + timedelta(days=allowed) if allowed else None


def lines_of_cases(
    cases: Sequence[Case],
    *,
    words: Mapping[UUID, str] | None = None,
    places: Mapping[UUID, registry.PlaceLine] = {},
    at_offices: Mapping[UUID, AtOffice] | None = None,
) -> tuple[CaseLine, ...]:
    """The cases as lines of a list; the places, the words and where they are at offices in one query
    each, unless they are at hand."""
    words = words_of_rows(cases) if words is None else words
    if at_offices is None:
        at_offices = handed_over([case.pk for case in cases])
    if further := {case.place_id for case in cases if case.place_id} - set(places):
        places = {**places, **registry.place_lines(further)}
    return tuple(
        CaseLine(
            id=case.pk,
            reference=case.reference,
            service=Service(case.service),
            place=case.place_id,
            place_name=places[case.place_id].name if case.place_id else "",
            cercle=places[case.place_id].cercle if case.place_id else "",
            place_status=case.place_status,
            begins="" if case.is_sensitive else _begins(words[case.pk]),
            has_recording=case.recording_file is not None,
            has_photo=case.photo_file is not None,
            is_sensitive=case.is_sensitive,
            channel=case.channel,
            language=case.language,
            state=State(case.state),
            turn=case.turn,
            opened_at=case.opened_at,
            acted_at=case.acted_at,
            at_office=at_offices.get(case.pk),
        )
        for case in cases
    )


def _begins(said: str) -> str:
    words = without_numbers(said)
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


@dataclass(frozen=True)
class Step:
    """A step in the history; `by_citizen`: she contested what she was told; else as
    what somebody of the desk acted, and why it ended."""

    state: State
    by_citizen: bool
    role: Role | None
    organisation: str
    why: Why | None
    reason: str
    answer: str
    moment: datetime


@dataclass(frozen=True)
class CasePage:
    """A case as the desk reads it: never the number, not even one written into it, never who
    sent it."""

    line: CaseLine
    text: str
    added: tuple[str, ...]
    language: str
    place: UUID | None
    here: registry.PlaceLine | None
    facility_name: str
    recording_file: UUID | None
    photo_file: UUID | None
    can_be_answered: bool
    steps: tuple[Step, ...]
    issue: UUID | None
    issue_title: str
    may_become: frozenset[State]

    @property
    def place_line(self) -> frozenset[UUID]:
        """The place and all above it; empty for the whole country, which only a role everywhere
        covers."""
        return self.here.line if self.here else frozenset()


def may_read(case: UUID, *, actor: Actor, programme: UUID) -> bool:
    """Whether the actor may still know of the case, in at most four queries."""
    return cases_known_to(actor, programme).filter(pk=case).exists()


def case_page(case: UUID, *, actor: Actor, programme: UUID) -> CasePage:
    """One case with its history, in at most eleven queries; what the actor may not know is not found."""
    return page_of(case_in(cases_known_to(actor, programme), case))


def case_in(known: QuerySet[Case], case: UUID) -> Case:
    """The case with its issue, in one query, if it is among those that a reader may know of."""
    found = known.filter(pk=case).select_related("membership__issue").first()
    if found is None:
        raise NotFound()
    return found


def page_of(
    found: Case,
    at_offices: Mapping[UUID, AtOffice] | None = None,
    *,
    is_added_to: bool = True,
) -> CasePage:
    """A case that the reader may know of, in at most seven queries, and one for where it is at an
    office unless that is at hand; one less where it is known that nothing was added to it."""
    issue = found.membership.issue if hasattr(found, "membership") else None
    facility = registry.facility_card(found.facility_id) if found.facility_id else None
    said = all_words_of(found, is_added_to=is_added_to)
    theirs = {step.row.organisation_id for step in said.steps if step.row.organisation_id}
    organisations = (
        dict(registry.organisations_called(found.programme_id, only=theirs)) if theirs else {}
    )
    places = registry.place_lines([found.place_id]) if found.place_id else {}
    line = lines_of_cases(
        [found], words={found.pk: said.text}, places=places, at_offices=at_offices
    )[0]
    return CasePage(
        line=line,
        text=without_numbers(said.text),
        added=tuple(map(without_numbers, said.added)),
        language=found.language,
        place=found.place_id,
        here=places[found.place_id] if found.place_id else None,
        facility_name=facility.name if facility else "",
        recording_file=found.recording_file,
        photo_file=found.photo_file,
        can_be_answered=_can_be_answered(found.contact_id),
        steps=tuple(_step(step, organisations) for step in said.steps),
        issue=issue.pk if issue else None,
        issue_title=issue.title if issue else "",
        may_become=frozenset(NEXT[State(found.state)]),
    )


def _can_be_answered(contact: UUID | None) -> bool:
    return contact is not None and messaging.can_be_answered(contact)


def _step(said: StepWords, organisations: Mapping[UUID, str]) -> Step:
    state = State(said.row.state)
    by_citizen = said.row.actor_id is None and state is State.ACCEPTED
    row = said.row
    return Step(
        state=state,
        by_citizen=by_citizen,
        role=Role(row.role) if row.role else None,
        organisation=organisations.get(row.organisation_id, "") if row.organisation_id else "",
        why=Why(row.why) if row.why else None,
        reason=without_numbers(said.reason) if by_citizen else said.reason,
        answer=said.answer,
        moment=row.moment,
    )


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


def case_lines(cases: Collection[UUID], *, actor: Actor, programme: UUID) -> tuple[CaseLine, ...]:
    """Those of the cases that the actor may know of, at most a hundred; up to five queries."""
    found = cases_known_to(actor, programme).filter(pk__in=list(cases)[:100])
    return lines_of_cases(list(found.order_by("opened_at", "id")))
