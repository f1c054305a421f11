"""What the calls were about, in all or in one region."""

from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.utils.translation import gettext

from benkan.apps.voices.pages.call_charts.shown import LONGEST_NAME, SAME, Shown, TableRow
from benkan.apps.voices.pages.call_words import count, counted
from benkan.apps.voices.queries.calls import TopicLine, Topics
from benkan.kit.charts.bars import Bar, bars
from benkan.kit.charts.drawing import shortened


@dataclass(frozen=True)
class RegionWay:
    """A way to the topics of one region, or of all (`code` empty)."""

    code: str
    name: str
    calls: str
    is_here: bool


@dataclass(frozen=True)
class TopicsShown:
    """The families in one column (the whole, or a region), each with its topics; and the table of
    families by region."""

    here: str
    calls: str
    ways: tuple[RegionWay, ...]
    chosen: Shown
    by_region: Shown | None


def of_topics(found: Topics, *, region: str = "") -> TopicsShown:
    """What the calls of a region were about; of all for a region that is not there."""
    at = next((n for n, column in enumerate(found.columns) if column.code == region), 0)
    here = found.columns[at]
    return TopicsShown(
        here=gettext(here.name) if here.code else "",
        calls=count(here.calls),
        ways=tuple(
            RegionWay(
                column.code,
                gettext(column.name) if column.code else gettext("All regions"),
                count(column.calls),
                is_here=number == at,
            )
            for number, column in enumerate(found.columns)
        ),
        chosen=_topics_of(found, at, region if here.code else ""),
        by_region=None if here.code else _by_region(found),
    )


def _topics_of(found: Topics, at: int, region: str) -> Shown:
    calls = found.columns[at].calls
    most = max((line.counts[at] or 0 for line in found.families), default=0) or 1
    drawn = [
        Bar(
            shortened(line.label, LONGEST_NAME),
            None if (many := line.counts[at]) is None else Fraction(many, most),
            counted(many, calls),
        )
        for line in found.families
    ]
    rows: list[TableRow] = []
    for number, family in enumerate(found.families, start=1):
        rows.append(_topic_row(family, at, calls, {"family": number}, region, is_part=False))
        rows += [
            _topic_row(line, at, calls, {"topic": line.code}, region, is_part=True)
            for line in found.below(family.family)
        ]
    heading = gettext("What the calls were about")
    return Shown(
        "topics",
        heading,
        bars(drawn, title=heading, description=gettext(SAME)),
        (gettext("Topic, as the operators wrote it"), gettext("Noted (of the calls)")),
        tuple(rows),
    )


def _topic_row(
    line: TopicLine,
    at: int,
    calls: int | None,
    choice: dict[str, object],
    region: str,
    *,
    is_part: bool,
) -> TableRow:
    down = urlencode({**choice, **({"region": region} if region else {})})
    many = line.counts[at]
    return TableRow(line.label, (counted(many, calls),), down, is_part=is_part)


def _by_region(found: Topics) -> Shown:
    """Families down, regions across; its chart is that of the calls of each region."""
    regions = found.columns[1:]
    rows = tuple(
        TableRow(line.label, tuple(count(many) for many in line.counts)) for line in found.families
    )
    heading = gettext("By region")
    most = max((column.calls or 0 for column in regions), default=0) or 1
    drawn = [
        Bar(
            gettext(column.name),
            None if column.calls is None else Fraction(column.calls, most),
            counted(column.calls, found.columns[0].calls),
        )
        for column in regions
    ]
    title = gettext("Calls of each region")
    heads = (gettext("Family"), gettext("All"), *(gettext(column.name) for column in regions))
    calls = TableRow(gettext("Calls"), tuple(count(column.calls) for column in found.columns))
    return Shown(
        "regions",
        heading,
        bars(drawn, title=title, description=gettext(SAME), heading=title),
        heads,
        (calls, *rows),
    )
