"""The order of the board: what is open before what is over, the nearest day first."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Position:
    """A place on the board, by what its order goes by, so that it stays when its promise has moved."""

    is_over: bool
    due_on: date
    number: int

    @property
    def code(self) -> str:
        """As it stands in an address.

        >>> Position(False, date(2026, 12, 1), 17).code
        '0.20261201.17'
        """
        return f"{self.is_over:d}.{self.due_on:%Y%m%d}.{self.number}"


def position_of(code: str) -> Position | None:
    """The position that an address names; None for anything else.

    >>> position_of("0.20261201.17")
    Position(is_over=False, due_on=datetime.date(2026, 12, 1), number=17)
    >>> position_of("0.20261301.17")
    """
    parts = code.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    over, day, number = parts
    if over not in {"0", "1"} or len(day) != 8 or len(number) > 9:
        return None
    try:
        due_on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None
    return Position(over == "1", due_on, int(number))
