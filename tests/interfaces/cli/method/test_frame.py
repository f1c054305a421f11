"""What holds for every command of `benkan method`, whatever it computes."""

import gzip
import json
import lzma
import os
import random
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benkan.interfaces.cli.method import app
from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import write
from tests.interfaces.cli.method.calling import Answer, method
from tests.interfaces.cli.method.examples import EXAMPLES, FILES

THERE = sorted(command.name or "" for command in app.registered_commands)
COMMANDS = list(EXAMPLES)
INPUTS = [f"{command} {name}" for command, name in FILES]
LANGUAGES = ("en", "fr")
LOTS = random.Random(20261125)
PACKERS: dict[str, Callable[[bytes], bytes]] = {".xz": lzma.compress, ".gz": gzip.compress}
GARBAGE: dict[str, bytes] = {
    "nothing": b"",
    "blank lines": b"\n\n\n",
    "a heading alone": b"id\n",
    "a picture": b"\x89PNG\r\n\x1a\n" * 50,
    "zeros": bytes(100_000),
    "random": LOTS.randbytes(100_000),
    "UTF-16": "participant,statement,vote\n1,2,1\n".encode("utf-16"),
    "one long line": b"a" * 3_000_000,
    "a long line after a heading": b"a,b\n" + b"1," * 2_000_000,
    "one open quotation mark": b'a,b\n"' + b"1,2\n" * 1000,
    "deep brackets": b"[" * 200_000,
    "deep braces": b'{"a":' * 200_000,
    "numbers": b"1e999,nan,inf,-0,99999999999999999999999999\n" * 10,
    "another table": b"colour,shape\nred,round\n",
}


def sentence_of(answer: Answer) -> str:
    """The one sentence of a refusal."""
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1, answer.err
    assert "Traceback" not in answer.err
    assert "BENKAN_DEBUG" not in answer.err, answer.err
    return answer.err.strip()


def refused_in_both(*arguments: str) -> list[str]:
    """The sentences in English and French; they differ, so that both have been written."""
    said = [sentence_of(method(*arguments, language=language)) for language in LANGUAGES]
    assert said[0] != said[1]
    return said


def test_every_command_has_an_example_here() -> None:
    assert sorted(EXAMPLES) == THERE


@pytest.mark.parametrize("command", COMMANDS)
def test_the_document_alone_goes_to_standard_output(command: str, tmp_path: Path) -> None:
    arguments = EXAMPLES[command].written(tmp_path)

    answer = method(command, *arguments, "--json", "-")

    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out, parse_constant=pytest.fail)
    assert list(found)[:5] == ["method", "version", "seed", "input_sha256", "options"]
    assert found["method"] == command


@pytest.mark.parametrize("command", COMMANDS)
def test_reasons_go_to_standard_error_beside_a_document(command: str, tmp_path: Path) -> None:
    arguments = EXAMPLES[command].written(tmp_path)

    answer = method(command, *arguments, "--json", "-", "--explain")

    assert answer.code == 0
    json.loads(answer.out)
    assert len(answer.err.splitlines()) > 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_second_run_gives_the_same_bytes_and_no_other_file(command: str, tmp_path: Path) -> None:
    arguments = EXAMPLES[command].written(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    data = Path(os.environ["BENKAN_DATA_DIR"])
    data_before = sorted(data.rglob("*"))

    for name in ("one", "two"):
        outs = [str(tmp_path / f"{name}.{kind}") for kind in ("json", "svg")]
        answer = method(command, *arguments, "--json", outs[0], "--plot", outs[1])
        assert (answer.code, answer.out, answer.err) == (0, "", "")

    for kind in ("json", "svg"):
        first, second = (tmp_path / f"{name}.{kind}" for name in ("one", "two"))
        assert first.read_bytes() == second.read_bytes()
    made = [f"{name}.{kind}" for name in ("one", "two") for kind in ("json", "svg")]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*before, *made])
    assert sorted(data.rglob("*")) == data_before


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("command", [name for name in COMMANDS if EXAMPLES[name].files])
def test_packed_files_give_the_same_figures(command: str, suffix: str, tmp_path: Path) -> None:
    example = EXAMPLES[command]
    plain = json.loads(method(command, *example.written(tmp_path), "--json", "-").out)
    packed = {name: tmp_path / f"{name}{suffix}" for name in example.files}
    for name, path in packed.items():
        path.write_bytes(PACKERS[suffix](example.files[name].encode()))

    answer = method(command, *example.naming(packed), "--json", "-")

    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert found.pop("input_sha256") != plain.pop("input_sha256")
    assert found == plain


