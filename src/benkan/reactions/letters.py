"""E-mails leave from here, and a mail server that does not answer is left alone, longer each time, so
that no SMS waits for its time-outs."""

from datetime import datetime

from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging.rules.outbox import rest_after

LETTERS_A_TURN = 5


class SendLetters:
    """A turn of the worker: a few letters, or none while the mail server rests."""

    def __init__(self) -> None:
        self._faults = 0
        self._rests: tuple[datetime, datetime] | None = None

    def __call__(self, now: datetime) -> int:
        # A clock that was set back ends a rest, since nobody knows how long it would last.
        if self._rests is not None and self._rests[0] <= now < self._rests[1]:
            return 0
        done = messaging.send_letters(now=now, limit=LETTERS_A_TURN)
        self._faults = self._faults + 1 if done.is_server_down else 0
        self._rests = (now, now + rest_after(self._faults)) if self._faults else None
        return done.sent


send_letters = SendLetters()
