"""A test that did not run is not a test that passed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPS = """
import pytest
from tests.needs import NEEDS, Need

NEEDS["sextant"] = Need("A sextant", ("sextant",), "sextants")

@pytest.mark.needs("sextant")
def test_that_needs_a_sextant() -> None: ...

@pytest.mark.xfail(strict=True)
def test_of_a_known_fault() -> None:
    assert False

def test_that_runs() -> None: ...
"""


def _run(folder: Path, **environment: str) -> str:
    """What pytest prints about `SKIPS` on a machine without a sextant."""
    (folder / "test_it.py").write_text(SKIPS)
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "-p", "tests.plugin"]
    done = subprocess.run(
        [*command, "-p", "no:django", "-p", "no:randomly", folder / "test_it.py"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.slow
def test_a_skip_is_told_with_what_to_install(tmp_path: Path) -> None:
    printed = _run(tmp_path, BENKAN_REQUIRE="")

    assert "*** NOT TESTED (1): A sextant is missing: apt-get install sextants" in printed
    assert "1 passed, 1 skipped, 1 xfailed" in printed


@pytest.mark.slow
def test_where_everything_is_required_a_skip_is_a_failure(tmp_path: Path) -> None:
    printed = _run(tmp_path, BENKAN_REQUIRE="all")

    assert "BENKAN_REQUIRE=all allows no skip: A sextant is missing" in printed
    assert "1 passed, 1 xfailed, 1 error" in printed
