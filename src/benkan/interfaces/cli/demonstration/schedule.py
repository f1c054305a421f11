"""Four months played in order: each step has its moment, and what follows from it follows then."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

from benkan.apps.journal.actions import carry, seal
from benkan.apps.messaging.actions import dispatch_due
from benkan.reactions.table import FOLLOWS

Step = Callable[[datetime], object]


class Schedule:
    """Steps by moment; two at the same moment run in the order in which they were put."""

    def __init__(self) -> None:
        self._steps: list[tuple[datetime, int, Step]] = []
        self._order = count()

    def at(self, moment: datetime, step: Step) -> None:
        """Put a step; a running step may put later ones."""
        heapq.heappush(self._steps, (moment, next(self._order), step))

    def play(self, *, until: datetime, progress: Callable[[int, int], None]) -> None:
        """Run every step up to a moment, and carry what follows after each."""
        done = 0
        while self._steps and self._steps[0][0] <= until:
            moment, _, step = heapq.heappop(self._steps)
            step(moment)
            follow(moment)
            done += 1
            progress(done, done + len(self._steps))


def follow(moment: datetime) -> None:
    """Seal, carry and send until nothing more follows."""
    while seal(now=moment) + carry(FOLLOWS, now=moment):
        pass
    dispatch_due(now=moment)
