"""How a text message is read: an answer to our one question, or more words."""

from datetime import datetime, timedelta
from enum import StrEnum

from benkan.kit.text import folded

WINDOW = timedelta(hours=24)
"""How long a further message belongs to the same case."""


class Asked(StrEnum):
    """What the last question was."""

    NOTHING = ""
    IS_IT_HERE = "is_it_here"
    WHICH_COMMUNE = "which_commune"


class Reply(StrEnum):
    YES = "yes"
    NO = "no"
    WORDS = "words"


_YES = frozenset({"oui", "ouii", "oi", "o", "ok", "awo", "aw", "yes", "y", "exact", "cest ca"})
_NO = frozenset({"non", "no", "n", "ayi"})


def read_reply(text: str) -> Reply:
    """OUI, AWƆ or O is yes; NON or AYI is no; anything else is words."""
    word = folded(text)
    if word in _YES or word.split()[:1] in (["oui"], ["awo"]):
        return Reply.YES
    return Reply.NO if word in _NO else Reply.WORDS


def still_open(last_heard: datetime, moment: datetime) -> bool:
    """Whether a message at `moment` continues the conversation."""
    return moment - last_heard < WINDOW


def may_name_a_place(text: str) -> bool:
    """A reply of a few words may be the name of a commune; a long one is a message."""
    return len(folded(text).split()) <= 5
