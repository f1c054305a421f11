"""`benkan journal`: the heads to keep, and what a kept one shows."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from django.utils.translation import override
from typer.testing import CliRunner

from benkan.apps.journal.actions import seal
from benkan.interfaces.cli.journal import app
from tests.make.journal import happen
from tests.make.registry import NOW
from tests.make.tampering import WAYS, tampered

PROGRAMME = UUID(int=1)


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BENKAN_LANGUAGE", "en")
    with override("en"):  # a command leaves its language behind
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_the_heads_that_were_printed_show_a_journal_that_was_written_anew(
    tmp_path: Path,
) -> None:
    happen(PROGRAMME, times=4)
    seal(now=NOW)
    run, printed = CliRunner(), tmp_path / "printed.txt"
    printed.write_text(run.invoke(app, ["heads"]).stdout)

    whole = run.invoke(app, ["verify", "--anchor", str(printed)])
    tampered(PROGRAMME, WAYS["edit"], Random(1), anew=True)
    alone = run.invoke(app, ["verify"])
    beside = run.invoke(app, ["verify", "--anchor", str(printed)])

    assert (whole.exit_code, alone.exit_code, beside.exit_code) == (0, 0, 1)
    assert whole.stdout.splitlines()[-1] == (
        "Compared with 1 heads that were kept elsewhere; 0 sealed entries are newer."
    )
    assert beside.stderr == (
        f"Programme {PROGRAMME}, entry 4: the seal is not the one that was kept elsewhere: it was "
        "written anew.\n"
    )
