"""Puts what the benchmarks of the methods print into docs/figures.md, each under its own mark.

    python benchmarks/ground/figures.py                     runs them all (half an hour on 2 processors)
    python benchmarks/ground/figures.py budget_vote panel   runs these only; the others stay as they are
    python benchmarks/ground/figures.py --printed panel OUT.txt    takes what was printed before

A benchmark prints tables in Markdown, under headings of the third rank. Here the day and the machine
are written above them. What fails is left as it was.
"""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "figures.md"
MARK = "<!-- {edge} {name} -->"
KNOWN = re.compile(r"<!-- begin benchmarks/(\w+)\.py -->")


def record(name: str, printed: str) -> None:
    """Put what a command printed below its mark in docs/figures.md, with day, machine and load."""
    # Read anew each time: a run takes minutes, and somebody may have written below.
    page = recorded(PAGE.read_text("utf-8"), name, printed, when=when())
    PAGE.write_text(page, "utf-8")


def when() -> str:
    """The line above a table: a figure without its machine and its load says little."""
    load = os.getloadavg()[1]
    return f"Measured on {datetime.now(UTC):%d %B %Y} on {machine()}, load {load:.1f}."


def recorded(page: str, name: str, printed: str, *, when: str) -> str:
    """The page with the part of one command made new."""
    begin, end = (MARK.format(edge=edge, name=name) for edge in ("begin", "end"))
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"docs/figures.md has no place for {name}: {begin} … {end}")
    return f"{before}{begin}\n\n{when}\n\n{_tables(printed)}\n\n{end}{after}"


def _tables(printed: str) -> str:
    """One rank lower than the benchmark printed them, and no more than one empty line."""
    lower = re.sub(r"^###", "####", printed.strip(), flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", lower)


def machine() -> str:
    """The processor and how many there are, as the system says it."""
    text = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    names = re.findall(r"^model name\s*:\s*(.*)$", text, re.MULTILINE) or ["unknown processor"]
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{len(names)} × {names[0].strip()}, Python {version}"


def run(name: str) -> str | None:
    """What a benchmark prints; None when it fails."""
    path = ROOT / "benchmarks" / f"{name}.py"
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(path)], stdout=subprocess.PIPE, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else None


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--printed"]:
        _, name, path = arguments
        record(f"benchmarks/{name}.py", Path(path).read_text("utf-8"))
        return 0
    failed = []
    for name in arguments or KNOWN.findall(PAGE.read_text("utf-8")):
        print(f"== {name}", file=sys.stderr, flush=True)
        printed = run(name)
        if printed is None:
            failed.append(name)
            continue
        record(f"benchmarks/{name}.py", printed)
    print(f"failed: {', '.join(failed)}" if failed else "recorded", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
