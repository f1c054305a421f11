"""What awaits somebody today, by role: each line a count and the way to what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.activities import queries as activities
from benkan.apps.activities.rules import ORGANISERS
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.queries.policy_list import policies_to_verify
from benkan.apps.results import queries as results
from benkan.apps.voices import queries as voices
from benkan.kit.actor import EVERY_ROLE, STAFF, Actor
from benkan.kit.refusals import N_


@dataclass(frozen=True)
class Task:
    """`words` is English, to be translated; `page` and `asked` make the address."""

    words: str
    count: int
    icon: str
    page: str
    asked: str = ""
    is_pressing: bool = False


@dataclass(frozen=True)
class Today:
    tasks: list[Task]
    to_report: list[activities.ActivityCard]
    upcoming: list[activities.ActivityCard]
    figure: results.ShareKept

    @property
    def is_calm(self) -> bool:
        return not self.tasks and not self.to_report


def day_of(actor: Actor, programme: UUID, *, on: date, language: str) -> Today:
    """What awaits the actor, in at most 24 queries however much there is."""
    places = actor.places(*EVERY_ROLE)
    promised = commitments.awaiting(actor, programme, on)
    asked = voices.requests_awaiting(actor, programme)
    tasks = [*_as_office(promised, asked), *_in_the_field(promised)]
    if actor.holds_anywhere(*STAFF):
        tasks = [*_at_the_desk(actor, programme), *_from_offices(asked), *tasks]
    if actor.holds_anywhere(*ORGANISERS):
        tasks += _after_meetings(actor, programme)
    tasks.append(
        Task(
            N_("Stages of measures to verify"),
            policies_to_verify(actor, programme),
            "file",
            "commitments:policies",
            "waits=verify",
        )
    )
    return Today(
        tasks=[task for task in tasks if task.count],
        to_report=_to_report(actor, programme, on),
        upcoming=activities.upcoming(programme, places, today=on, limit=5),
        figure=results.share_kept(
            programme=programme, place=_only(places), on=on, language=language
        ),
    )


def _to_report(actor: Actor, programme: UUID, on: date) -> list[activities.ActivityCard]:
    """Only for those who may write the report: an office would find no form there."""
    if not actor.holds_anywhere(*ORGANISERS):
        return []
    return activities.to_report(programme, actor.places(*ORGANISERS), today=on, limit=5)


def _only(places: frozenset[UUID] | None) -> UUID | None:
    """The one place of somebody who has one; else the figure is that of the programme."""
    return next(iter(places)) if places is not None and len(places) == 1 else None


def _at_the_desk(actor: Actor, programme: UUID) -> Iterator[Task]:
    waiting = voices.awaiting(actor, programme)
    triage = "voices:triage"
    yield Task(N_("Messages to read and sort"), waiting.new, "message", triage, "state=new")
    yield Task(
        N_("Messages whose place is not certain"),
        waiting.unplaced,
        "place",
        triage,
        "only=unplaced",
    )
    yield Task(
        N_("Sensitive messages"),
        waiting.sensitive,
        "lock",
        triage,
        "only=sensitive",
        is_pressing=True,
    )
    yield Task(
        N_("Messages to bring into an issue"), waiting.accepted, "list", triage, "state=accepted"
    )


def _after_meetings(actor: Actor, programme: UUID) -> Iterator[Task]:
    yield Task(
        N_("Recommendations without follow-up"),
        activities.how_many_without_end(programme, actor.places(*ORGANISERS)),
        "promise",
        "activities:without_end",
    )


def _from_offices(asked: voices.RequestsAwaiting) -> Iterator[Task]:
    yield Task(
        N_("Answers of offices to pass on"),
        asked.to_take_up,
        "person",
        "voices:requests",
        "show=back",
        is_pressing=True,
    )


def _as_office(promised: commitments.Awaiting, asked: voices.RequestsAwaiting) -> Iterator[Task]:
    mine = "commitments:mine"
    yield Task(
        N_("Requests that await your answer"),
        asked.to_answer,
        "message",
        "voices:requests",
        "show=open",
        is_pressing=True,
    )
    yield Task(
        N_("Promises that await your answer"),
        promised.to_answer,
        "promise",
        mine,
        is_pressing=True,
    )
    yield Task(N_("Promises that you are working on"), promised.to_do, "clock", mine)


def _in_the_field(promised: commitments.Awaiting) -> Iterator[Task]:
    board = "commitments:board"
    yield Task(
        N_("Promises that are late"),
        promised.late,
        "clock",
        board,
        "show=late",
        is_pressing=True,
    )
    yield Task(
        N_("Promises to check with citizens"),
        promised.to_check,
        "people",
        board,
        "show=reported_done",
    )
    yield Task(
        N_("Promises to show to everybody"),
        promised.to_publish,
        "people",
        "commitments:publish_several",
    )
    yield Task(N_("Promises to conclude"), promised.to_settle, "check", board, "show=confirmed")
