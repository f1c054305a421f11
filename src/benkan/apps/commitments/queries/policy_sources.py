"""What fed a measure: issues out of people's messages and meetings, and what may be chosen as such.
Cases are counted, never named."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from benkan.apps.activities import queries as activities
from benkan.apps.commitments.models import PolicyIssue, PolicyMeeting
from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries as voices
from benkan.kit.actor import STAFF, Actor
from benkan.kit.splits import AgeBand, Sex, Situation

Choices = list[tuple[UUID, str]]


@dataclass(frozen=True)
class IssueFed:
    """An issue that fed a measure. `voices` None: too few to be told, or not for this reader;
    `is_open`: the reader may open it."""

    id: UUID
    title: str
    place_name: str
    voices: int | None
    is_open: bool


@dataclass(frozen=True)
class MeetingFed:
    """A meeting that worked on a measure. `people` None: not counted."""

    id: UUID
    title: str
    kind_label: str
    place_name: str
    day: date
    people: int | None
    is_open: bool


@dataclass(frozen=True)
class Came:
    """Attendances at the meetings of a measure together, as DESIGN splits people: a row an age band
    with women, men and those whose sex is not known; somebody who came twice counts twice."""

    rows: list[tuple[AgeBand, tuple[int, ...]]]
    by_sex: tuple[int, ...]
    situations: list[tuple[Situation, tuple[int, ...]]]

    @property
    def total(self) -> int:
        return sum(self.by_sex)


def who_came(meetings: Collection[UUID]) -> Came | None:
    """Who came to these meetings, in two queries; None where nobody was counted."""
    came = activities.attended_together(meetings)
    if not came.headcounts:
        return None

    def of(band: AgeBand) -> tuple[int, ...]:
        return tuple(came.headcounts.get((sex, band), 0) for sex in Sex)

    rows = [(band, of(band)) for band in AgeBand if any(of(band))]
    return Came(
        rows=rows,
        by_sex=tuple(sum(column) for column in zip(*(cells for _, cells in rows), strict=True)),
        situations=[
            (one, tuple(came.situations.get((one, sex), 0) for sex in Sex))
            for one in Situation
            if any((one, sex) in came.situations for sex in Sex)
        ],
    )


def issues_fed(measure: UUID, *, actor: Actor) -> list[IssueFed]:
    """The issues of a measure, by title, in at most five queries. Whoever may open an issue is told
    how many cases it has; others are told what anybody may know."""
    cards = voices.issue_cards(_ids(PolicyIssue, measure, "issue"))
    lines = registry.lines_of({card.place for card in cards})
    opens = {card.id: actor.holds(*STAFF, line=lines[card.place]) for card in cards}
    return [
        IssueFed(
            id=card.id,
            title=card.title,
            place_name=card.place_name,
            voices=card.cases if opens[card.id] else card.voices,
            is_open=opens[card.id],
        )
        for card in cards
    ]


def meetings_fed(measure: UUID, *, actor: Actor) -> list[MeetingFed]:
    """The meetings of a measure, the first first, in at most six queries."""
    cards = activities.activity_cards(_ids(PolicyMeeting, measure, "activity")).values()
    lines = registry.lines_of({card.place for card in cards})
    return [
        MeetingFed(
            id=card.id,
            title=card.title,
            kind_label=card.kind_label,
            place_name=card.place_name,
            day=card.day,
            people=card.people,
            is_open=actor.holds(*STAFF, line=lines[card.place]),
        )
        for card in sorted(cards, key=lambda card: (card.day, card.title))
    ]


def issues_to_name(measure: UUID, *, place: UUID, actor: Actor, programme: UUID) -> Choices:
    """The latest issues at the measure's place that it does not name yet, in at most four queries."""
    named = set(_ids(PolicyIssue, measure, "issue"))
    found = voices.issues_at(place, actor=actor, programme=programme)
    return [
        (card.id, f"{card.title} · {card.place_name}") for card in found if card.id not in named
    ]


def meetings_to_name(measure: UUID, *, place: UUID, programme: UUID) -> Choices:
    """The latest meetings held at the measure's place that it does not name yet, in at most six
    queries."""
    named = set(_ids(PolicyMeeting, measure, "activity"))
    found = activities.held(programme, [place])
    return [
        (card.id, f"{card.title} · {card.place_name} · {card.day:%d/%m/%Y}")
        for card in found
        if card.id not in named
    ]


def _ids(
    table: type[PolicyIssue] | type[PolicyMeeting], measure: UUID, name: str
) -> Collection[UUID]:
    return list(table.objects.filter(measure=measure).values_list(name, flat=True))
