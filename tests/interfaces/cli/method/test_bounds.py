"""Endless garbage and broken outputs, in real processes whose memory is counted."""

import lzma
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interfaces.cli.method.examples import EXAMPLES
from tests.interfaces.cli.method.test_frame import INPUTS
from tests.interfaces.cli.running import SOURCE

pytestmark = pytest.mark.slow

ENDLESS = 300 << 20
# A process with its libraries takes some 110 MB; whoever keeps the garbage takes 300 more.
MOST_MEMORY = 250 << 20
MOST_ADDRESSES = 2 << 30


# The system counts as a process's largest memory also that of the one which started it. The tests
# hold hundreds of megabytes by the time they come here, so a small process stands in between.
BETWEEN = """
import os, resource, sys
limit, value = int(sys.argv[1]), int(sys.argv[2])
process = os.fork()
if not process:
    resource.setrlimit(limit, (value, value))
    os.execv(sys.executable, [sys.executable, *sys.argv[3:]])
_, status, used = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024)
"""


def run(
    *arguments: str, limit: tuple[int, int] = (resource.RLIMIT_AS, MOST_ADDRESSES)
) -> tuple[int, str, int]:
    """A real process under a limit: its exit code, what it said, and its largest memory in bytes."""
    done = subprocess.run(
        [sys.executable, "-c", BETWEEN, *map(str, limit), "-m", "benkan", "method", *arguments],
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent), "BENKAN_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=True,
    )
    code, memory = done.stdout.splitlines()[-1].split()
    return int(code), done.stderr, int(memory)


def zeros(path: Path) -> None:
    """Without a newline; the disk does not hold what is not written."""
    with path.open("wb") as file:
        file.truncate(ENDLESS)


def lines(path: Path) -> None:
    """With newlines, and a heading."""
    block = b"1,2,3\n" * 100_000
    with path.open("wb") as file:
        file.write(b"a,b,c\n")
        for _ in range(ENDLESS // len(block)):
            file.write(block)


def packed(path: Path) -> None:
    """A few kilobytes that become 300 MB."""
    packer = lzma.LZMACompressor(preset=0)
    with path.open("wb") as file:
        for _ in range(ENDLESS >> 20):
            file.write(packer.compress(bytes(1 << 20)))
        file.write(packer.flush())


@pytest.mark.parametrize("place", INPUTS)
@pytest.mark.parametrize("garbage", [zeros, lines, packed], ids=["zeros", "lines", "packed"])
def test_endless_garbage_is_refused_within_bounded_memory(
    place: str, garbage: Callable[[Path], None], tmp_path: Path
) -> None:
    command, name = place.split()
    example = EXAMPLES[command]
    example.written(tmp_path)
    endless = tmp_path / ("endless.xz" if garbage is packed else "endless.csv")
    garbage(endless)
    paths = {**{other: tmp_path / other for other in example.files}, name: endless}

    code, said, memory = run(command, *example.naming(paths))
    endless.unlink()

    assert (code, said.count("\n")) == (2, 1), said
    assert "BENKAN_DEBUG" not in said
    assert memory < MOST_MEMORY


@pytest.mark.parametrize("command", ["barometer", "survival"])
def test_a_disk_that_is_full_leaves_the_old_answer_and_no_half_one(
    command: str, tmp_path: Path
) -> None:
    arguments = EXAMPLES[command].written(tmp_path)
    out = tmp_path / "out.json"
    out.write_text("the old answer")
    before = sorted(tmp_path.iterdir())

    code, said, _ = run(command, *arguments, "--json", str(out), limit=(resource.RLIMIT_FSIZE, 100))

    assert (code, said) == (2, "out.json cannot be written: file too large.\n")
    assert out.read_text() == "the old answer"
    assert sorted(tmp_path.iterdir()) == before


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path) -> None:
    many = "leaf,group,value\n" + "".join(f"pump,g{at},{at % 10}\n" for at in range(3000))
    arguments = EXAMPLES["barometer"].written(tmp_path)
    (tmp_path / "scores").write_text(many)
    with subprocess.Popen(
        [sys.executable, "-m", "benkan", "method", "barometer", *arguments, "--json", "-"],
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None, "it was asked for"
        assert process.stderr is not None, "it was asked for"
        begin = process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read()

    assert (begin, said, process.returncode) == (b"{", b"", 141)
