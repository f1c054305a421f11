"""Data that methods are checked against and whose licence keeps them out of the project.

They are looked for beside the checkout, in `shared/data/methods`, or in the folder that
`BENKAN_ORACLES` names. A test that needs them and finds none is skipped, and the end of the run says
so. What may be kept is kept in `tests/methods/<method>/`.
"""

import lzma
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ADVICE = "the oracles of the methods are not beside the checkout (see tests/oracles.py)"


def folder() -> Path:
    """Where they are; the folder need not exist."""
    return Path(os.environ.get("BENKAN_ORACLES", ROOT.parent / "shared" / "data" / "methods"))


def oracle(name: str) -> Path:
    """One file or folder of them, by its path below the folder; skips the test without it."""
    path = folder() / name
    if not path.exists():
        pytest.skip(f"{ADVICE}: {name}")
    return path


def unpacked(name: str, into: Path) -> Path:
    """A file that is kept as .xz, unpacked into a folder under its own name."""
    path = oracle(name)
    there = into / path.name.removesuffix(".xz")
    there.write_bytes(lzma.decompress(path.read_bytes()))
    return there
