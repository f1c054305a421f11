"""Survey estimates beside svy (and R's survey with --all): a million respondents, invented.

    python benchmarks/survey.py [--all]

20 strata, 2,000 clusters, 16 regions; everything is read and sorted out before it is timed, for every
contender, but for the works that say otherwise. The design (which cluster is in which stratum) is
made within the time, as svy makes it.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from ground.beside import Run, Work, growth, side_by_side

MILLION = 1_000_000
STRATA, CLUSTERS, REGIONS = 20, 2_000, 16
PREDICTORS = ("x", "age")


def columns_of(size: int) -> Mapping[str, object]:
    """An invented survey, as arrays."""
    import numpy as np

    lots = np.random.default_rng(20261125)
    cluster = lots.integers(0, CLUSTERS, size)
    region = lots.integers(0, REGIONS, size)
    x = lots.normal(50, 10, size).round(2)
    age = lots.integers(18, 90, size).astype(float)
    odds = -1 + 0.02 * x - 0.01 * age + 0.05 * region
    y = (lots.random(size) < 1 / (1 + np.exp(-odds))).astype(float)
    weight = lots.uniform(5, 50, size).round(3)
    return {
        "stratum": cluster % STRATA,
        "cluster": cluster,
        "weight": weight,
        "region": region,
        "x": x,
        "age": age,
        "y": y,
    }


# --- ours --------------------------------------------------------------------------------------


def _ours(size: int):
    import numpy as np

    from benkan.methods.survey.reading import Category, Columns

    made = columns_of(size)
    numbers = {name: np.asarray(made[name]) for name in ("weight", "x", "age", "y")}
    categories = {
        name: Category(
            np.asarray(made[name]).astype(np.int32), tuple(f"{at:05}" for at in range(count))
        )
        for name, count in (("stratum", STRATA), ("cluster", CLUSTERS), ("region", REGIONS))
    }
    return Columns("invented", np.arange(size, dtype=np.int32) + 2, numbers, categories)


def our_mean(size: int) -> Work:
    from benkan.methods.survey.design import DesignColumns, design_of
    from benkan.methods.survey.domains import everybody
    from benkan.methods.survey.estimates import estimates_of
    from benkan.methods.survey.means import mean

    columns = _ours(size)
    design = design_of(columns, DesignColumns("weight", "stratum", ("cluster",)))
    whole = everybody(size)

    def work() -> str:
        linear = mean(columns.numbers["x"], design, whole)
        return _said(estimates_of("x", linear, design, whole, level=0.95)[0])

    return work


def our_domains(size: int) -> Work:
    from benkan.methods.survey.design import DesignColumns, design_of
    from benkan.methods.survey.domains import domains_of
    from benkan.methods.survey.estimates import estimates_of
    from benkan.methods.survey.means import mean

    columns = _ours(size)
    design = design_of(columns, DesignColumns("weight", "stratum", ("cluster",)))

    def work() -> str:
        domains = domains_of(["region"], [columns.categories["region"]], size)
        linear = mean(columns.numbers["x"], design, domains)
        return _said(estimates_of("x", linear, design, domains, level=0.95)[-1])

    return work


def our_model(size: int, *more: str) -> Work:
    from benkan.methods.survey.design import DesignColumns, design_of
    from benkan.methods.survey.logistic import logistic_model
    from benkan.methods.survey.predictors import predictors_of

    columns = _ours(size)
    design = design_of(columns, DesignColumns("weight", "stratum", ("cluster",)))

    def work() -> str:
        predictors = predictors_of((*PREDICTORS, *more), columns)
        fit = logistic_model(columns.numbers["y"], predictors, design)
        return f"{fit.coefficients[1]:.9f} ± {fit.errors()[1]:.9f}"

    return work


def our_all(size: int) -> Work:
    works = [made(size) for made in (our_mean, our_domains, our_model)]
    return lambda: "; ".join(work() for work in works)


def our_reading(path: str) -> Work:
    from benkan.methods.survey.reading import read_columns

    def work() -> str:
        with Path(path).open("rb") as stream:
            columns = read_columns(
                stream,
                file=path,
                numeric=("weight", "x", "age", "y"),
                categorical=("stratum", "cluster", "region"),
            )
        return f"{len(columns):,} rows"

    return work


def our_design(size: int) -> Work:
    from benkan.methods.survey.design import DesignColumns, design_of

    columns = _ours(size)
    asked = DesignColumns("weight", "stratum", ("cluster",))
    return lambda: f"df {design_of(columns, asked).df}"


def _said(estimate: object) -> str:
    return f"{estimate.value:.9f} ± {estimate.se:.9f}"


# --- svy ---------------------------------------------------------------------------------------


def _theirs(size: int):
    import polars
    import svy

    data = polars.DataFrame(dict(columns_of(size)))
    return svy.Sample(data, svy.Design(stratum="stratum", psu="cluster", wgt="weight"))


def svy_mean(size: int) -> Work:
    sample = _theirs(size)

    def work() -> str:
        return _their_estimate(sample.estimation.mean("x"))

    return work


def svy_domains(size: int) -> Work:
    sample = _theirs(size)

    def work() -> str:
        return _their_estimate(sample.estimation.mean("x", by="region"))

    return work


def svy_model(size: int, *more: str) -> Work:
    import svy

    sample = _theirs(size)
    predictors = [*PREDICTORS, *(svy.Cat(name) for name in more)]

    def work() -> str:
        fit = sample.glm.fit(y="y", x=predictors, family="binomial")
        term = next(row for row in fit.coefs if str(row.term) == "x")
        return f"{term.est:.9f} ± {term.se:.9f}"

    return work


def svy_reading(path: str) -> Work:
    import polars

    return lambda: f"{len(polars.read_csv(path)):,} rows"


def svy_design(size: int) -> Work:
    import polars
    import svy

    data = polars.DataFrame(dict(columns_of(size)))

    def work() -> str:
        sample = svy.Sample(data, svy.Design(stratum="stratum", psu="cluster", wgt="weight"))
        return f"df {sample.n_psus - sample.n_strata}"

    return work


def _their_estimate(found: object) -> str:
    rows = found.estimates
    last = rows[0] if len(rows) == 1 else max(rows, key=lambda row: int(row.by_level[0]))
    return f"{last.est:.9f} ± {last.se:.9f}"


# --- R -----------------------------------------------------------------------------------------

R_SCRIPT = """
suppressPackageStartupMessages(library(survey))
data <- read.csv(commandArgs(trailingOnly = TRUE)[1])
design <- svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = data)
took <- function(name, work) {
  t <- system.time(found <- work)
  cat(sprintf("| %s | R survey | %.3g | %.9f ± %.9f |\\n", name, t[[1]] + t[[2]], found[1], found[2]))
}
took("mean", { m <- svymean(~x, design); c(coef(m), SE(m)) })
took("16 domains", { m <- svyby(~x, ~region, design, svymean); c(coef(m)[16], SE(m)[16]) })
took("logistic model", {
  m <- svyglm(y ~ x + age, design, family = quasibinomial()); c(coef(m)[2], SE(m)[2])
})
"""


def with_r(path: str) -> None:
    """R's own processor time for the same works, on the same file."""
    if shutil.which("Rscript") is None:
        print("\nR is left out: apt-get install r-cran-survey")
        return
    print("\n### The same in R (times as R measures them)\n")
    print("| work | contender | CPU s | found |\n|---|---|---:|---|", flush=True)
    with tempfile.NamedTemporaryFile("w", suffix=".R") as script:
        script.write(R_SCRIPT)
        script.flush()
        subprocess.run(["Rscript", script.name, path], check=True)  # noqa: S603, S607
    print(f"\nPeak of R: {getrusage(RUSAGE_CHILDREN).ru_maxrss / 1e6 * 1024:,.0f} MB.")


