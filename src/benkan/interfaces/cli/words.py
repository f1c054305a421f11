"""The language of the command: `BENKAN_LANGUAGE`, else the locale of the terminal, else French.

It reads the catalogues without Django, so that `benkan --help` writes no file and answers at once.
"""

import gettext
import os
from copy import copy
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


def _(text: str) -> str:
    """The sentence in the language of the command."""
    return _catalogue_of("cli", language()).gettext(text)


def of_methods(text: str) -> str:
    """A sentence of a method, which has a catalogue of its own, or of the kit."""
    return _of_methods(language()).gettext(text)


@cache
def _catalogue_of(chapter: str, spoken: str) -> gettext.NullTranslations:
    return gettext.translation(
        "django", localedir=_CATALOGUES / chapter, languages=[spoken], fallback=True
    )


@cache
def _of_methods(spoken: str) -> gettext.NullTranslations:
    # Copies: a catalogue that falls back to others is not the chapter's own any more.
    all_of_them = copy(_catalogue_of("methods", spoken))
    for folder in sorted((_CATALOGUES.parent / "methods").iterdir()):
        if (_CATALOGUES / folder.name).is_dir():
            all_of_them.add_fallback(copy(_catalogue_of(folder.name, spoken)))
    all_of_them.add_fallback(copy(_catalogue_of("cli", spoken)))
    all_of_them.add_fallback(_catalogue_of("kit", spoken))
    return all_of_them
