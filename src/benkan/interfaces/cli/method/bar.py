"""A progress bar on standard error, when it takes longer than two seconds and a person watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from benkan.methods.progress import Progress, untold

PATIENCE = 2.0
BETWEEN = 0.1
WIDTH = 40


@contextmanager
def progress_bar(
    stream: TextIO | None = None, clock: Callable[[], float] = monotonic
) -> Iterator[Progress]:
    """What a method calls with the share that is done; the line is wiped at the end. `stream` is
    standard error and `clock` the machine's unless told."""
    to = sys.stderr if stream is None else stream
    if not to.isatty():
        yield untold
        return
    began = shown = clock()
    drawn = False

    def show(share: float) -> None:
        nonlocal shown, drawn
        now = clock()
        if now - began < PATIENCE or now - shown < BETWEEN:
            return
        shown, drawn = now, True
        full = int(min(max(share, 0.0), 1.0) * WIDTH)
        to.write(f"\r{'█' * full}{'░' * (WIDTH - full)} {share:4.0%}")
        to.flush()

    try:
        yield show
    finally:
        if drawn:
            to.write("\r" + " " * (WIDTH + 6) + "\r")
            to.flush()
