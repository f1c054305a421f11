"""The named places of a sentence, `%(count)s` or `{count}`: a translation must have the same."""

import re
from collections.abc import Iterator

import polib

_PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def places(text: str) -> frozenset[str]:
    """The names of the places in a sentence.

    >>> sorted(places("%(held)s of {planned}"))
    ['held', 'planned']
    """
    return frozenset(one or other for one, other in _PLACE.findall(text))


def unequal_places(entry: polib.POEntry) -> str:
    """The places that one side of a catalogue entry has and the other lacks; empty when equal.

    The French singular also serves zero, so it may name the number as the English plural does.
    """
    wrong: set[str] = set()
    for translation, allowed in _sides(entry):
        here = places(translation)
        if here not in allowed:
            wrong |= here ^ allowed[-1]
        elif "%(" in entry.msgid + entry.msgid_plural and not _fits(translation, here):
            wrong.add("a % that stands alone must be written %%")
    return ", ".join(sorted(wrong))


def _sides(entry: polib.POEntry) -> Iterator[tuple[str, tuple[frozenset[str], ...]]]:
    if not entry.msgid_plural:
        yield entry.msgstr, (places(entry.msgid),)
        return
    one, many = places(entry.msgid), places(entry.msgid_plural)
    yield entry.msgstr_plural[0], (one, many)
    yield entry.msgstr_plural[1], (many,)


def _fits(translation: str, names: frozenset[str]) -> bool:
    try:
        _ = translation % dict.fromkeys(names, 1)
    except (TypeError, ValueError, KeyError):
        return False
    return True
