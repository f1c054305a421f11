"""Words that a person sends alone to stop all messages, or to have them again."""

from enum import StrEnum

from benkan.kit.refusals import N_
from benkan.kit.text import folded


class Keyword(StrEnum):
    STOP = "stop"
    START = "start"


# Folded, so that ARRÊTER, arreter and Arrêter are one word.
_STOP = frozenset({"stop", "arret", "arreter", "arretez", "aret", "arete", "areter", "stop sms"})
_START = frozenset({"start", "reprendre", "reprend", "reprendr", "reprise"})
# Bambara, not yet verified by a speaker: dabila "leave it", damine "begin".
_STOP_UNVERIFIED = frozenset({"dabila", "a dabila"})
_START_UNVERIFIED = frozenset({"damine", "a damine"})

STOPPED = N_("You will get no more messages from us. To have them again, send START.")
STARTED = N_("You will get our messages again. To stop them, send STOP.")


def keyword(text: str) -> Keyword | None:
    """What the whole message says; a word among others ("stop à la corruption") says nothing.

    >>> keyword(" Arrêter! ")
    <Keyword.STOP: 'stop'>
    """
    said = folded(text)
    if said in _STOP or said in _STOP_UNVERIFIED:
        return Keyword.STOP
    if said in _START or said in _START_UNVERIFIED:
        return Keyword.START
    return None


_YES = frozenset({"oui", "ouii", "oi", "o", "ok", "yes", "y", "awo", "aw"})


def says_yes(text: str) -> bool:
    """Whether the whole message agrees.

    >>> says_yes("Awɔ")
    True
    """
    return folded(text) in _YES
