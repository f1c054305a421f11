"""Hosts for drills: a data folder, and for PostgreSQL a database of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
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
        done = subprocess.run(
            [sys.executable, "-m", "tests.interfaces.cli.drill", name, *arguments],
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
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@dataclass
class Hosts:
    """Makes hosts of one kind of database below one folder."""

    folder: Path
    server: Server | None

    def new(self, *, prepare: bool = False) -> Host:
        number = next(_serial)
        folder = self.folder / f"host-{number}"
        host = Host(folder, self._database(number))
        if prepare and self.server is None:
            prepared(folder)
        elif prepare:
            host.must("prepare")
        return host

    def _database(self, number: int) -> dict[str, str]:
        if self.server is None:
            return {}
        import psycopg

        with psycopg.connect(self.server.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE host_{number}")
        address = self.server.address.rpartition("/")[0]
        return {"DATABASE_URL": f"{address}/host_{number}"}
