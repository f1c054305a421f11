"""Contenders side by side in one run: processor seconds, peak memory, what each found, the ratio.

    from ground.beside import Run, growth, side_by_side

    def ours(path: str) -> Work:           # at the top of a module: it is run in a process of its own
        votes = read(path)                 # not measured: whatever has to be there before
        return lambda: describe(method(votes))   # measured; answers with a short text to compare

    side_by_side("Equal shares", [
        Run("Świecie 2023", "benkan", ours, (path,), goal="0.03 s"),
        Run("Świecie 2023", "pabutools", theirs, (path,), most_seconds=120),
    ])
    growth("Equal shares, by voters", "benkan", made, sizes=(1_000, 10_000, 100_000))

Each runs alone in a fresh process with one thread. Time is that of the processor (user and system),
the least of up to twenty goes that fit in half a second. Memory is the peak of the
process with its imports and, beside it, what the measured part added to the peak before it. A ratio
above 1 says how many times longer the peer took than the first contender of the same work; below 1
we lost, and the table says so.
"""

import os
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time

Work = Callable[[], str]

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"):
    os.environ.setdefault(name, "1")

SHORT = 0.5
GOES = 20


@dataclass(frozen=True)
class Run:
    """One contender at one piece of work. `prepare(*arguments)` answers with what is measured."""

    work: str
    contender: str
    prepare: Callable[..., Work]
    arguments: tuple[object, ...] = ()
    goal: str = ""
    most_seconds: int = 900
    most_gigabytes: float = 17.0


@dataclass(frozen=True)
class Measured:
    """What one run took; `seconds` is None when it did not come to an end."""

    seconds: float | None
    megabytes: float = 0.0
    added: float = 0.0
    answer: str = ""


def side_by_side(title: str, runs: Sequence[Run]) -> None:
    """Run all, print a row each as it ends, as a table in Markdown."""
    print(f"\n### {title}\n")
    print("| work | contender | CPU s | ratio | peak MB (added) | goal | found |")
    print("|---|---|---:|---:|---:|---|---|")
    first: dict[str, float] = {}
    for run in runs:
        found = measured(run)
        if found.seconds is not None:
            first.setdefault(run.work, found.seconds)
        print(_row(run, found, first.get(run.work)), flush=True)


def _row(run: Run, found: Measured, ours: float | None) -> str:
    ratio = ""
    if found.seconds is not None and ours:
        times = found.seconds / ours
        ratio = "1" if times == 1 else f"{times:,.0f} ×" if times >= 20 else f"{times:.2g} ×"
        ratio += " (we lose)" if times < 1 else ""
    seconds = "–" if found.seconds is None else f"{found.seconds:.3g}"
    memory = "–" if found.seconds is None else f"{found.megabytes:,.0f} ({found.added:,.0f})"
    cells = [run.work, run.contender, seconds, ratio, memory, run.goal, found.answer]
    return "| " + " | ".join(cells) + " |"


def growth(
    title: str,
    contender: str,
    prepare: Callable[[int], Work],
    *,
    sizes: Sequence[int],
    unit: str = "size",
    most_seconds: int = 600,
) -> None:
    """Time and memory against size, and the slopes in log–log: 1 is in proportion."""
    print(f"\n### {title}\n")
    print(f"| {unit} | CPU s | peak MB (added) | found |")
    print("|---:|---:|---:|---|")
    points = []
    for size in sizes:
        found = measured(Run(title, contender, prepare, (size,), most_seconds=most_seconds))
        seconds = "–" if found.seconds is None else f"{found.seconds:.3g}"
        memory = f"{found.megabytes:,.0f} ({found.added:,.0f})"
        print(f"| {size:,} | {seconds} | {memory} | {found.answer} |", flush=True)
        if found.seconds is not None:
            points.append((size, found.seconds, found.added))
    times = slope([(size, seconds) for size, seconds, _ in points])
    memory = slope([(size, added) for size, _, added in points if added >= 1])
    print(f"\nSlope in log–log: time {times}, memory {memory} (1 is in proportion to the size).")


def slope(points: Sequence[tuple[float, float]]) -> str:
    """The least-squares slope of the logarithms; a dash with fewer than two points."""
    logs = [(log(x), log(y)) for x, y in points if x > 0 and y > 0]
    if len(logs) < 2:
        return "–"
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return f"{sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread:.2f}"


def measured(run: Run) -> Measured:
    """One run in a fresh process; it is stopped at its limits of time and memory. (A limit on the
    processor's time would make its clock tick in milliseconds.)"""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run_alone, args=(run, theirs))
    process.start()
    theirs.close()
    try:
        if ours.poll(run.most_seconds):
            found: Measured = ours.recv()
        else:
            found = Measured(None, answer=f"stopped after {run.most_seconds} s")
    except EOFError:
        found = Measured(None, answer="killed: out of memory")
    process.kill()
    process.join()
    return found


def _run_alone(run: Run, answers: Connection) -> None:
    limit = int(run.most_gigabytes * 2**30)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    try:
        work = run.prepare(*run.arguments)
        before = _peak()
        answers.send(_measure(work, before))
    except MemoryError:
        answers.send(Measured(None, answer=f"out of memory at {run.most_gigabytes:g} GB"))
    except Exception as problem:
        why = str(problem).strip().splitlines()[:1]
        answers.send(Measured(None, answer=f"fails: {type(problem).__name__} {why}"))


def _measure(work: Work, before: float) -> Measured:
    taken: list[float] = []
    while not taken or (len(taken) < GOES and sum(taken) < SHORT):
        began = process_time()
        answer = work()
        taken.append(process_time() - began)
    peak = _peak()
    return Measured(min(taken), peak, max(peak - before, 0.0), answer)


def _peak() -> float:
    """The most memory this process ever held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def data(name: str) -> Path | None:
    """A file or folder of the oracles, which lie beside the checkout; None says that it is missing."""
    root = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "methods"
    path = Path(os.environ.get("BENKAN_ORACLES", root)) / name
    if path.exists():
        return path
    print(f"left out, since it is not beside the checkout: {name}")
    return None
