"""The shape of an event: what happened, in the past tense, with ids and codes only.

Each chapter announces its own in its room `events`, as frozen dataclasses below `Event`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Generic, TypeVar
from uuid import UUID


@dataclass(frozen=True)
class Event:
    """Something that happened. Fields are ids, codes, numbers and moments, never personal data."""

    version: ClassVar[int] = 1

    @classmethod
    def name(cls) -> str:
        return cls.__name__


E = TypeVar("E", bound=Event, covariant=True)


@dataclass(frozen=True)
class Occurrence(Generic[E]):
    """An event as the journal keeps it: with its programme, who did it (None: nobody with an
    account) and when."""

    id: UUID
    programme: UUID
    actor: UUID | None
    moment: datetime
    event: E
