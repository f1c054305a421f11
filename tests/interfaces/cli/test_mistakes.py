"""A command that is written wrongly is told so in one sentence, with exit code 2."""

from pathlib import Path

import pytest

from tests.interfaces.cli.running import benkan_command

HOW = "`benkan {} --help` shows how it is written.\n"


@pytest.mark.parametrize(
    ("arguments", "why", "command"),
    [
        (["zz"], "There is no command zz: ", ""),
        (["method", "zz"], "There is no command zz: ", "method"),
        (["restore"], "FILE is missing: ", "restore"),
        (["method", "panel", "--seats", "3"], "--features is missing: ", "method panel"),
        (["check", "--zz"], "There is no option --zz: ", "check"),
        (["up", "--port", "x"], "The value of --port does not fit: ", "up"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_sentence_that_says_where_to_read(
    arguments: list[str], why: str, command: str, tmp_path: Path
) -> None:
    done = benkan_command(tmp_path, *arguments)

    how = HOW.format(command).replace("benkan  ", "benkan ")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", why + how)
    assert list(tmp_path.iterdir()) == []
