"""What was said so far in a session, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from benkan.apps.voices.rules.ussd.steps import ENDS, Step
from benkan.kit.services import Service


@dataclass(frozen=True)
class Named:
    """A place or a facility to choose; `where` tells namesakes apart."""

    id: str
    name: str
    where: str = ""


class Finder(Protocol):
    """The gazetteer, as the dialogue asks it."""

    def places(self, typed: str) -> Sequence[Named]:
        """The communes whose name begins like it or sounds like it, best first."""

    def facilities(self, typed: str, *, place: str, service: Service) -> Sequence[Named]:
        """Those of a commune that serve, best first; all of them when nothing was typed."""


@dataclass(frozen=True)
class SoFar:
    """Where a session stands.

    Attributes:
        step: the question on the screen.
        language: in which it is asked.
        page: which page of the services, or of what is offered, is shown, from 0.
        trouble: why the question is repeated, as a key of `wording.TROUBLES`; else empty.
        service: what it is about; empty before that was said.
        place, place_name: the commune; empty when she does not know.
        facility, facility_name: the school or health centre, if any.
        words: what she said.
        offered: what the numbers on the screen stand for.
        inputs: how many were read.
        kept: the session that was cut, while she is asked whether to go on with it.
        told: the reference of what she sent a moment ago, while it is told once more.
    """

    step: Step
    language: str = "fr"
    page: int = 0
    trouble: str = ""
    service: str = ""
    place: str = ""
    place_name: str = ""
    facility: str = ""
    facility_name: str = ""
    words: str = ""
    offered: tuple[Named, ...] = ()
    inputs: int = 0
    kept: "SoFar | None" = None
    told: str = ""

    @property
    def is_over(self) -> bool:
        return self.step in ENDS
