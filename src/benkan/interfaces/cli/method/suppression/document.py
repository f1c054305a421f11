"""The document of a suppressed table."""

from typing import Any

from benkan.methods.suppression.proving import Cell, Status, Suppression
from benkan.methods.suppression.reading import Read


def document(found: Suppression, read: Read) -> dict[str, Any]:
    """The members beside the provenance: the table with its proof.

    `interval` holds for each small count, `width` for every hidden one.
    """
    cells = list(found.cells())
    statuses = [cell.status for cell in cells]
    return {
        "columns": list(read.columns),
        "within": [{"column": lower, "within": upper} for lower, upper in read.within],
        "totals": dict(read.totals),
        "interval": [0, found.minimum - 1],
        "width": found.minimum,
        "is_proven": found.is_proven,
        "bounds_are": "at_least" if found.bounds is None else "exact",
        "witnesses": len(found.pattern.witnesses),
        "shown": statuses.count(Status.SHOWN),
        "primary": statuses.count(Status.PRIMARY),
        "complementary": statuses.count(Status.COMPLEMENTARY),
        "absent": read.absent,
        "narrowed_knowing_statuses": None
        if found.narrowed is None
        else [_named(found, read, cell) for cell in found.narrowed],
        "table": [_row(found, read, cell) for cell in cells],
    }


def _row(found: Suppression, read: Read, cell: Cell) -> dict[str, Any]:
    row: dict[str, Any] = {
        "cell": _named(found, read, cell.cell),
        "is_margin": found.cube.is_margin(cell.cell),
        "count": cell.count,
        "status": str(cell.status),
        "lower": cell.low,
        "upper": cell.high,
    }
    why = found.pattern.because.get(cell.cell)
    if why is not None:
        row["because"] = _named(found, read, why)
    return row


def _named(found: Suppression, read: Read, cell: int) -> dict[str, str]:
    name = found.cube.name(cell)
    return {
        column: read.totals[column] if name[column] is None else str(name[column])
        for column in read.columns
    }
