"""What the worker does now and then without anybody asking."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.apps import apps as house

from benkan.apps.commitments.actions import reminding
from benkan.apps.files import actions as files
from benkan.apps.journal import actions as journal
from benkan.apps.messaging import actions as messaging_actions
from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.voices import actions as voices
from benkan.kit.planner import count_now_and_then
from benkan.reactions.anchors import send_heads
from benkan.reactions.clock import by_age
from benkan.reactions.erasing import EraseInBackups
from benkan.reactions.news import tell_the_news
from benkan.reactions.retention import Retention


class NowAndThen:
    """Some work that the worker is offered at each turn, and does once in a span of time, first at
    once."""

    def __init__(self, work: Callable[[datetime], int], *, every: timedelta) -> None:
        self._work = work
        self._every = every
        self._last: datetime | None = None

    def __call__(self, now: datetime) -> int:
        if self._last is not None and self._last <= now < self._last + self._every:
            return 0
        self._last = now
        return self._work(now)


def let_go(now: datetime) -> int:
    """What whoever was forgotten had brought leaves the disk, and uploads that were never sent."""
    return files.remove_expired(now=now)


def learn_places(now: datetime) -> int:
    """Have the search for places ready before a message asks for it: building it takes seconds, and
    a reaction that builds it would keep every other writer waiting."""
    registry.learn_places()
    return 0


def entrust(now: datetime) -> int:
    """A sensitive message whose reader has left since goes to the administrators whom it is not about."""
    found = [
        voices.entrust_what_waits(programme=one.id, moment=now) for one in registry.programmes()
    ]
    return sum(found)


def forget_sessions(now: datetime) -> int:
    """What was typed in a USSD session that nobody went on with is not kept for longer than a day."""
    return voices.forget_sessions(now=now)


def listen(now: datetime) -> int:
    """What callers have recorded comes to its case; calls that the provider forgot to end are over."""
    return voices.end_silent_calls(now=now) + voices.fetch_recordings(now=now)


def measure(now: datetime) -> int:
    """Have the database know what its tables hold, so that it finds the short way."""
    count_now_and_then(house.get_models())
    return 0


def remind(now: datetime) -> int:
    """Offices are reminded of what they promised; what is not done in one go is done in the next."""
    found = [reminding.remind_offices(programme=one, now=now) for one in registry.programmes()]
    return sum(found)


def tell(now: datetime) -> int:
    """Subscribers hear what is new, by day: written at night, a digest would wait for the morning and
    tell what was taken back meanwhile."""
    return 0 if messaging.morning_after(now) is not None else tell_the_news(now)


def bring_forward(now: datetime) -> int:
    """Where the clock was put back, what would wait for a moment that is far ahead waits no more."""
    return journal.bring_forward(now=now) + messaging_actions.bring_forward(now=now)


tidy = by_age(NowAndThen(let_go, every=timedelta(hours=1)))
erase_in_backups = EraseInBackups()
retain = by_age(Retention())
entrust_left = NowAndThen(entrust, every=timedelta(minutes=5))
learn = NowAndThen(learn_places, every=timedelta(seconds=30))
forget = by_age(NowAndThen(forget_sessions, every=timedelta(minutes=10)))
recordings = NowAndThen(listen, every=timedelta(seconds=2))
measures = NowAndThen(measure, every=timedelta(hours=6))
reminders = by_age(NowAndThen(remind, every=timedelta(minutes=1)))
forward = NowAndThen(bring_forward, every=timedelta(minutes=1))
news = NowAndThen(tell, every=timedelta(seconds=20))
anchors = NowAndThen(send_heads, every=timedelta(minutes=5))
