"""A sentence of a method in the language of the command, its numbers written as that language does."""

from fractions import Fraction

from benkan.interfaces.cli.words import language, of_methods
from benkan.methods.sentences import Decimal, Detail, Percent, Sentence

NARROW_SPACE = "\u202f"
MINUS = "\u2212"


def spoken(sentence: Sentence) -> str:
    """The sentence, its places filled."""
    details = {name: written(detail) for name, detail in sentence.details.items()}
    return of_methods(sentence.text) % details


def written(detail: Detail) -> str:
    """12 345,6 in French and 12,345.6 in English; halves are rounded as Python rounds them."""
    if isinstance(detail, Sentence):
        return spoken(detail)
    if isinstance(detail, Percent):
        mark = f"{NARROW_SPACE}%" if language() == "fr" else "%"
        return _number(detail.share * 100, detail.decimals) + mark
    if isinstance(detail, Decimal):
        return _number(detail.value, detail.decimals)
    return _number(detail, 0) if isinstance(detail, int) else detail


def _number(value: Fraction | float, decimals: int) -> str:
    if isinstance(value, Fraction):  # which Python formats from 3.12 on
        value = float(round(value, decimals))
    text = f"{round(value, decimals):,.{decimals}f}" if decimals else f"{round(value):,}"
    if text.startswith("-"):  # no minus before a zero, and a minus, not a hyphen, before the others
        text = f"{MINUS}{text[1:]}" if text.strip("-0.,") else text[1:]
    if language() != "fr":
        return text
    return text.replace(",", NARROW_SPACE).replace(".", ",")
