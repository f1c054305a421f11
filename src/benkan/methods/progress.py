"""How far a computation is: told to whoever asked for it, never printed here."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called with the share that is done, from 0 to 1, at most some hundred times and never backwards."""


def untold(_: float) -> None:
    """Nobody is watching."""
