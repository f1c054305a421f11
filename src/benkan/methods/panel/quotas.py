"""The quotas of a panel: how many seats each value of each feature must have, and may have.

Two formats are read: `feature,value,min,max`, and the older `category,name,min,max` of the
Sortition Foundation. Other columns (such as `min_flex`) are left aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from benkan.methods.refusals import N_, Refused, quoted
from benkan.methods.tables import Row, Table, read_table

LARGEST = 1_000_000
MOST_QUOTAS = 500


class NotASeatCount(Refused):
    code = "not_a_seat_count"
    text = N_(
        "%(file)s, line %(line)s, column “%(column)s”: “%(found)s” is not a number of seats; "
        "a whole number from 0 to 1000000 was expected."
    )


class MinimumOverMaximum(Refused):
    code = "minimum_over_maximum"
    text = N_(
        "%(file)s, line %(line)s: the minimum %(least)s of “%(value)s” is over its maximum "
        "%(most)s; exchange or correct them."
    )


class QuotaTwice(Refused):
    code = "quota_twice"
    text = N_("%(file)s, line %(line)s: “%(value)s” of “%(feature)s” has a quota already.")


class NameMissing(Refused):
    code = "quota_name_missing"
    text = N_("%(file)s, line %(line)s, column “%(column)s” is empty: write the name there.")


class TooManyQuotas(Refused):
    code = "too_many_quotas"
    text = N_("%(file)s has more than %(most)s quotas: keep the features that matter most.")


@dataclass(frozen=True)
class Quota:
    """At least `least` and at most `most` seats for people with this value of this feature."""

    feature: str
    value: str
    least: int
    most: int


def read_quotas(stream: BinaryIO, *, file: str) -> tuple[Quota, ...]:
    """The quotas of a table, in its order.

    Args:
        stream: the table as bytes.
        file: how refusals call it.

    Raises:
        NotASeatCount, MinimumOverMaximum, QuotaTwice, NameMissing: the line is named.
        TooManyQuotas: over 500.
        Refused: what `read_table` refuses; ColumnMissing names the columns of the newer format.
    """
    table = read_table(stream, file=file)
    older = "feature" not in table.header and "category" in table.header
    names = ("category", "name") if older else ("feature", "value")
    places = {name: table.column(name) for name in (*names, "min", "max")}
    found: dict[tuple[str, str], Quota] = {}
    for row in table.rows:
        quota = _quota(row, table, places, names)
        key = (quota.feature, quota.value)
        if key in found:
            raise QuotaTwice(
                file=file, line=row.line, value=quoted(quota.value), feature=quoted(quota.feature)
            )
        found[key] = quota
        if len(found) > MOST_QUOTAS:
            raise TooManyQuotas(file=file, most=MOST_QUOTAS)
    return tuple(found.values())


def by_feature(quotas: Sequence[Quota]) -> dict[str, list[Quota]]:
    """The quotas of each feature, features in the order in which they first come."""
    found: dict[str, list[Quota]] = {}
    for quota in quotas:
        found.setdefault(quota.feature, []).append(quota)
    return found


def _quota(row: Row, table: Table, places: Mapping[str, int], names: tuple[str, str]) -> Quota:
    feature, value = (_name(row, table, places[name], name) for name in names)
    least, most = (_seats(row, table, places[name], name) for name in ("min", "max"))
    if least > most:
        raise MinimumOverMaximum(
            file=table.file, line=row.line, value=quoted(value), least=least, most=most
        )
    return Quota(feature, value, least, most)


def _name(row: Row, table: Table, place: int, column: str) -> str:
    name = row.cells[place].strip()
    if not name:
        raise NameMissing(file=table.file, line=row.line, column=column)
    return name


def _seats(row: Row, table: Table, place: int, column: str) -> int:
    cell = row.cells[place].strip()
    if not (cell.isascii() and cell.isdigit() and len(cell) < 9 and int(cell) <= LARGEST):
        raise NotASeatCount(file=table.file, line=row.line, column=column, found=quoted(cell))
    return int(cell)