def main() -> None:
    size = (MILLION,)
    works = (
        ("mean", our_mean, svy_mean, "svy 0.025 s"),
        ("16 domains", our_domains, svy_domains, "svy 0.49 s"),
        ("logistic model", our_model, svy_model, "svy 0.41 s"),
        ("design", our_design, svy_design, ""),
    )
    runs = []
    for work, ours, theirs, goal in works:
        runs.append(Run(work, "benkan", ours, size, goal=f"ahead of {goal}" if goal else ""))
        runs.append(Run(work, "svy", theirs, size))
    runs.append(Run("logistic model, 16 regions", "benkan", our_model, (MILLION, "region")))
    runs.append(Run("logistic model, 16 regions", "svy", svy_model, (MILLION, "region")))
    side_by_side("Survey estimates, 1,000,000 respondents", runs)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "invented.csv")
        _write(path)
        side_by_side(
            "Reading 1,000,000 respondents from CSV",
            [
                Run("read, refusing by line", "benkan", our_reading, (path,)),
                Run("read, refusing by line", "polars (svy)", svy_reading, (path,)),
            ],
        )
        if "--all" in sys.argv:
            with_r(path)
    growth(
        "Mean, 16 domains and logistic model together",
        "benkan",
        our_all,
        sizes=(10_000, 100_000, MILLION),
        unit="respondents",
    )


def _write(path: str) -> None:
    import numpy as np

    made = columns_of(MILLION)
    table = np.column_stack([np.asarray(column) for column in made.values()])
    formats = ["%d", "%d", "%.3f", "%d", "%.2f", "%d", "%d"]
    np.savetxt(path, table, fmt=formats, delimiter=",", header=",".join(made), comments="")


if __name__ == "__main__":
    main()
