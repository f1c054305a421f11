"""The migrations make the tables from nothing: all other tests make them without."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from tests.architecture.house import SOURCE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a command that finds a database without a table, of the kind under test."""
    here = {**os.environ, "PYTHONPATH": str(SOURCE.parent), "BENKAN_DATA_DIR": str(tmp_path)}
    here["DJANGO_SETTINGS_MODULE"] = "benkan.config.settings"
    if connection.vendor == "sqlite":
        yield here
        return
    name = f"nothing_{uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    before, _, _ = here["DATABASE_URL"].rpartition("/")
    yield {**here, "DATABASE_URL": f"{before}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def _django(environment: dict[str, str], *command: str) -> tuple[int, str]:
    """How a command of Django ended, and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "django", *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_tables_are_made_from_nothing_and_are_those_of_the_models(
    nothing: dict[str, str],
) -> None:
    before, _ = _django(nothing, "migrate", "--check")

    made = _django(nothing, "migrate", "--verbosity", "0")

    assert before == 1
    assert made == (0, "")
    assert _django(nothing, "migrate", "--check")[0] == 0
    assert _django(nothing, "makemigrations", "--check", "--dry-run") == (
        0,
        "No changes detected\n",
    )
