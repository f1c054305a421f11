"""Sixty seconds of atheris for every reader of what strangers send (`FUZZ_SECONDS` for more or less).

Two run at a time (`FUZZ_AT_ONCE`). What breaks one is kept in `tests/soak/corpus/<fuzzer>/found-…`,
from where every later run, and the suite, tries it again.
"""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fuzzing.corpus import FOUND, seeds
from tests.fuzzing.table import FUZZERS
from tests.soak.conftest import Record

ROOT = Path(__file__).parents[2]
SECONDS = int(os.environ.get("FUZZ_SECONDS", "60"))
AT_ONCE = int(os.environ.get("FUZZ_AT_ONCE", "2"))
ONLY = os.environ.get("FUZZ_ONLY", " ".join(FUZZERS)).split()
LONGEST_INPUT = {"sound": 20_000, "picture": 20_000, "prompt": 20_000, "backup": 30_000}
SLOWEST = 5
"""Seconds after which one input has hung a reader."""
MOST_MEMORY = 700
"""MB of one fuzzer: Python, the house and atheris take some 200 of them."""


@dataclass(frozen=True)
class Fuzzed:
    """How often a reader was tried in how long, and what it broke on."""

    name: str
    runs: int
    seconds: int
    branches: int
    found: tuple[Path, ...]
    said: str

    @property
    def row(self) -> str:
        found = f"**{len(self.found)} found**" if self.found else "0"
        each = self.runs // max(self.seconds, 1)
        return f"| {self.name} | {self.runs:,} | {each:,} | {self.branches:,} | {found} |"


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="atheris is not built for it yet")
def test_no_reader_breaks_hangs_or_swells(tmp_path: Path, record: Record) -> None:
    with ThreadPoolExecutor(AT_ONCE) as several:
        tried = list(several.map(lambda name: _fuzzed(name, tmp_path / name), ONLY))

    rows = [one.row for one in tried]
    record(
        "\n".join(
            [
                f"{SECONDS} s for each of {len(tried)} readers, {sum(o.runs for o in tried):,} inputs in all,"
                f" {sum(len(o.found) for o in tried)} of which broke one.\n",
                "| reader | inputs | a second | branches reached | broken by |",
                "|---|---:|---:|---:|---:|",
                *rows,
            ]
        )
    )

    assert [(one.name, one.said) for one in tried if one.found or not one.runs] == []


def _fuzzed(name: str, folder: Path) -> Fuzzed:
    corpus, artifacts, data = folder / "corpus", folder / "found", folder / "data"
    for each in (corpus, artifacts, data):
        each.mkdir(parents=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    done = subprocess.run(
        [
            sys.executable, "-m", "tests.fuzzing.run", name, str(corpus),
            f"-max_total_time={SECONDS}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MOST_MEMORY}",
            f"-artifact_prefix={artifacts}/", f"-max_len={LONGEST_INPUT.get(name, 4096)}",
            "-print_final_stats=1", "-close_fd_mask=1",
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "BENKAN_DATA_DIR": str(data),
            "TMPDIR": str(data),
        },
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )  # fmt: skip
    said = done.stderr
    runs = re.findall(r"stat::number_of_executed_units: (\d+)", said) or ["0"]
    branches = re.findall(r"cov: (\d+)", said) or ["0"]
    shutil.rmtree(data)
    return Fuzzed(
        name,
        runs=int(runs[-1]),
        seconds=SECONDS,
        branches=int(branches[-1]),
        found=tuple(_kept(name, path) for path in sorted(artifacts.iterdir())),
        said=said[-3000:] if done.returncode else "",
    )


def _kept(name: str, found: Path) -> Path:
    target = FOUND / name / f"found-{found.name[-16:]}"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(found, target)
    return target
