"""What is told aloud and on walls of a released round: its result, what was promised, how to speak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.activities import queries as activities
from benkan.apps.assessments.queries.public import PublicReading, public_round
from benkan.apps.assessments.queries.told import Line
from benkan.apps.assessments.rules.kinds import Purpose
from benkan.apps.commitments.queries import PromiseLine
from benkan.apps.commitments.queries.of_round import promises_shown
from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.kit.qr import qr_code

MOST_PROMISES, MOST_MARKS, MOST_NAMED = 4, 10, 3
LONGEST_QUESTION = 120
WIDE = 15
"""Points between two groups from which on it is worth telling."""


def face_of(points: int) -> int:
    """Which of five faces stands for points, from 1 (most unhappy) to 5."""
    return 1 + round(points / 25)


@dataclass(frozen=True)
class Mark:
    """A question and what all together give it, out of a hundred."""

    name: str
    points: int
    is_question: bool = False

    @property
    def face(self) -> int:
        return face_of(self.points)


@dataclass(frozen=True)
class Apart:
    """The question on which groups are the furthest apart."""

    name: str
    lowest: str
    least: int
    highest: str
    most: int


@dataclass(frozen=True)
class ToCome:
    """The next meeting at the place that is open to all."""

    day: date
    what: str


@dataclass(frozen=True)
class RoundTold:
    """A released round with what follows from it. `points` None: too few people answered for anything
    to be said."""

    id: UUID
    title: str
    kind: str
    purpose: Purpose
    number_of_round: int
    place: str
    month: date
    people: int | None
    groups: str
    points: int | None
    words: str
    before: int | None
    marks: tuple[Mark, ...]
    gap: Apart | None
    promises: tuple[PromiseLine, ...]
    left_out: int
    meeting: ToCome | None
    number: str
    address: str
    qr: SafeString

    @property
    def best(self) -> tuple[Mark, ...]:
        """What is above the middle, the best first; else the one that is least low."""
        good = sorted(self.marks, key=lambda mark: -mark.points)
        above = tuple(mark for mark in good if mark.points > 50)[:MOST_NAMED]
        return above or tuple(good[:1])

    @property
    def weak(self) -> tuple[Mark, ...]:
        """What is not above the middle, the weakest first; else the one that is least high."""
        poor = [mark for mark in sorted(self.marks, key=_points_of) if mark not in self.best]
        below = tuple(mark for mark in poor if mark.points <= 50)[:MOST_NAMED]
        return below or tuple(poor[:1])

    @property
    def on_wall(self) -> tuple[Mark, ...]:
        """The marks that find room on a poster, in the order of the questions: of many, the weakest."""
        if len(self.marks) <= MOST_MARKS:
            return self.marks
        weakest = sorted(self.marks, key=_points_of)[:MOST_MARKS]
        return tuple(mark for mark in self.marks if mark in weakest)

    @property
    def face(self) -> int:
        return face_of(self.points or 0)

    @property
    def by(self) -> int | None:
        """By how many points it has moved since the time before."""
        if self.before is None or self.points is None:
            return None
        return self.points - self.before

    @property
    def shown_address(self) -> str:
        return self.address.removeprefix("https://").removeprefix("http://")


def told_of(round_id: UUID, *, programme: UUID, on: date, address: str, language: str) -> RoundTold:
    """What may be told of a round, in at most 22 queries.

    Raises:
        NotFound: there is none, or nothing of it is public.
    """
    read = public_round(round_id, programme=programme, language=language)
    head = read.head
    lines = promises_shown(round_id, today=on, limit=MOST_PROMISES + 20)
    meetings = activities.upcoming(programme, [head.place], today=on, limit=1, open_to_all=True)
    return RoundTold(
        id=round_id,
        title=head.title,
        kind=head.kind,
        purpose=Purpose(head.purpose),
        number_of_round=head.number,
        place=registry.place_card(head.place).name,
        month=timezone.localdate(head.opened_at),
        people=head.people,
        groups=_listed([column.label for column in read.told.columns if not column.is_provider]),
        points=read.told.index.points,
        words=read.told.index.words,
        before=read.earlier[-1].index.points if read.told.change and read.earlier else None,
        marks=_marks(read),
        gap=_gap(read),
        promises=tuple(lines[:MOST_PROMISES]),
        left_out=len(lines[MOST_PROMISES:]),
        meeting=_to_come(meetings),
        number=messaging.ways_to_speak(programme).sms,
        address=address,
        qr=qr_code(address, title=gettext("Code that opens the page of this result")),
    )


def _points_of(mark: Mark) -> int:
    return mark.points


def _marks(read: PublicReading) -> tuple[Mark, ...]:
    return tuple(
        Mark(_named(line), line.all.points, is_question=_asks(line))
        for line in read.told.lines
        if line.is_leaf and line.all.points is not None
    )


def _gap(read: PublicReading) -> Apart | None:
    for line in read.told.by_gap[:1]:
        scored = [
            (cell.points, column.label)
            for cell, column in zip(line.cells, read.told.columns, strict=True)
            if cell.points is not None
        ]
        least, most = min(scored), max(scored)
        if most[0] - least[0] >= WIDE:
            return Apart(_named(line), least[1], least[0], most[1], most[0])
    return None


def _named(line: Line) -> str:
    name = (line.name or line.question).strip().rstrip(" ?.\u202f\u00a0")
    if len(name) <= LONGEST_QUESTION:
        return name
    return name[:LONGEST_QUESTION].rsplit(" ", 1)[0] + "…"


def _asks(line: Line) -> bool:
    """Whether it is named by its question, for want of a label."""
    return (line.name or line.question).rstrip().endswith("?")


def _listed(names: Sequence[str]) -> str:
    """One, two and three, as they are said."""
    small = [name[:1].lower() + name[1:] for name in names]
    if len(small) < 2:
        return "".join(small)
    return gettext("%(first)s and %(last)s") % {
        "first": ", ".join(small[:-1]),
        "last": small[-1],
    }


def _to_come(meetings: Sequence[activities.ActivityCard]) -> ToCome | None:
    for meeting in meetings:
        what = ", ".join(filter(None, (meeting.title, meeting.venue)))
        return ToCome(meeting.planned_on, what)
    return None
