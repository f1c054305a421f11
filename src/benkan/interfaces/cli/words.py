"""The language of the command: `BENKAN_LANGUAGE`, else the locale of the terminal, else French.

It reads the catalogue without Django, so that `benkan --help` writes no file and answers at once.
"""

import gettext
import os
from pathlib import Path

_CATALOGUES = Path(__file__).resolve().parents[2] / "locale" / "cli"


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


_catalogue = gettext.translation(
    "django", localedir=_CATALOGUES, languages=[language()], fallback=True
)


def _(text: str) -> str:
    """The sentence in the language of the command."""
    return _catalogue.gettext(text)
