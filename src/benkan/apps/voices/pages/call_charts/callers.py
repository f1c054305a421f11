"""Who called: sex with unknown kept, and age."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.utils.translation import gettext

from benkan.apps.voices.pages.call_charts.shown import SAME, Shown, TableRow, counted_bars, part_of
from benkan.apps.voices.pages.call_words import count, counted, vote_word
from benkan.apps.voices.queries.calls import Callers, SexLine
from benkan.apps.voices.rules.calls.codes import Vote, age_label
from benkan.kit.charts.bars import Bar, bars
from benkan.kit.splits import Sex


def of_callers(found: Callers) -> tuple[Shown, ...]:
    """Sex in all and before each vote, by region, and age."""
    whole = found.whole
    every = whole[0] or 0
    sexes = [
        (gettext(sex.label), many, urlencode({"sex": sex.value}))
        for sex, many in zip(Sex, whole[1:], strict=True)
    ]
    ages = [(gettext(age_label(age)), many, urlencode({"age": age})) for age, many in found.ages]
    votes = [(vote_word(Vote(line.code)), line, {"vote": line.code}) for line in found.votes]
    regions = [(gettext(line.name), line, {"region": line.code}) for line in found.regions[1:]]
    return (
        counted_bars("sex", gettext("Sex"), sexes, of=every, column=gettext("Sex")),
        _sexes(
            ("vote", gettext("Sex, before each vote")),
            (gettext("Vote"), *(gettext(sex.label) for sex in Sex)),
            votes,
        ),
        _sexes(
            ("region", gettext("Women, by region")),
            (gettext("Region"), gettext("Women"), gettext("Men, or sex not known")),
            regions,
        ),
        counted_bars("age", gettext("Age"), ages, of=every, column=gettext("Age")),
    )


def _sexes(
    named: tuple[str, str],
    heads: tuple[str, ...],
    lines: Sequence[tuple[str, SexLine, dict[str, str]]],
) -> Shown:
    """A bar for the share of women among all calls of a line, those of unknown sex included."""
    drawn = [
        Bar(
            said,
            part_of(line.counts[1], line.counts[0]),
            counted(line.counts[1], line.counts[0]),
        )
        for said, line, _ in lines
    ]
    rows = tuple(
        TableRow(said, tuple(count(many) for many in line.counts), urlencode(choice))
        for said, line, choice in lines
    )
    title = gettext("Women, of all calls")
    chart = bars(drawn, title=title, description=gettext(SAME), heading=title)
    return Shown(*named, chart, (heads[0], gettext("Calls"), *heads[1:]), rows)
