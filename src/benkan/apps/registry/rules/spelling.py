"""One key for the ways in which a Malian name is written: by the State, by a school, by ear.

`Ségou` and `Segu`, `Kalabancoro` and `Kalabankɔrɔ`, `Djenné` and `Jenne` have one key. The rules
are the usual French ones for the sounds of Bambara, Fulfulde and Songhai; see docs/decisions/0008.
"""

import re

from benkan.kit.text import folded

_SOUNDS = [
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"tch|tj|ty", "c"),
        (r"dj|dy|di(?=[aeou])|gu(?=[ei])", "j"),
        (r"gn|ni(?=[aeou])", "ny"),
        (r"ng", "g"),
        (r"qu|q|c(?!$)(?=[aorluk])|ck", "k"),
        (r"ou|oo|w", "u"),
        (r"ph", "f"),
        (r"h", ""),
        (r"z", "s"),
        (r"[mn](?=[bpdtkgsfj])", "n"),
        (r"y", "i"),
        (r"e(?=[aou])", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.{3})[es]$", ""),
    )
]


def sounded(text: str) -> str:
    """The key of a name: folded, without spaces, each sound by one letter.

    >>> sounded("Kalabancoro") == sounded("Kalabankɔrɔ") == sounded("kalaban coro")
    True
    """
    key = folded(text).replace(" ", "")
    for sound, letters in _SOUNDS:
        key = sound.sub(letters, key)
    return key


def allowed_mistakes(key: str) -> int:
    """How many letters may be wrong, swapped, missing or too many in a name of this length."""
    return 0 if len(key) < 4 else 1 if len(key) < 7 else 2
