"""How far a computation is: told to whoever asked for it, never printed here."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called with the share that is done, from 0 to 1, at most some hundred times and never backwards."""


def untold(_: float) -> None:
    """Nobody is watching."""


def part(progress: Progress, begin: float, end: float) -> Progress:
    """For one step of a longer work: its shares from 0 to 1 are told as those from begin to end.

    >>> part(print, 0.5, 1.0)(0.5)
    0.75
    """
    return lambda share: progress(begin + (end - begin) * share)
