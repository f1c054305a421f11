"""What is answered, field by field: English names, codes as the house keeps them, days as 2026-11-03."""

from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from ninja import Schema

Item = TypeVar("Item")


class Programme(Schema):
    """A programme. `kind`: `real`, or `demonstration` (everything is made up), or `historical`."""

    slug: str
    name: str
    kind: str


class Part(Schema, Generic[Item]):
    """A part of a list. `next`: the address of the part that follows; null after the last one. `notice`
    says what a programme is that is not a real one."""

    programme: Programme
    notice: str
    licence: str
    licence_address: str
    items: list[Item]
    next: str | None


class Place(Schema):
    """A place with its code (OCHA's, for a commune), and the places above it in the frame of 2015."""

    code: str
    name: str
    cercle: str
    region: str


class Commune(Place):
    latitude: float | None
    longitude: float | None
    population: int | None
    population_status: str
    promises: int


class Promise(Schema):
    """A published promise: what was wrong, what an office promised, by when, and where it stands."""

    number: int
    place: Place
    service: str
    problem: str
    action: str
    expected_result: str
    office: str
    state: str
    due_on: date
    is_late: bool
    settled_on: date | None
    published_on: date


class Assessment(Schema):
    """A released round. `score`: from 0 to 100; null where too few people answered to show it."""

    id: UUID
    assessment: UUID
    title: str
    kind: str
    purpose: str
    service: str
    place: Place
    number: int
    edition: int
    reason: str
    opened_on: date
    released_on: date
    people: int | None
    score: float | None


class Score(Schema):
    """What a group said to a question; `groups` empty: all together. Several groups that are shown as
    one are joined by +."""

    code: str
    question: str
    is_local: bool
    groups: str
    people: int | None
    score: float | None
    coverage: float


class AssessmentRead(Assessment):
    programme: Programme
    notice: str
    scores: list[Score]


class Measure(Schema):
    """A published law, decree, deliberation or convention, and the furthest stage that was verified."""

    number: int
    place: Place
    kind: str
    sector: str
    title: str
    summary: str
    gender_focus: str
    stage: str | None
    stage_on: date | None
    published_on: date


class Meeting(Schema):
    """A meeting held, with the summary that somebody wrote for everybody; or one to come (`held_on`
    null) to which everybody is invited."""

    id: UUID
    kind: str
    title: str
    place: Place
    venue: str
    planned_on: date | None
    held_on: date | None
    summary: str


class FigureValue(Schema):
    """`place` and `group` empty: of the whole programme. `value` null: hidden, or not reached."""

    place: str
    group: str
    measure: str
    value: float | None


class Figure(Schema):
    """A figure as it was published. `state`: `current`, `corrected` or `withdrawn` (without values)."""

    code: str
    definition_version: int
    title: str
    first_day: date | None
    last_day: date
    known_on: date
    published_on: date
    edition: int
    state: str
    reason: str
    values: list[FigureValue]


class Post(Schema):
    role: str
    place: str | None
    organisation: UUID | None


class Me(Schema):
    """What whoever asks may do in the programme; never who she is."""

    programme: Programme
    posts: list[Post]


class CaseLine(Schema):
    """A case as a list has it: neither what was said nor by whom."""

    reference: str
    id: UUID
    service: str
    place: str
    place_status: str
    channel: str
    language: str
    state: str
    is_sensitive: bool
    has_recording: bool
    has_photo: bool
    opened_at: datetime
    acted_at: datetime


class CommitmentLine(Schema):
    id: UUID
    number: str
    action: str
    office: str
    place: str
    service: str
    state: str
    due_on: date
    is_late: bool
    settled_on: date | None
    is_public: bool


class RoundLine(Schema):
    id: UUID
    title: str
    kind: str
    purpose: str
    number: int
    place: str
    service: str
    opened_at: datetime
    closed_at: datetime | None
    released_at: datetime | None
