"""What falls due in a month, day by day."""

from calendar import Calendar
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from benkan.apps.commitments.queries.lines import PromiseLine, lines
from benkan.apps.commitments.queries.scope import seen_by
from benkan.kit.actor import Actor

A_DAY = 4
MOST_SHOWN = 200


@dataclass(frozen=True)
class DayDue:
    """A day with the first promises that fall due on it, and how many there are beside."""

    day: date
    lines: list[PromiseLine]
    more: int
    is_today: bool
    is_past: bool


@dataclass(frozen=True)
class Month:
    """A month, from its first day to its last; `begins_on` is the weekday of the first, Monday is 1."""

    first: date
    days: list[DayDue]
    total: int

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
    """The promises in the actor's sight that fall due in the month of a day, in four queries."""
    first = month.replace(day=1)
    until = (first + timedelta(days=31)).replace(day=1)
    due = seen_by(actor, programme).filter(due_on__gte=first, due_on__lt=until)
    counts = Counter(dict(due.order_by().values_list("due_on").annotate(Count("pk"))))
    by_day: dict[date, list[PromiseLine]] = defaultdict(list)
    for line in lines(due.order_by("due_on", "is_over", "number")[:MOST_SHOWN], today=today):
        by_day[line.due_on].append(line)
    days = [day for day in Calendar().itermonthdates(first.year, first.month) if day >= first]
    return Month(
        first=first,
        days=[
            DayDue(
                day=day,
                lines=by_day[day][:A_DAY],
                more=max(counts[day] - len(by_day[day][:A_DAY]), 0),
                is_today=day == today,
                is_past=day < today,
            )
            for day in days
            if day < until
        ],
        total=counts.total(),
    )
