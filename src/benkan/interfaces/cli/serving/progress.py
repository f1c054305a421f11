"""How far a first start is: written by the worker thread, read by the page that visitors see."""

from dataclasses import dataclass, field, replace
from threading import Lock


@dataclass(frozen=True)
class HowFar:
    """What is being loaded, and how far it is overall, from 0 to 100."""

    what: str
    percent: int
    stumbled: bool = False


@dataclass
class Progress:
    """Each of the steps fills its share of the hundred; it never goes back."""

    _lock: Lock = field(default_factory=Lock)
    _now: HowFar | None = None

    def show(self, what: str, done: float, total: float, *, begins: int, ends: int) -> None:
        """Say that `done` of `total` is reached in the step that spans `begins` to `ends` percent."""
        share = min(max(done / total, 0.0), 1.0) if total > 0 else 0.0
        percent = begins + int(share * (ends - begins))
        with self._lock:
            before = self._now.percent if self._now else 0
            self._now = HowFar(what, max(percent, before))

    def stumble(self) -> None:
        """Something went wrong; it is tried again in a while."""
        with self._lock:
            if self._now:
                self._now = replace(self._now, stumbled=True)

    def over(self) -> None:
        """Everything is loaded: pages answer from now on."""
        with self._lock:
            self._now = None

    def now(self) -> HowFar | None:
        """None when nothing is being loaded."""
        return self._now
