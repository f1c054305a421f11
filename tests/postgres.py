"""A PostgreSQL of our own for one test run: in a temporary folder, reached by a socket in it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.needs import program

USER = "benkan"


class Server:
    """A running server. Everything it has written goes when it stops."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable`: with everything on that keeps a commit through a power cut, as a host has it."""
        self._binaries = program("postgresql").resolve().parent
        self.folder = Path(tempfile.mkdtemp(prefix="benkan-pg-"))
        self._as_whom = self._owner()
        try:
            self._run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
            # Nothing has to outlive a test run, so the disk need not be waited for. What a commit
            # promises to other connections is left as it is by default.
            self._durable = durable
            self.start()
        except BaseException:
            self.stop()
            raise

    @property
    def address(self) -> str:
        return f"postgresql://{USER}@{quote(str(self.folder), safe='')}/postgres"

    def start(self) -> None:
        """Start it, anew if it was killed."""
        settings = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        settings += "" if self._durable else " -F"
        self._run("pg_ctl", "start", "-w", "-o", settings, "-l", str(self.folder / "log"))

    def become_durable(self) -> None:
        """Start anew as a host has it, once what is only a preparation is laid down."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast")
        self._durable = True
        self.start()

    @property
    def pid(self) -> int:
        """Of the process that all others of the server come from."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _owner(self) -> dict[str, Any]:
        """Root may not run PostgreSQL, so that the server gets the account made for it."""
        if os.geteuid() != 0:
            return {}
        owner = pwd.getpwnam("postgres")
        os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def _run(self, name: str, *arguments: str) -> None:
        errors = self.folder / "errors"
        # A file, not a pipe: the server would inherit the pipe and keep it open.
        with errors.open("ab") as file:
            done = subprocess.run(
                [self._binaries / name, "-D", self.folder / "data", *arguments],
                stdout=subprocess.DEVNULL,
                stderr=file,
                cwd=self.folder,
                check=False,
                **self._as_whom,
            )
        assert done.returncode == 0, errors.read_text()
