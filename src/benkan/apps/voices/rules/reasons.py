"""Why a case ends or is set aside: a short list, each with a word for the desk and a sentence for the
citizen, so that reasons can be counted and nobody is left without one."""

from enum import StrEnum

from benkan.apps.voices.rules.states import ReasonMissing, State
from benkan.kit.refusals import N_, Refused


class Why(StrEnum):
    SETTLED = "settled"
    TOLD = "told"
    NO_NEWS = "no_news"
    CANNOT_BE = "cannot_be"
    SAID_BEFORE = "said_before"
    NOT_OURS = "not_ours"
    BETWEEN_PEOPLE = "between_people"
    TOO_LITTLE = "too_little"
    TEST = "test"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The English word for the desk, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def plain(self) -> str:
        """The English sentence for the citizen, to be translated where it is shown; none for what
        only the free words can say."""
        return _PLAIN[self]


_LABELS = {
    Why.SETTLED: N_("It was settled"),
    Why.TOLD: N_("The information was given"),
    Why.NO_NEWS: N_("The person no longer answers"),
    Why.CANNOT_BE: N_("It cannot be done now"),
    Why.SAID_BEFORE: N_("The same person said it before"),
    Why.NOT_OURS: N_("Another service has to deal with it"),
    Why.BETWEEN_PEOPLE: N_("A matter between private persons"),
    Why.TOO_LITTLE: N_("Too little to go on"),
    Why.TEST: N_("A trial or an advertisement"),
    Why.OTHER: N_("Another reason, in your words"),
}

_PLAIN = {
    Why.SETTLED: N_("What you spoke of has been settled."),
    Why.TOLD: N_("You have been given the information."),
    Why.NO_NEWS: N_("We have not heard from you since. Write to us if it is not settled."),
    Why.CANNOT_BE: N_("It cannot be done for now."),
    Why.SAID_BEFORE: N_("You have told us this before: we follow it up in your first message."),
    Why.NOT_OURS: N_("Our programme cannot deal with this: another service has to."),
    Why.BETWEEN_PEOPLE: N_("This is between private persons: our programme cannot deal with it."),
    Why.TOO_LITTLE: N_(
        "We could not understand what it is about. Write to us again, with the place."
    ),
    Why.TEST: N_("This looks like a trial or an advertisement."),
    Why.OTHER: "",
}

REASONS: dict[State, tuple[Why, ...]] = {
    State.CLOSED: (Why.SETTLED, Why.TOLD, Why.NO_NEWS, Why.CANNOT_BE, Why.OTHER),
    State.SET_ASIDE: (
        Why.NOT_OURS,
        Why.BETWEEN_PEOPLE,
        Why.SAID_BEFORE,
        Why.TOO_LITTLE,
        Why.TEST,
        Why.OTHER,
    ),
}
"""Each step that ends or sets aside, with the reasons that it may have."""


class ReasonNotListed(Refused):
    code = "reason_not_listed"
    text = N_("Choose one of the reasons of the list.")


def reason_for(to: State, *, why: str, words: str) -> Why | None:
    """The reason of a step, None for one that needs none. Words alone are a reason of their own.

    Raises:
        ReasonMissing: the step needs a reason, and neither a code nor words were given.
        ReasonNotListed: the step may not have this reason.
    """
    if to not in REASONS:
        return None
    if not why and words.strip():
        return Why.OTHER
    if not why or (why == Why.OTHER and not words.strip()):
        raise ReasonMissing()
    if why not in REASONS[to]:
        raise ReasonNotListed()
    return Why(why)
