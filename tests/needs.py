"""What some tests need from the machine, where it is found and how it is installed.

`@pytest.mark.needs("chromium")` skips a test, loudly, where the program is missing. Under
`BENKAN_REQUIRE=all` a skip is a failure: see `tests/plugin.py`.
"""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LIBRARIES = ("usr/lib/*-linux-*", "usr/lib64", "usr/lib", "usr/local/lib")


@dataclass(frozen=True)
class Need:
    """A program of the machine: any of `names` serves; `package` is what Debian calls it."""

    title: str
    names: tuple[str, ...]
    package: str
    folders: str = ""
    is_for_drills: bool = False
    """Only `make soak` asks for it, so that no run of the tests installs it."""

    def found(self) -> Path | None:
        """Where the program is: on the path, or in the newest folder that packages put it in."""
        beside = sorted(Path("/").glob(self.folders), key=_version) if self.folders else []
        path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, reversed(beside))])
        programs = (shutil.which(name, path=path) for name in self.names)
        return next((Path(program) for program in programs if program), None)

    @property
    def advice(self) -> str:
        return f"{self.title} is missing: apt-get install {self.package}"


@dataclass(frozen=True)
class Library(Need):
    """A shared library of the machine, which is loaded and not started."""

    def found(self) -> Path | None:
        """Where the library lies, in the folders where Linux looks for one."""
        files = (Path("/").glob(f"{folder}/{name}") for folder in _LIBRARIES for name in self.names)
        return next((file for found in files for file in found), None)


NEEDS = {
    # The shell draws no window that nobody sees, and takes a quarter of the processor's time.
    "chromium": Need(
        "Chromium",
        ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        "chromium-headless-shell",
    ),
    "haproxy": Need("HAProxy", ("haproxy",), "haproxy", "usr/sbin", is_for_drills=True),
    "kannel": Need("Kannel", ("bearerbox",), "kannel", "usr/sbin"),
    "kannel-extras": Need(
        "Kannel's pretended operator", ("fakesmsc",), "kannel-extras", "usr/lib/kannel/test"
    ),
    # What WeasyPrint loads to set a PDF, see src/benkan/kit/typesetting.py.
    "pango": Library("Pango", ("libpango-1.0.so.0",), "libpango-1.0-0"),
    "pangoft2": Library("Pango for fonts", ("libpangoft2-1.0.so.0",), "libpangoft2-1.0-0"),
    "harfbuzz-subset": Library(
        "HarfBuzz's subsetter", ("libharfbuzz-subset.so.0",), "libharfbuzz-subset0"
    ),
    "faketime": Library("libfaketime", ("faketime/libfaketimeMT.so.1",), "libfaketime"),
    "pdftotext": Need("Poppler's reader of PDF", ("pdftotext",), "poppler-utils"),
    "postgresql": Need("PostgreSQL", ("initdb",), "postgresql", "usr/lib/postgresql/*/bin"),
    "strace": Need("strace", ("strace",), "strace"),
    "rabbitmq": Need(
        "RabbitMQ", ("rabbitmq-server",), "rabbitmq-server", "usr/sbin", is_for_drills=True
    ),
    "redis": Need("Redis", ("redis-server",), "redis-server"),
    "r": Need("R with its package survey", ("Rscript",), "r-cran-survey"),
}


def program(name: str) -> Path:
    """The program that a test marked with `needs(name)` runs."""
    found = NEEDS[name].found()
    assert found is not None, f"a test without the mark needs({name!r}) asks for it"
    return found


def missing(names: Sequence[str]) -> str | None:
    """What to tell where one of the needs is not met; None when all are."""
    return next((NEEDS[name].advice for name in names if NEEDS[name].found() is None), None)


def everything_is_required() -> bool:
    return os.environ.get("BENKAN_REQUIRE") == "all"


def packages_to_install() -> list[str]:
    """The Debian packages that the tests need and this machine does not have."""
    wanted = [need for need in NEEDS.values() if not need.is_for_drills]
    return [need.package for need in wanted if need.found() is None]


def _version(folder: Path) -> int:
    return next((int(part) for part in folder.parts if part.isdigit()), 0)


if __name__ == "__main__":
    print(*packages_to_install())
