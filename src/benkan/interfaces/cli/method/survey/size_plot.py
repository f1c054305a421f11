"""How the number of people grows as the change to be seen shrinks, as bars."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from benkan.interfaces.cli.method.spoken import spoken
from benkan.interfaces.cli.words import of_methods as _
from benkan.kit.charts.bars import Bar, bars
from benkan.methods.refusals import N_
from benkan.methods.sentences import Sentence, plain_percent
from benkan.methods.survey.size import size_for_change

TIMES = (Fraction(1, 2), Fraction(3, 4), Fraction(1), Fraction(3, 2), Fraction(2))


def picture(before: Fraction, after: Fraction, given: Mapping[str, Fraction]) -> str:
    """The change that was asked for, and smaller and larger ones, with the people to ask."""
    ends = [end for end in _ends(before, after) if 0 <= end <= 1]
    people = [size_for_change(before, end, **given).with_nonresponse for end in ends]
    rows = [
        Bar(_name(before, end, is_asked=end == after), Fraction(count, max(people)), _said(count))
        for end, count in zip(ends, people, strict=True)
    ]
    title = _("People to ask in each round")
    description = _("A bar for each change that could be seen: the smaller it is, the more people.")
    heading = _("How many to ask to see a change")
    return str(bars(rows, title=title, description=description, heading=heading))


def _ends(before: Fraction, after: Fraction) -> Iterator[Fraction]:
    for times in TIMES:
        yield before + (after - before) * times


def _name(before: Fraction, end: Fraction, *, is_asked: bool) -> str:
    text = N_("► from %(before)s to %(end)s") if is_asked else N_("from %(before)s to %(end)s")
    return spoken(Sentence(text, {"before": plain_percent(before), "end": plain_percent(end)}))


def _said(count: int) -> str:
    return spoken(Sentence(N_("%(people)s people"), {"people": count}))
