"""What a Kaplan-Meier curve costs as the cases grow, and R's `survfit` on the same cases.

    python benchmarks/survival.py

*Days*: whole days up to 2,000. *Moments*: every time different, the longest curve there can be. R, where
it is installed, computes the curve of a million cases of each kind from numbers that it holds already,
as ours does there; its line is of R's own clock (user time of `survfit`).
"""

import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import numpy as np
from ground.beside import Run, Work, growth, side_by_side

from benkan.methods.survival.kaplan_meier import kaplan_meier
from benkan.methods.survival.life_table import life_table
from benkan.methods.survival.reading import read_cases

SEED = 20261125
MILLION = 1_000_000
R = """
library(survival)
data <- read.csv("{path}")
for (form in c("days", "moments"))
  cat("R survfit, ", form, ": ", system.time(
    survfit(Surv(data[[form]], data$event) ~ 1, conf.type = "log-log"))[["user.self"]], " s\\n", sep = "")
"""


def cases(kind: str, number: int) -> tuple[np.ndarray, np.ndarray]:
    lots = np.random.default_rng(SEED)
    moments = lots.exponential(300, number)
    times = np.ceil(np.minimum(moments, 2000)) if kind == "days" else moments
    return times, lots.random(number) < 0.7


def curve(kind: str, number: int) -> Work:
    times, happened = cases(kind, number)

    def work() -> str:
        found = kaplan_meier(life_table(times, happened))
        return f"median {found.median.time:.4f}, steps {len(found.survival):,}"

    return work


def read(number: int) -> Work:
    """The file as well: days and whether it happened."""
    times, happened = cases("days", number)
    rows = zip(times.astype(int).tolist(), happened.astype(int).tolist(), strict=True)
    text = ("time,event\n" + "".join(f"{time},{event}\n" for time, event in rows)).encode()

    def work() -> str:
        found = read_cases(BytesIO(text), file="cases", time="time", event="event")
        return f"median {kaplan_meier(found.groups['']).median.time}"

    return work


def of_r() -> None:
    """R's own times, or that it is not there."""
    if shutil.which("Rscript") is None:
        print("left out, since it is not installed: R")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        days, happened = cases("days", MILLION)
        moments, _ = cases("moments", MILLION)
        columns = np.column_stack([days, moments, happened])
        np.savetxt(path, columns, "%.17g", ",", header="days,moments,event", comments="")
        script = R.replace("{path}", str(path))
        subprocess.run(["Rscript", "-e", script], check=False)  # noqa: S603, S607


if __name__ == "__main__":
    side_by_side(
        "Kaplan-Meier with its interval, a million cases",
        [Run(kind, "benkan", curve, (kind, MILLION)) for kind in ("days", "moments")],
    )
    print()
    of_r()
    growth("Read and computed", "benkan", read, sizes=(10_000, 100_000, MILLION), unit="cases")
