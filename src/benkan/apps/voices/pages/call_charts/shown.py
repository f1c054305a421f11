"""A chart with the table of the same numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from benkan.apps.voices.pages.call_words import count, counted, share
from benkan.kit.charts.bars import Bar, bars

LONGEST_NAME = 34
SAME = gettext_noop("The table below gives the same numbers.")


@dataclass(frozen=True)
class TableRow:
    """A row of a table: its name, its cells, and the choice of calls that it leads to, if any."""

    name: str
    cells: tuple[str, ...]
    down: str = ""
    is_part: bool = False


@dataclass(frozen=True)
class Shown:
    """A chart and the table of the same numbers; `id` is its place on the page."""

    id: str
    heading: str
    chart: SafeString
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    is_long: bool = False

    @property
    def hides_some(self) -> bool:
        return any(cell == count(None) for row in self.rows for cell in row.cells)


def counted_bars(
    name: str,
    heading: str,
    lines: Iterable[tuple[str, int | None, str]],
    *,
    of: int,
    column: str,
) -> Shown:
    """Counts and their share of all calls."""
    found = list(lines)
    drawn = [Bar(said, part_of(many, of), counted(many, of)) for said, many, _ in found]
    rows = tuple(TableRow(said, (count(many), share(many, of)), down) for said, many, down in found)
    heads = (column, gettext("Calls"), gettext("Share"))
    return Shown(name, heading, bars(drawn, title=heading, description=gettext(SAME)), heads, rows)


def part_of(many: int | None, of: int | None) -> Fraction | None:
    return None if many is None or not of else Fraction(many, of)
