"""The way through the dialogue, as a table: where each question stands, and where `00` leads back."""

from enum import StrEnum


class Step(StrEnum):
    """The question that is on the screen; the last five are no questions: the session ends there."""

    RESUME = "resume"
    TOLD = "told"
    LANGUAGE = "language"
    SERVICE = "service"
    DELICATE = "delicate"
    WHERE = "where"
    WHICH_PLACE = "which_place"
    FACILITY = "facility"
    WHICH_FACILITY = "which_facility"
    WORDS = "words"
    CONFIRM = "confirm"
    SENT = "sent"
    ERASED = "erased"
    LEFT = "left"
    TIRED = "tired"
    TOO_MANY = "too_many"


ENDS = frozenset({Step.SENT, Step.ERASED, Step.LEFT, Step.TIRED, Step.TOO_MANY})

BACK = {
    Step.SERVICE: Step.LANGUAGE,
    Step.DELICATE: Step.SERVICE,
    Step.WHERE: Step.SERVICE,
    Step.WHICH_PLACE: Step.WHERE,
    Step.FACILITY: Step.WHERE,
    Step.WHICH_FACILITY: Step.WHERE,
    Step.WORDS: Step.WHERE,
    Step.CONFIRM: Step.WORDS,
}
"""Where `00` leads. On the first page of the services it leads to the language."""

LANGUAGES = {"fr": "Francais", "bm": "Bamanankan (menus en francais)", "en": "English"}
"""The languages that are offered, as each calls itself with letters every telephone has. She writes in
hers, and the desk knows in which to answer; one whose sentences of `rules.wording` were not reviewed
yet says that its menus are French."""

MORE, BACKWARDS = "0", "00"

SERVICES_A_PAGE = 5
CHOICES = 4
"""Places or facilities on one screen: with the question and two ways out, what a small screen shows."""

MOST_FOUND = 3 * CHOICES
"""All six communes of Bamako are found by its name; who finds hers not here types more of it."""

MOST_INPUTS = 60
"""Then the session ends, with everything kept to go on: no dialogue is endless."""

LONGEST_WORDS = 2000
