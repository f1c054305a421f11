"""The command says what is kept how long; the check complains when nothing has gone."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from benkan.apps.registry.models import RetentionRun
from benkan.apps.registry.rules.retention import TABLE
from benkan.interfaces.cli.findings import work
from tests.interfaces.cli.running import benkan_command, prepared


def _finding(days: int) -> tuple[bool, str]:
    ended = timezone.now() - timedelta(days=days)
    RetentionRun.objects.create(kind="uploads", began_at=ended, ended_at=ended)
    found = list(work.findings())[-1]
    return found.is_well, found.sentence.split(":")[0].strip()


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "is_well"), [(1, True), (3, False)])
def test_two_days_without_a_run_are_too_many(
    days: int, is_well: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BENKAN_LANGUAGE", "en")

    assert _finding(days) == (is_well, "Retention")


@pytest.mark.slow
def test_the_command_shows_the_table_and_runs_it(tmp_path: Path) -> None:
    here = prepared(tmp_path / "here")

    before = benkan_command(here, "retention")
    done = benkan_command(here, "retention", "--run")
    after = benkan_command(here, "retention")

    assert [before.returncode, done.returncode, after.returncode] == [0, 0, 0]
    assert before.stdout.count("    ") == len(TABLE)
    assert before.stdout.splitlines()[-1].startswith("Nothing has run yet")
    assert "backups: 0 gone in " in after.stdout
