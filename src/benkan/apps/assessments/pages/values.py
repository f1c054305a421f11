"""A score in the words of its scale."""

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext

from benkan.apps.assessments.queries.asked import AskedNode
from benkan.apps.assessments.rules.scales import Scale, ends, rounded


def told(value: Fraction, node: AskedNode) -> str:
    """“3.4 out of 5”, “40 %”, “12 beds”: a mean of yes and no is the share of yes."""
    assert node.leaf is not None, "a score is of a question"
    if node.leaf.scale is Scale.YES_NO:
        return _percent(value * 100)
    if node.leaf.scale is Scale.PERCENT:
        return _percent(value)
    if node.leaf.scale is Scale.COUNT:
        return f"{_number(value)} {node.unit}".strip()
    _, most = ends(node.leaf)
    words = gettext("%(value)s out of %(most)s") % {"value": _number(value), "most": most}
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def range_words(node: AskedNode) -> str:
    """What may be written, as a hint."""
    assert node.leaf is not None, "a score is of a question"
    least, most = ends(node.leaf)
    if node.leaf.scale is Scale.COUNT:
        return gettext("A number: %(unit)s.") % {"unit": node.unit} if node.unit else ""
    return gettext("From %(least)s to %(most)s.") % {"least": least, "most": most}


def hundredths(score: float | None) -> str:
    """A result as it is read everywhere: of a hundred; a dash where there is none."""
    return "–" if score is None else number_format(round(score * 100))


def _percent(value: Fraction) -> str:
    return f"{_number(value)}\N{NO-BREAK SPACE}%"


def _number(value: Fraction) -> str:
    """To one place, and none where there is nothing behind it."""
    shown = rounded(value).quantize(Decimal("0.1"))
    whole = shown == shown.to_integral_value()
    return number_format(shown, decimal_pos=0 if whole else 1)
