"""What falls due in a month and which meetings are planned, day by day."""

from calendar import Calendar
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from benkan.apps.activities import queries as activities
from benkan.apps.activities.queries import ActivityCard
from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.scope import seen_by
from benkan.kit.actor import EVERY_ROLE, Actor

A_DAY = 4
MOST_SHOWN = 200


@dataclass(frozen=True)
class DayDue:
    """A day with the first promises that fall due on it, how many there are beside, and its meetings."""

    day: date
    lines: list[PromiseLine]
    more: int
    meetings: list[ActivityCard]
    is_today: bool
    is_past: bool


@dataclass(frozen=True)
class Month:
    """A month, from its first day to its last; `begins_on` is the weekday of the first, Monday is 1."""

    first: date
    days: list[DayDue]
    total: int

    @property
    def is_empty(self) -> bool:
        return not any(due.more or due.lines or due.meetings for due in self.days)

    @property
    def begins_on(self) -> int:
        return self.first.isoweekday()

    @property
    def earlier(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def later(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


def month_due(programme: UUID, actor: Actor, *, month: date, today: date) -> Month:
    """The promises and meetings in the actor's sight in the month of a day, in at most nine queries."""
    first = month.replace(day=1)
    until = (first + timedelta(days=31)).replace(day=1)
    due = seen_by(actor, programme).filter(due_on__gte=first, due_on__lt=until)
    counts = Counter(dict(due.order_by().values_list("due_on").annotate(Count("pk"))))
    by_day: dict[date, list[PromiseLine]] = defaultdict(list)
    for line in lines(due.order_by("due_on", "is_over", "number")[:MOST_SHOWN], today=today):
        by_day[line.due_on].append(line)
    meetings: dict[date, list[ActivityCard]] = defaultdict(list)
    for met in activities.between(
        programme, actor.places(*EVERY_ROLE), since=first, until=until, limit=MOST_SHOWN
    ):
        meetings[met.day].append(met)
    days = [day for day in Calendar().itermonthdates(first.year, first.month) if day >= first]
    return Month(
        first=first,
        days=[
            DayDue(
                day=day,
                lines=by_day[day][:A_DAY],
                more=max(counts[day] - len(by_day[day][:A_DAY]), 0),
                meetings=meetings[day],
                is_today=day == today,
                is_past=day < today,
            )
            for day in days
            if day < until
        ],
        total=counts.total(),
    )