@pytest.mark.parametrize("place", INPUTS)
def test_a_file_that_is_missing_a_folder_or_half_packed_is_refused(
    place: str, tmp_path: Path
) -> None:
    command, name = place.split()
    example = EXAMPLES[command]
    example.written(tmp_path)
    half = tmp_path / "half.xz"
    half.write_bytes(lzma.compress(LOTS.randbytes(5000))[:2000])
    paths = {other: tmp_path / other for other in example.files}

    missing = refused_in_both(command, *example.naming({**paths, name: tmp_path / "gone.csv"}))
    folder = refused_in_both(command, *example.naming({**paths, name: tmp_path}))
    packed = refused_in_both(command, *example.naming({**paths, name: half}))

    assert missing[0] == "There is no file gone.csv."
    assert "is a directory" in folder[0]
    assert packed[0] != missing[0]


@pytest.mark.parametrize("kind", list(GARBAGE))
@pytest.mark.parametrize("place", INPUTS)
def test_garbage_is_refused_in_one_sentence(place: str, kind: str, tmp_path: Path) -> None:
    command, name = place.split()
    example = EXAMPLES[command]
    arguments = example.written(tmp_path)
    (tmp_path / name).write_bytes(GARBAGE[kind])

    said = refused_in_both(command, *arguments, "--json", str(tmp_path / "out.json"))

    assert len(said[0]) < 400
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_option_and_a_wrong_number_of_arguments_are_refused(
    command: str, tmp_path: Path
) -> None:
    arguments = EXAMPLES[command].written(tmp_path)

    assert "too many" in refused_in_both(command, *arguments, "one", "more")[0]

    for language in LANGUAGES:
        unknown = method(command, *arguments, "--unheard-of", language=language)
        nothing = method(command, language=language)

        assert "--unheard-of" in sentence_of(unknown)
        assert f"`benkan method {command} --help`" in sentence_of(nothing)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_that_cannot_be_written_is_refused(command: str, tmp_path: Path) -> None:
    arguments = EXAMPLES[command].written(tmp_path)

    for option in ("--json", "--plot"):
        said = refused_in_both(command, *arguments, option, str(tmp_path / "gone" / "out"))

        assert said[0] == "out cannot be written: no such file or directory."


@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_that_is_the_folder_itself_is_refused(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = EXAMPLES[command].written(tmp_path)
    monkeypatch.chdir(tmp_path)

    for option in ("--json", "--plot"):
        said = refused_in_both(command, *arguments, option, ".")

        assert said[0] == ". cannot be written: is a directory."


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    write(pipe, "text")

    assert os.read(reader, 99) == b"text"
    assert pipe.is_fifo()
    os.close(reader)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "latest.json"
    link.symlink_to("real.json")

    write(link, "first")
    write(link, "second")

    assert link.is_symlink()
    assert (tmp_path / "real.json").read_text("utf-8") == "second"


# --- the progress bar ---------------------------------------------------------------------------


def clock(*moments: float) -> Iterator[float]:
    yield from moments


def drawn_on_a_terminal(*moments: float) -> str:
    """What a bar draws on a terminal when its clock shows these moments, one a call."""
    shown, below = os.openpty()
    tty.setraw(below)
    times = clock(*moments)
    with os.fdopen(below, "w", encoding="utf-8") as terminal:
        with progress_bar(terminal, lambda: next(times)) as told:
            for at in range(1, len(moments)):
                told(at / len(moments))
        terminal.write("end")
        terminal.flush()
        found = b""
        while not found.endswith(b"end"):
            found += os.read(shown, 4096)
    os.close(shown)
    return found.decode().removesuffix("end")


def test_a_bar_is_drawn_after_two_seconds_and_wiped_at_the_end() -> None:
    drawn = drawn_on_a_terminal(0.0, 1.0, 2.5, 2.55, 3.0)

    bars = [part for part in drawn.split("\r") if "░" in part]
    assert [bar.split()[-1] for bar in bars] == ["40%", "80%"]
    assert drawn.split("\r")[-1] == ""
    assert set(drawn.split("\r")[-2]) == {" "}


def test_within_two_seconds_nothing_is_drawn() -> None:
    assert drawn_on_a_terminal(0.0, 0.5, 1.9) == ""


def test_where_no_person_watches_nothing_is_drawn(tmp_path: Path) -> None:
    times = clock(0.0, 5.0, 9.0)
    with (tmp_path / "log").open("w") as log, progress_bar(log, lambda: next(times)) as told:
        told(0.5)

    assert (tmp_path / "log").read_text() == ""


def test_the_share_of_a_file_that_was_read_is_told_packed_or_not(tmp_path: Path) -> None:
    plain, packed = tmp_path / "plain.csv", tmp_path / "packed.csv.xz"
    plain.write_bytes(LOTS.randbytes(4 << 20))
    packed.write_bytes(lzma.compress(plain.read_bytes()))

    for path in (plain, packed):
        told: list[float] = []
        with Inputs().opened(path, told.append) as stream:
            while stream.read(1 << 16):
                pass

        assert told == sorted(told)
        assert 0.7 < told[-1] < 1
