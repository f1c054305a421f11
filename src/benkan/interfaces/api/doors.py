"""Every operation with its address and its audience: read this first.

A table without the library that serves them, so that a server which is asked for pages alone never
loads that library. What is not in this table has no address.
"""

from dataclasses import dataclass

from benkan.apps.assessments.rules import READERS as ROUND_READERS
from benkan.apps.voices.rules.scope import READERS as CASE_READERS
from benkan.kit.actor import EVERY_ROLE, Role

VERSION = "1"
EVERYBODY: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Door:
    """One operation: its name, the path below its programme (or below the host), and the roles that it
    lets in; nobody's role is asked for what is public."""

    name: str
    path: str
    audience: tuple[Role, ...] = EVERYBODY

    @property
    def is_public(self) -> bool:
        return self.audience == EVERYBODY

    @property
    def route(self) -> str:
        """The path as Django writes it: `promises/<int:number>`."""
        return self.path.replace("{", "<").replace("}", ">")


OF_THE_HOST = (Door("programmes", "programmes"),)
OF_A_PROGRAMME = (
    Door("communes", "communes"),
    Door("promises", "promises"),
    Door("promise", "promises/{int:number}"),
    Door("assessments", "assessments"),
    Door("assessment", "assessments/{uuid:round_id}"),
    Door("measures", "measures"),
    Door("meetings", "meetings"),
    Door("meetings_to_come", "meetings/to-come"),
    Door("figures", "figures"),
    Door("me", "me", EVERY_ROLE),
    Door("cases", "me/cases", CASE_READERS),
    Door("commitments", "me/commitments", EVERY_ROLE),
    Door("rounds", "me/rounds", ROUND_READERS),
)
DOORS = {door.name: door for door in (*OF_THE_HOST, *OF_A_PROGRAMME)}
