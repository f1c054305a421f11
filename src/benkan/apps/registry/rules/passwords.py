"""Words that everybody here would try first, and that alone make no password."""

import re

from benkan.kit.text import folded

WORDS = (
    "administrateur", "administrator", "amadou", "aminata", "animateur", "bamako", "benkan", "citoyen",
    "commune", "coordinateur", "engagement", "fatoumata", "gao", "kati", "kayes", "kidal", "koulikoro",
    "mairie", "maire", "mali", "mamadou", "mopti", "motdepasse", "moussa", "passe", "password", "programme",
    "segou", "sikasso", "soleil", "taoudenit", "menaka", "tombouctou", "voix",
)  # fmt: skip
"""Of this software, of the country and of its work; the longer first where one holds the other."""

_ANY = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))
LEFT = 6
"""Signs that must be left without them."""


def is_of_the_place(password: str) -> bool:
    """Whether hardly anything is left of it without such words: `Bamako-Mali-2026`."""
    whole = folded(password).replace(" ", "")
    left = _ANY.sub("", whole)
    return left != whole and len(left) < LEFT
