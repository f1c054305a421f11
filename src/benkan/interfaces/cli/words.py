"""The language of the command: `BENKAN_LANGUAGE`, else the locale of the terminal, else French.

It reads the catalogues without Django, so that `benkan --help` writes no file and answers at once.
"""

import gettext
import os
from functools import cache
from pathlib import Path

_CATALOGUES = Path(__file__).resolve().parents[2] / "locale"


def language() -> str:
    """`fr` or `en`."""
    given = (
        os.environ.get("BENKAN_LANGUAGE")
        or os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
        or ""
    )
    return "en" if given.lower().startswith("en") else "fr"


def _catalogue_of(chapter: str) -> gettext.NullTranslations:
    return gettext.translation(
        "django", localedir=_CATALOGUES / chapter, languages=[language()], fallback=True
    )


_catalogue = _catalogue_of("cli")


def _(text: str) -> str:
    """The sentence in the language of the command."""
    return _catalogue.gettext(text)


def of_methods(text: str) -> str:
    """A sentence of a method, which has a catalogue of its own."""
    return _of_methods().gettext(text)


@cache
def _of_methods() -> gettext.NullTranslations:
    all_of_them = _catalogue_of("methods")
    for folder in sorted((_CATALOGUES.parent / "methods").iterdir()):
        if (_CATALOGUES / folder.name).is_dir():
            all_of_them.add_fallback(_catalogue_of(folder.name))
    all_of_them.add_fallback(_catalogue_of("cli"))
    return all_of_them
