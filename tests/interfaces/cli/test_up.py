"""`benkan up`: one command, one process that writes, and nothing lost when it is killed."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.interfaces.cli.running import (
    benkan_command,
    prepared,
    python_command,
    serving,
    until,
)


def test_an_empty_folder_answers_within_ten_seconds_and_then_shows_pages(tmp_path: Path) -> None:
    began = time.monotonic()

    with serving(tmp_path, "--no-demonstration") as server:
        waited = time.monotonic() - began
        status, headers, page = server.get("/p/anything/")
        until(lambda: server.get()[0] == 200)

        assert waited < 10
        assert (status, headers["retry-after"]) == (503, "2")
        assert '<meta http-equiv="refresh" content="2">' in page
        assert not (tmp_path / "first-start").exists()
        assert server.stop() == 0


def test_a_second_server_on_the_same_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    prepared(tmp_path)

    with serving(tmp_path):
        second = benkan_command(tmp_path, "up", "--port", "1")

    assert (second.returncode, second.stdout) == (2, "")
    assert second.stderr.startswith(f"Benkan is running on {tmp_path}: stop it (process ")
    assert len(second.stderr.splitlines()) == 1


def test_other_commands_do_not_write_while_the_server_runs(tmp_path: Path) -> None:
    prepared(tmp_path)

    with serving(tmp_path):
        refused = benkan_command(tmp_path, "programme", "create", "kayes", "K", "--kind", "real")

    assert refused.returncode == 2
    assert refused.stderr.startswith("Benkan is running on ")


def test_a_port_that_is_taken_is_refused_with_a_sentence(tmp_path: Path) -> None:
    prepared(tmp_path)

    with serving(tmp_path) as server:
        taken = benkan_command(tmp_path / "other", "up", "--port", str(server.port))

    assert taken.returncode == 2
    assert taken.stderr == (
        f"Port {server.port} is taken by another program: choose one with --port.\n"
    )


def test_a_killed_server_comes_back_and_seals_what_was_left(tmp_path: Path) -> None:
    prepared(tmp_path)
    for number in range(3):
        benkan_command(tmp_path, "programme", "create", f"p-{number}", "P", "--kind", "real")

    with serving(tmp_path) as server:
        server.kill()
    left = _unsealed(tmp_path)
    with serving(tmp_path) as server:
        # The worker goes on noting what it lets go: what it notes while it stops may wait.
        until(lambda: left.isdisjoint(_unsealed(tmp_path)))
        assert server.stop() == 0
    verified = benkan_command(tmp_path, "journal", "verify")

    assert verified.returncode == 0
    assert " sealed entries hold; " in verified.stdout


def test_a_server_whose_tables_cannot_be_made_ends_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "benkan.sqlite3").write_text("this is not a database, it is a letter" * 100)

    spoiled = benkan_command(tmp_path, "up", "--port", "54329")

    assert spoiled.returncode == 2
    assert spoiled.stderr.splitlines()[-1] == (
        "The database could not be made ready, so nothing was started; the lines above say why."
    )


def test_several_processes_on_sqlite_are_refused_with_a_sentence(tmp_path: Path) -> None:
    refused = benkan_command(tmp_path, "up", "--processes", "2")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "Several processes need PostgreSQL (DATABASE_URL): on SQLite only one may write.\n"
    )


def test_processes_part_from_a_parent_that_has_shown_pages_and_holds_nothing_open(
    tmp_path: Path,
) -> None:
    script = """
import threading
from django.db import connections
from benkan.apps.registry import queries
from benkan.interfaces.cli.serving import before_parting
shown = []
show = before_parting._show
before_parting._show = lambda path: (show(path), shown.append(path))
before_parting.load_common()
before_parting.warm_up(queries.learn_places())
before_parting.settle()
held = [one.alias for one in connections.all(initialized_only=True) if one.connection]
print(shown, held, threading.active_count())
"""

    done = python_command(prepared(tmp_path), script)

    assert (done.stdout, done.stderr) == ("['/'] [] 1\n", "")


def _unsealed(folder: Path) -> set[str]:
    with closing(sqlite3.connect(f"file:{folder}/benkan.sqlite3?mode=ro", uri=True)) as reader:
        return {row[0] for row in reader.execute(_UNSEALED)}


_UNSEALED = "SELECT id FROM journal_entry WHERE position IS NULL"
