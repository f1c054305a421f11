"""What is small and grows is refused within 100 ms of processor and 50 MB, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.fuzzing.bombs import BOMBS
from tests.soak.conftest import Record

ROOT = Path(__file__).parents[2]
MOST_MS, MOST_MB = 100, 50


def test_bombs_are_refused_before_they_grow(tmp_path: Path, record: Record) -> None:
    measured = {name: _measured(name, tmp_path) for name in BOMBS}

    rows = [
        f"| {name} | {size:,} | {answer} | {_within(ms, MOST_MS)} | {_within(mb, MOST_MB)} |"
        for name, (size, answer, ms, mb) in measured.items()
    ]
    record(
        "\n".join(
            [
                "| bomb | bytes | answer | ms of processor | MB |",
                "|---|---:|---|---:|---:|",
                *rows,
            ]
        )
    )

    # Memory is the same on any machine; time on a busy one is printed, and said.
    swollen = [name for name, (_, _, _, mb) in measured.items() if mb > MOST_MB]
    slow = [name for name, (_, _, ms, _) in measured.items() if ms > 20 * MOST_MS]
    assert (swollen, slow) == ([], [])


def _within(value: float, most: int) -> str:
    return f"{value:.0f}" if value <= most else f"**{value:.0f} missed**"


def _measured(name: str, data: Path) -> tuple[int, str, float, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzzing.bombs", name],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "BENKAN_DATA_DIR": str(data),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    size, answer, ms, mb = json.loads(done.stdout.splitlines()[-1])
    return size, answer, ms, mb
