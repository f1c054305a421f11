"""What results announce."""

from dataclasses import dataclass
from uuid import UUID

from benkan.apps.journal.events import Event


@dataclass(frozen=True)
class FigurePrepared(Event):
    """Somebody put a figure before another to be approved."""

    publication: UUID
    figure: str
    period: str


@dataclass(frozen=True)
class FigurePublished(Event):
    """A figure can be read by everybody; `corrects` is the publication that it takes the place of."""

    publication: UUID
    figure: str
    period: str
    corrects: UUID | None


@dataclass(frozen=True)
class FigureTakenBack(Event):
    """A published figure is not shown any more; why stands beside it."""

    publication: UUID
    figure: str
    period: str
