"""When nobody is written to, so that nobody is woken."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from benkan.apps.messaging.rules.outbox import Purpose, Standing

AWAKE_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class QuietHours:
    """From which hour to which it is night, by the clock of the programme; the same twice is never."""

    begins: int
    ends: int

    def morning_after(self, moment: datetime) -> datetime | None:
        """When the night ends that holds at a moment of the programme's clock; None by day.

        >>> QuietHours(21, 7).morning_after(datetime(2026, 11, 3, 22, 30))
        datetime.datetime(2026, 11, 4, 7, 0)
        """
        since, until = moment.hour >= self.begins, moment.hour < self.ends
        over_midnight = self.begins > self.ends
        if not (since or until if over_midnight else since and until):
            return None
        morning = moment.replace(hour=self.ends, minute=0, second=0, microsecond=0)
        return morning + timedelta(days=1 if over_midnight and since else 0)


def may_wake(purpose: Purpose, standing: Standing, *, now: datetime) -> bool:
    """Whether a message may go at night: to somebody who wrote just now, to confirm a stop, and a
    code that somebody sits and waits for."""
    if purpose in (Purpose.STOP_NOTICE, Purpose.CODE):
        return True
    heard = standing.last_heard_at
    return purpose is Purpose.REPLY and heard is not None and now - heard <= AWAKE_FOR
