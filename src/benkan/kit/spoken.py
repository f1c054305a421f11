"""Numbers and days as French says them aloud in Mali, for what is read out on the radio."""

from datetime import date

_SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante")
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
MOST = 999_999


def in_words(number: int, *, feminine: bool = False) -> str:
    """A whole number from nought to 999,999 in words.

    >>> in_words(71), in_words(80), in_words(91), in_words(2026)
    ('soixante et onze', 'quatre-vingts', 'quatre-vingt-onze', 'deux mille vingt-six')
    >>> in_words(21, feminine=True), in_words(200), in_words(201), in_words(80_000)
    ('vingt et une', 'deux cents', 'deux cent un', 'quatre-vingt mille')
    """
    assert 0 <= number <= MOST, "a number that is said aloud"
    thousands, rest = divmod(number, 1000)
    said = []
    if thousands:
        # Before “mille” neither “cents” nor “quatre-vingts” keeps its s.
        said += [*([] if thousands == 1 else [_below_thousand(thousands, ends=False)]), "mille"]
    if rest or not thousands:
        said.append(_below_thousand(rest, ends=True))
    words = " ".join(said)
    ends_in_one = words == "un" or words.endswith((" un", "-un"))
    return words[:-2] + "une" if feminine and ends_in_one else words


def day_in_words(day: date) -> str:
    """A day with its year.

    >>> day_in_words(date(2026, 12, 1))
    'premier décembre deux mille vingt-six'
    """
    number = "premier" if day.day == 1 else in_words(day.day)
    return f"{number} {month_in_words(day)}"


def month_in_words(day: date) -> str:
    """
    >>> month_in_words(date(2026, 8, 3))
    'août deux mille vingt-six'
    """
    return f"{_MONTHS[day.month - 1]} {in_words(day.year)}"


def _below_thousand(number: int, *, ends: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest, ends=ends)
    said = "cent" if hundreds == 1 else f"{_SMALL[hundreds]} cent"
    if rest:
        return f"{said} {_below_hundred(rest, ends=ends)}"
    return f"{said}s" if ends and hundreds > 1 else said


def _below_hundred(number: int, *, ends: bool) -> str:
    if number < 20:
        return _SMALL[number]
    if number >= 80:
        rest = number - 80
        return (
            f"quatre-vingt-{_SMALL[rest]}" if rest else "quatre-vingts" if ends else "quatre-vingt"
        )
    ten, rest = divmod(number, 10)
    if ten == 7:
        ten, rest = 6, rest + 10
    if not rest:
        return _TENS[ten]
    joint = " et " if rest in (1, 11) else "-"
    return f"{_TENS[ten]}{joint}{_SMALL[rest]}"
