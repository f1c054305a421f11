"""The repository stands on its own: it names no machine, no package index and no place on a disk."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT
from tests.architecture.laws import LONGEST

PARTS = ("src", "tests", "docs", ".ci", "benchmarks")
TEXTS = {".py", ".toml", ".md", ".html", ".css", ".js", ".lock", ".sh", ".yml", ".yaml", ""}
# Put together here, so that this file does not hold what it looks for.
INDEXES = "|".join(
    (
        "py" + "pi\\.org",
        "python" + "hosted",
        "npm" + "js\\.(org|com)",
        "index-" + "url",
        " @ " + "file:",
    )
)
MACHINES = re.compile(rf"{INDEXES}|(?<![\w.\]}})/])/(home|Users|root|work|mnt)/")


def texts() -> Iterator[Path]:
    """The text files of the repository, without what was built or fetched."""
    folders = (ROOT / part for part in PARTS)
    inside = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    for path in sorted([*inside, *(path for path in ROOT.iterdir() if path.is_file())]):
        if path.suffix in TEXTS and "node_modules" not in path.parts and path.name != ".git":
            yield path


def names_of_machines(text: str) -> list[str]:
    return [found[0] for found in MACHINES.finditer(text)]


def test_no_file_names_a_package_index_or_a_place_on_a_machine() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in texts()
        if (names := names_of_machines(path.read_text("utf-8", errors="replace")))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("--index-" + "url x", ["index-" + "url"]),
        ("see /ho" + "me/awa/benkan", ["/ho" + "me/"]),
        ("see https://example.org/home/", []),
        ("{% url %}/work/", []),
    ],
)
def test_what_names_a_machine_is_found(text: str, found: list[str]) -> None:
    assert names_of_machines(text) == found


def test_a_test_is_short_enough_to_read() -> None:
    long = {
        path.name: lines
        for path in (ROOT / "tests").rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }

    assert long == {}
