"""`benkan import hotline`: the shipped file on any checkout, once, and plain sentences for mistakes."""

import gzip
from pathlib import Path

import pytest

from tests.interfaces.cli.running import benkan_command, prepared
from tests.make.hotline import FIRST, lay_regions, line, shipped, small_file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the regions that calls are shown by."""
    here = prepared(tmp_path_factory.mktemp("hotline"))
    lay_regions(here)
    return here


def test_the_shipped_file_is_loaded_once(folder: Path) -> None:
    first = benkan_command(folder, "import", "hotline")
    second = benkan_command(folder, "import", "hotline")

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines() == [
        "Calls loaded: 10928.",
        "Look at them: /p/sos-democratie-2013/appels/",
    ]
    assert second.stdout.splitlines()[0] == "Calls loaded before: 10928; nothing was changed."


def test_a_packed_file_and_a_plain_one_are_the_same(folder: Path, tmp_path: Path) -> None:
    plain, packed = tmp_path / "calls.csv", tmp_path / "calls.csv.gz"
    plain.write_bytes(small_file(FIRST))
    packed.write_bytes(gzip.compress(small_file(FIRST)))

    first = benkan_command(folder, "import", "hotline", str(plain), "--programme", "small")
    second = benkan_command(folder, "import", "hotline", str(packed), "--programme", "small")

    assert first.stdout.splitlines()[0] == "Calls loaded: 1."
    assert second.stdout.splitlines()[0] == "Calls loaded before: 1; nothing was changed."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "cut.csv",
            small_file(FIRST, line(2))[:-40],
            "cut.csv, line 3, has 3 cells where the heading has 12.",
        ),
        ("half.csv.xz", shipped()[:5000], "half.csv.xz is not a whole packed file"),
        (
            "other.csv",
            b"name,age\nAwa,30\n",
            "other.csv has no column “id”; it has: name, age.",
        ),
        (
            "region.csv",
            small_file(line(1, region_code="ML99")),
            "region.csv, line 2, column “region_code”: “ML99” is not known here.",
        ),
    ],
)
def test_a_wrong_file_is_one_sentence(
    folder: Path, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    done = benkan_command(folder, "import", "hotline", str(path), "--programme", "wrong")

    assert done.returncode == 2
    assert done.stderr.startswith(sentence)
    assert len(done.stderr.strip().splitlines()) == 1


def test_another_file_is_refused_and_replaces_when_told_to(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_bytes(small_file(FIRST))
    second.write_bytes(small_file(FIRST, line(2)))
    into = ("--programme", "replaced")
    benkan_command(folder, "import", "hotline", str(first), *into)

    refused = benkan_command(folder, "import", "hotline", str(second), *into)
    replaced = benkan_command(folder, "import", "hotline", str(second), "--replace", *into)

    assert (refused.returncode, replaced.returncode) == (2, 0)
    assert "holds the calls of another file (1 calls)" in refused.stderr
    assert replaced.stdout.splitlines()[1] == "In the place of others: 1."
