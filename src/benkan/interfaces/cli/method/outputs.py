"""What a method answers with: a document for programs, reasons for people, a picture.

`--json` and `--explain` may both go to standard output; then the reasons go to standard error, so
that a program which reads the document is not disturbed. Without any of the three the reasons are
written: somebody is there who wants to know.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benkan.interfaces.cli.method.spoken import spoken
from benkan.interfaces.cli.words import _
from benkan.methods.refusals import N_, Refused, quoted
from benkan.methods.sentences import Sentence

# What a shell tells of a command whose reader left: 128 and the number of the signal for it.
READER_LEFT = 141
AT_ONCE = 1 << 16
ALONE = (
    "display:block;height:auto;max-width:600px;margin:0 auto;padding:8px;box-sizing:border-box;"
    "background:#fff;color:#1a1a1a"
)

Json = Annotated[
    str | None,
    typer.Option(
        "--json", metavar="OUT", help=_("Write the result as JSON; - is standard output.")
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help=_("Say in plain words why the result is as it is."))
]
Plot = Annotated[
    Path | None, typer.Option("--plot", metavar="OUT.svg", help=_("Draw the result as SVG."))
]


class OutputRefused(Refused):
    code = "output_refused"
    text = N_("%(file)s cannot be written: %(why)s.")


@dataclass(frozen=True)
class Wanted:
    """Where the answers go."""

    json: str | None = None
    explain: bool = False
    plot: Path | None = None


def deliver(
    wanted: Wanted,
    *,
    document: Callable[[], Mapping[str, Any]],
    reasons: Callable[[], Iterable[Sentence]],
    picture: Callable[[], str],
) -> None:
    """Write what is wanted, and make nothing else."""
    if wanted.plot is not None:
        write(wanted.plot, alone(picture()) + "\n")
    if wanted.json is not None:
        text = json.dumps(document(), ensure_ascii=False, allow_nan=False) + "\n"
        if wanted.json == "-":
            _print(text)
        else:
            write(Path(wanted.json), text)
    if wanted.explain or (wanted.json is None and wanted.plot is None):
        stream = sys.stderr if wanted.json == "-" else sys.stdout
        for sentence in reasons():
            before = "\n" if sentence.is_heading else ""
            print(before + spoken(sentence), file=stream)


def alone(picture: str) -> str:
    """A picture as a file of its own: as tall as it must be, where a browser would else shrink it to
    one screen; not blown up on a wide one; and dark on white wherever it is put."""
    return picture.replace("<svg ", f'<svg style="{ALONE}" ', 1)


def _print(text: str) -> None:
    """To standard output; whoever reads there may leave when they have enough (`| head`)."""
    try:
        for begin in range(0, len(text), AT_ONCE):
            sys.stdout.write(text[begin : begin + AT_ONCE])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(READER_LEFT)


def write(path: Path, text: str) -> None:
    """Beside its place first: a file that is there is replaced whole, or not at all. A device or a
    pipe (`/dev/stdout`) is written to, and never replaced."""
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, "utf-8")
        else:
            _replace(Path(os.path.realpath(path)), text)
    except OSError as problem:
        why = (problem.strerror or type(problem).__name__).lower()
        raise OutputRefused(file=quoted(path.name or str(path)), why=why) from None


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_text(text, "utf-8")
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
