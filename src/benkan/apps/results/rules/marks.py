"""Scores beside each other, which nobody adds: a line a round, a column a group of people."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class MarkLine:
    """A round: where and when, and its scores out of a hundred in the order of the columns. None: not
    scored, or not for everybody."""

    key: str
    place: str
    purpose: str
    number: int
    closed_on: date
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Marks:
    """Rounds with the scores of each group and of all together, which is the last column."""

    columns: tuple[str, ...]
    lines: tuple[MarkLine, ...]

    def of(self, place: str) -> tuple[MarkLine, ...]:
        """The rounds of a place."""
        return tuple(line for line in self.lines if line.place == place)

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": list(self.columns),
            "marks": [
                [
                    line.key,
                    line.place,
                    line.purpose,
                    line.number,
                    line.closed_on.isoformat(),
                    list(line.cells),
                ]
                for line in self.lines
            ],
        }


def marks_of_json(kept: dict[str, Any]) -> Marks:
    """What `as_json` wrote."""
    return Marks(
        columns=tuple(kept["columns"]),
        lines=tuple(
            MarkLine(key, place, purpose, number, date.fromisoformat(day), tuple(cells))
            for key, place, purpose, number, day, cells in kept["marks"]
        ),
    )
