"""The two spellings of an SMS: exact, or economical, which costs half where letters allow it.

It is the writer's choice for what she writes, and made for our own sentences once. Sources of the
letters: 3GPP TS 23.038; the working lists of Malian alphabets, to be confirmed by AMALAN.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from benkan.apps.messaging.rules.sms import is_gsm, segments, sms_text
from benkan.kit.refusals import N_


class Spelling(StrEnum):
    EXACT = "exact"
    ECONOMICAL = "economical"


SPELLINGS = {
    Spelling.EXACT: N_("Exact spelling"),
    Spelling.ECONOMICAL: N_("Economical spelling"),
}

# What people in Mali write themselves on a telephone that lacks the letter.
FOLDS = {
    **dict(zip("ɛɔƐƆəǝƎɓɗƴƁƊƳ", "eoEOeeEbdyBDY", strict=True)),
    "ɲ": "ny",
    "Ɲ": "Ny",
    "ŋ": "ng",
    "Ŋ": "Ng",
    "ɣ": "gh",
    "Ɣ": "Gh",
    "œ": "oe",
    "Œ": "Oe",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‹": "'",
    "›": "'",
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "•": "-",
    "…": "...",
    "°": "o",
    "⁄": "/",
    "\t": " ",
}


def plain_letters(text: str) -> str:
    """The text with a letter of the GSM alphabet for each that has one; what has none is left.

    >>> plain_letters("I ni sɔgɔma, l’eau est là : « ŋa ɲɛ », reçu 👍")
    'I ni sogoma, l\\'eau est là : " nga nye ", recu 👍'
    """
    return "".join(_plain(letter) for letter in sms_text(text))


def _plain(letter: str) -> str:
    if is_gsm(letter):
        return letter
    if letter in FOLDS:
        return FOLDS[letter]
    parts = [part for part in unicodedata.normalize("NFKD", letter) if not _is_mark(part)]
    plain = "".join(FOLDS.get(part, part) for part in parts)
    return plain if is_gsm(plain) else letter


def _is_mark(letter: str) -> bool:
    """A tone or an accent that stands by itself, as in `ɛ́`."""
    return unicodedata.combining(letter) > 0


def economical(text: str) -> str:
    """The text as one writes it to save an SMS: whole in the GSM alphabet, or as it was if some
    letter (an emoji, N'Ko, Arabic) would force Unicode all the same, or nothing would be saved."""
    exact = sms_text(text)
    if is_gsm(exact):
        return exact
    folded = plain_letters(exact).strip()
    return folded if is_gsm(folded) and segments(folded) <= segments(exact) else exact


def spelled(text: str, spelling: Spelling) -> str:
    """The text in the spelling that its writer chose."""
    return economical(text) if spelling is Spelling.ECONOMICAL else sms_text(text)


def dear_letters(text: str) -> tuple[str, ...]:
    """The letters that force Unicode, each once, in the order in which they come."""
    return tuple(dict.fromkeys(letter for letter in sms_text(text) if not is_gsm(letter)))


@dataclass(frozen=True)
class Cost:
    """What a text costs to one contact: its parts, and FCFA where the price of a part is known."""

    segments: int
    francs: int | None


@dataclass(frozen=True)
class Costs:
    """A text in both spellings. `saves`: the economical one is cheaper."""

    exact: Cost
    economical: Cost
    dear: tuple[str, ...]
    economical_text: str

    @property
    def saves(self) -> bool:
        return self.economical.segments < self.exact.segments


def costs(text: str, *, price: int | None) -> Costs:
    """What a text costs in both spellings at a price a part in FCFA, None if nobody knows it."""
    folded = economical(text)
    return Costs(
        exact=_cost(sms_text(text), price),
        economical=_cost(folded, price),
        dear=dear_letters(text),
        economical_text=folded,
    )


def _cost(text: str, price: int | None) -> Cost:
    parts = segments(text)
    return Cost(parts, None if price is None else parts * price)
