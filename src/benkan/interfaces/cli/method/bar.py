"""A progress bar on standard error, when it takes longer than two seconds and a person watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from benkan.methods.progress import Progress, untold

PATIENCE = 2.0
BETWEEN = 0.1
WIDTH = 40


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """What a method calls with the share that is done; the line is wiped at the end."""
    if not sys.stderr.isatty():
        yield untold
        return
    began = shown = monotonic()
    drawn = False

    def show(share: float) -> None:
        nonlocal shown, drawn
        now = monotonic()
        if now - began < PATIENCE or now - shown < BETWEEN:
            return
        shown, drawn = now, True
        full = int(min(max(share, 0.0), 1.0) * WIDTH)
        sys.stderr.write(f"\r{'█' * full}{'░' * (WIDTH - full)} {share:4.0%}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        if drawn:
            sys.stderr.write("\r" + " " * (WIDTH + 6) + "\r")
            sys.stderr.flush()
