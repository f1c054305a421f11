"""Fold a name or a sentence to the letters of a feature phone, for search on both sides."""

import re
import unicodedata

# These letters have no Unicode decomposition, so stripping accents leaves them as they are.
# People type them as plain letters: see docs/decisions/0008.
_PLAIN = str.maketrans(
    {
        "ɛ": "e", "ɔ": "o", "ɲ": "ny", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƴ": "y",
        "ə": "e", "ǝ": "e", "ɣ": "g", "œ": "oe", "æ": "ae", "ß": "ss", "ı": "i",
        "’": " ", "'": " ", "-": " ",
    }
)  # fmt: skip
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def folded(text: str) -> str:
    """Lower case, no accents or tones, `ɛ ɔ ɲ ŋ` as `e o ny ng`, single spaces, nothing else.

    >>> folded("Sɔgɔma, N'Gara !")
    'sogoma n gara'
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", bare.translate(_PLAIN)).strip()
