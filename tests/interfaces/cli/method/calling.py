"""`benkan method …` called within the process of the tests: a real process takes a second to start."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

from benkan.interfaces.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


def method(*arguments: Any, language: str = "en") -> Answer:
    """Call `benkan method` with some arguments, in a language."""
    out, err = StringIO(), StringIO()
    code = 0
    with _as_called(["benkan", "method", *map(str, arguments)], language):
        try:
            with redirect_stdout(out), redirect_stderr(err):
                main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())


@contextmanager
def _as_called(arguments: list[str], language: str) -> Iterator[None]:
    """The process as a shell would start it, and put back afterwards."""
    kept = sys.argv, os.environ.get("BENKAN_LANGUAGE"), os.umask(0o022)
    sys.argv, os.environ["BENKAN_LANGUAGE"] = arguments, language
    try:
        yield
    finally:
        sys.argv = kept[0]
        if kept[1] is None:
            del os.environ["BENKAN_LANGUAGE"]
        else:
            os.environ["BENKAN_LANGUAGE"] = kept[1]
        os.umask(kept[2])
