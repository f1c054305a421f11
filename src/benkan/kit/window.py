"""One type for every span of time: half-open, so that two neighbours never share a moment."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Window:
    """A half-open span of time: it holds `opens` and stops just before `closes`."""

    opens: datetime | None = None
    closes: datetime | None = None

    def contains(self, moment: datetime) -> bool:
        after_opening = self.opens is None or self.opens <= moment
        before_closing = self.closes is None or moment < self.closes
        return after_opening and before_closing
