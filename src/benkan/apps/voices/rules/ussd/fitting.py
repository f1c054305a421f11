"""A screen as text that fits: 182 letters of the alphabet of text messages, or 70 of any other.

Source: 3GPP TS 23.038: a USSD string has 160 octets, which are 182 letters of seven bits; with 16 bits
a letter there would be 80, of which operators give 70.
"""

import unicodedata
from collections.abc import Callable

from benkan.apps.messaging.rules.sms import is_gsm
from benkan.apps.voices.rules.ussd.screens import Line, Screen, Sentence
from benkan.apps.voices.rules.wording import cheap

ROOM, ROOM_UNICODE = 182, 70
_NAMES_AT_MOST = (40, 28, 22, 18, 14, 11, 8)
_TWICE = frozenset("\f^{}\\[~]|€")
_PLAIN = str.maketrans({"ɛ": "e", "ɔ": "o", "ɲ": "ny", "ŋ": "ng", "Ɛ": "E", "Ɔ": "O", "Ŋ": "Ng"})

Say = Callable[[str], str]
"""An English sentence of the dialogue in the reader's language."""


def shown(screen: Screen, say: Say) -> str:
    """The text of a screen. Names are shortened as far as it must be; her own words take what room is
    left."""
    for longest in _NAMES_AT_MOST:
        text = _written(screen, say, longest, quoted=0)
        if letters(text) <= room_for(text):
            break
    spare = room_for(text) - letters(text)
    return _written(screen, say, longest, quoted=spare)


def room_for(text: str) -> int:
    return ROOM if is_gsm(text) else ROOM_UNICODE


def letters(text: str) -> int:
    """What a text takes of the room of its alphabet."""
    if is_gsm(text):
        return sum(2 if c in _TWICE else 1 for c in text)
    return len(text.encode("utf-16-le")) // 2


def plain(text: str) -> str:
    """What somebody wrote, with letters of the alphabet of text messages, on one line.

    >>> plain("Bɔ ka dɔgɔtɔrɔso,\\nŊuna ça ☎")
    'Bo ka dogotoroso, Nguna ca'
    """
    known = "".join(_plain(c) for c in cheap(text).translate(_PLAIN))
    return " ".join(known.split())


def _plain(letter: str) -> str:
    if letter.isspace() or is_gsm(letter):
        return " " if letter.isspace() else letter
    base = unicodedata.normalize("NFD", letter)[0]
    return base if is_gsm(base) else ""


def _written(screen: Screen, say: Say, longest: int, *, quoted: int) -> str:
    said = "\n".join(_said(one, say, longest, quoted) for one in screen.says)
    choices = [_line(one, say, longest) for one in screen.choices]
    ways = " ".join(_line(one, say, longest) for one in screen.ways)
    return "\n".join(line for line in (said, *choices, ways) if line)


def _said(one: Sentence, say: Say, longest: int, quoted: int) -> str:
    filled = {
        **one.exact,
        **{key: cut(plain(name), longest) for key, name in one.names.items()},
        **{key: say(label) for key, label in one.labels.items()},
        "words": cut(plain(one.quoted), quoted),
    }
    return say(one.text) % filled


def _line(one: Line, say: Say, longest: int) -> str:
    if one.label:
        return f"{one.key} {say(one.label)}"
    where = f" ({cut(plain(one.where), longest)})" if one.where else ""
    return f"{one.key} {cut(plain(one.name), longest)}{where}"


def cut(text: str, longest: int) -> str:
    """The beginning of a text, with dots where more would follow.

    >>> cut("la pompe est en panne", 12), cut("la pompe", 12)
    ('la pompe...', 'la pompe')
    """
    if letters(text) <= longest:
        return text
    kept = text
    while kept and letters(kept) + 3 > longest:
        kept = kept[:-1]
    return f"{kept.rstrip()}..." if kept else ""
