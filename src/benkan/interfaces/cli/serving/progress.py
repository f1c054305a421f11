"""How far a first start is: told by the process that loads, read by the page that visitors see."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock


@dataclass(frozen=True)
class HowFar:
    """What is being loaded, and how far it is overall, from 0 to 100."""

    what: str
    percent: int
    stumbled: bool = False


def _nobody(how_far: HowFar) -> None:
    pass


@dataclass
class Progress:
    """Each of the steps fills its share of the hundred; it never goes back. What changes is told."""

    tell: Callable[[HowFar], None] = _nobody
    _lock: Lock = field(default_factory=Lock)
    _now: HowFar | None = None

    def show(self, what: str, done: float, total: float, *, begins: int, ends: int) -> None:
        """Say that `done` of `total` is reached in the step that spans `begins` to `ends` percent."""
        share = min(max(done / total, 0.0), 1.0) if total > 0 else 0.0
        percent = begins + int(share * (ends - begins))
        before = self.now()
        self.put(HowFar(what, max(percent, before.percent if before else 0)))

    def stumble(self) -> None:
        """Something went wrong; it is tried again in a while."""
        if before := self.now():
            self.put(replace(before, stumbled=True))

    def put(self, how_far: HowFar) -> None:
        """Say how far it is, as another process has told it."""
        with self._lock:
            changed, self._now = how_far != self._now, how_far
        if changed:
            self.tell(how_far)

    def over(self) -> None:
        """Everything is loaded: pages answer from now on."""
        with self._lock:
            self._now = None

    def now(self) -> HowFar | None:
        """None when nothing is being loaded."""
        return self._now
