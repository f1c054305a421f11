"""What the desk asks of an office: its states, who takes which step, and which office is the right one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from benkan.kit.refusals import N_, Refused
from benkan.kit.services import Service
from benkan.kit.text import folded


class State(StrEnum):
    """Where a request to an office is."""

    ASKED = "asked"
    SEEN = "seen"
    ANSWERED = "answered"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"
    TAKEN_UP = "taken_up"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The English word, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    State.ASKED: N_("Asked of the office"),
    State.SEEN: N_("Seen by the office"),
    State.ANSWERED: N_("The office has answered"),
    State.REFUSED: N_("The office says no"),
    State.ELSEWHERE: N_("Belongs to another level"),
    State.TAKEN_UP: N_("Taken up by the desk"),
    State.WITHDRAWN: N_("Request withdrawn"),
}


class Taker(StrEnum):
    OFFICE = "office"
    DESK = "desk"


NEXT: dict[State, dict[State, Taker]] = {
    State.ASKED: {
        State.SEEN: Taker.OFFICE,
        State.ANSWERED: Taker.OFFICE,
        State.REFUSED: Taker.OFFICE,
        State.ELSEWHERE: Taker.OFFICE,
        State.WITHDRAWN: Taker.DESK,
    },
    State.SEEN: {
        State.ANSWERED: Taker.OFFICE,
        State.REFUSED: Taker.OFFICE,
        State.ELSEWHERE: Taker.OFFICE,
        State.WITHDRAWN: Taker.DESK,
    },
    State.ANSWERED: {State.TAKEN_UP: Taker.DESK},
    State.REFUSED: {State.TAKEN_UP: Taker.DESK},
    State.ELSEWHERE: {State.TAKEN_UP: Taker.DESK},
    State.TAKEN_UP: {},
    State.WITHDRAWN: {},
}
"""What may follow, and whose step it is. What an office says by telephone or letter, the desk notes
for it."""

OPEN = frozenset({State.ASKED, State.SEEN})
BACK_AT_THE_DESK = frozenset({State.ANSWERED, State.REFUSED, State.ELSEWHERE})
NEEDS_WORDS = BACK_AT_THE_DESK


class RequestMovedOn(Refused):
    code = "request_moved_on"
    text = N_("This request has moved on meanwhile. Look at where it is now, then choose again.")


class RequestWordsMissing(Refused):
    code = "request_words_missing"
    text = N_("Write a sentence: the desk reads it, and answers the citizen.")


class NumberInWords(Refused):
    code = "number_in_words"
    text = N_(
        "There is a telephone number in these words. Take it out: the office must not see it."
    )


class SensitiveStaysInside(Refused):
    code = "sensitive_stays_inside"
    text = N_("A sensitive message is not put before an office.")


class PlaceComesFirst(Refused):
    code = "place_comes_first"
    text = N_("Say first where it is: then the offices of this place can be asked.")


class OfficeIsConcerned(Refused):
    code = "office_is_concerned"
    text = N_(
        "The message is about this office, or about somebody it answers for: it is not asked. "
        "Choose another one, or answer by yourselves."
    )


def check_step(state: State, to: State, words: str) -> None:
    if to not in NEXT[state]:
        raise RequestMovedOn(state=state, step=to)
    if to in NEEDS_WORDS and not words.strip():
        raise RequestWordsMissing()


# Eight digits, the length of a number in Mali, however they are grouped; a year or a price is shorter.
_NUMBER = re.compile(r"(?:\d[\s.\-/]?){8,}")


def check_says_no_number(*texts: str) -> None:
    """Refuse words with a telephone number in them. A name cannot be told by a rule: the form says so.

    >>> check_says_no_number("Réparer la pompe avant le 15 mars 2026")
    >>> check_says_no_number("Rappeler le 76 12 34 56")
    Traceback (most recent call last):
    ...
    benkan.apps.voices.rules.handing.NumberInWords: number_in_words
    """
    if any(_NUMBER.search(text) for text in texts):
        raise NumberInWords()


class Level(StrEnum):
    """The levels of offices, the nearest to the citizen first, as the registry names them."""

    VILLAGE = "village"
    COMMUNE = "commune"
    CERCLE = "cercle"
    REGION = "region"
    MINISTRY = "ministry"


LEVEL_OF: dict[Service, Level] = {
    Service.HEALTH: Level.COMMUNE,
    Service.EDUCATION: Level.COMMUNE,
    Service.WATER: Level.COMMUNE,
    Service.ROADS: Level.COMMUNE,
    Service.CIVIL_REGISTRY: Level.COMMUNE,
    Service.MARKET: Level.COMMUNE,
    Service.LAND: Level.COMMUNE,
    Service.SECURITY: Level.CERCLE,
    Service.OTHER: Level.COMMUNE,
}
"""Who is competent first, since the competences were handed to the communes in 2002 (health centres,
first cycle, water points). Where the law says otherwise, the facility does: see below."""

LEVEL_OF_FACILITY = {
    "csref": Level.CERCLE,
    "second cycle": Level.CERCLE,
    "lycee": Level.REGION,
    "hopital": Level.REGION,
}
"""By the beginning of the folded kind of a school or health facility."""

_TITLES: dict[Service, str] = {
    Service.HEALTH: "sante cscom csref asaco medecin health",
    Service.EDUCATION: "ecole scolaire cap academie education school",
    Service.WATER: "eau hydraulique maire mayor water",
    Service.ROADS: "routes voirie maire mayor roads",
    Service.CIVIL_REGISTRY: "etat civil maire mayor",
    Service.MARKET: "maire mayor regisseur",
    Service.LAND: "maire mayor domaines",
    Service.SECURITY: "prefet securite",
    Service.OTHER: "maire mayor",
}


@dataclass(frozen=True)
class Candidate:
    """An office that could be asked."""

    office: UUID
    title: str
    level: Level


def level_for(service: Service, facility_kind: str = "") -> Level:
    """The level that is competent for a service, or for the kind of facility where one is known.

    >>> level_for(Service.HEALTH), level_for(Service.HEALTH, "CSRéf")
    (<Level.COMMUNE: 'commune'>, <Level.CERCLE: 'cercle'>)
    """
    kind = folded(facility_kind)
    found = (level for begins, level in LEVEL_OF_FACILITY.items() if kind.startswith(begins))
    return next(found, LEVEL_OF[service])


def best_first(
    candidates: Iterable[Candidate], service: Service, level: Level
) -> tuple[Candidate, ...]:
    """The offices, the right one first: whose title speaks of the service, at the competent level;
    else the nearest level to it. A person chooses."""
    levels = list(Level)
    speaks = frozenset(folded(_TITLES[service]).split())

    def distance(one: Candidate) -> tuple[bool, int, bool, str]:
        away = levels.index(one.level) - levels.index(level)
        fits = not speaks.isdisjoint(folded(one.title).split())
        return (not (fits and away == 0), abs(away), not fits, one.title)

    return tuple(sorted(candidates, key=distance))
