"""Hosts for drills: a data folder, and for PostgreSQL a database of its own."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from tests.interfaces.cli.running import PATIENCE, SOURCE, benkan_command, environment_of, prepared
from tests.postgres import Server

_serial = count(1)


@dataclass
class Host:
    """One machine with Benkan on it."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def benkan(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return benkan_command(self.folder, *arguments, **{**self.environment, **more})

    def must(self, *arguments: str, **more: str) -> str:
        """What a command says that must succeed."""
        done = self.benkan(*arguments, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def step(self, name: str, *arguments: str) -> dict[str, Any]:
        """A step of `drill.py` on this host."""
        (found,) = self.steps([name, *arguments])
        return found

    def steps(self, *steps: list[str]) -> list[dict[str, Any]]:
        """Some steps one after the other, in one process."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.interfaces.cli.drill", json.dumps(steps)],
            env={
                **environment_of(self.folder, self.environment),
                "PYTHONPATH": f"{SOURCE.parent}:{SOURCE.parents[1]}",
            },
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found


@dataclass
class Hosts:
    """Makes hosts of one kind of database below one folder."""

    folder: Path
    server: Server | None

    def new(self, *, prepare: bool = False) -> Host:
        number = next(_serial)
        folder = self.folder / f"host-{number}"
        if self.server is None:
            return Host(prepared(folder) if prepare else folder)
        if not prepare:
            return Host(folder, self._database(f"host_{number}"))
        shutil.copytree(self._pattern.folder, folder)
        return Host(folder, self._database(f"host_{number}", like="pattern"))

    @cached_property
    def _pattern(self) -> Host:
        """Prepared as a machine is; others begin as copies of it, since migrations take seconds."""
        host = Host(self.folder / "pattern", self._database("pattern"))
        host.must("prepare")
        return host

    def _database(self, name: str, *, like: str = "template1") -> dict[str, str]:
        import psycopg

        assert self.server is not None, "a file needs no database to be made for it"
        with psycopg.connect(self.server.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        address = self.server.address.rpartition("/")[0]
        return {"DATABASE_URL": f"{address}/{name}"}
