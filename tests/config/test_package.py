"""What is installed by `pip install .` is the whole of the source: pages, words, pictures, packs."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.architecture.house import ROOT, SOURCE

NEEDED = ("pyproject.toml", "README.md", "LICENSE", "NOTICE.md")


@pytest.mark.slow
def test_the_package_holds_every_file_of_the_source(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", checkout / "src", ignore=ignored)
    for name in NEEDED:
        shutil.copy(ROOT / name, checkout)

    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    options = ["--no-build-isolation", "--wheel-dir", str(tmp_path), str(checkout)]
    subprocess.run([*command, *options], check=True, timeout=300, capture_output=True)

    (wheel,) = tmp_path.glob("benkan-*.whl")
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("benkan/")}
    assert packed == {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
