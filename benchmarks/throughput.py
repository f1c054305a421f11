"""How many pages a second two web processes answer, beside a bare list page on the same server.

    python benchmarks/throughput.py [rows]      10000 unless told

Lays so many cases, meetings, promises and measures down on a PostgreSQL of its own, serves them with
`benkan up --processes 2`, and asks for each page with eight readers at once, for some seconds. The
peer is a `ListView` of Django with session and login, on the same server software with as many
processes, over the same rows. Readers, server and database share the machine. Two funded platforms for
taking part answered 2 requests a second for a list of 10,000 ideas and up to 33 for other pages,
measured once elsewhere on two processors; the goal is ten times as many.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from ground import SOURCE, prepare
from ground.host import serving
from lists import DESK, _analyse, _name, _only_bare_pages

SECONDS = 4.0
READERS = 8
PROCESSES = 2
LIST_GOAL, PAGE_GOAL = 20, 330


@dataclass(frozen=True)
class Laid:
    """A database with rows in it, the cookie of one who is logged in, and addresses of single pages."""

    cookie: str
    case: str
    measure: str


@dataclass(frozen=True)
class Page:
    title: str
    path: str
    cookie: str = ""
    goal: int = LIST_GOAL


def lay(folder: str, url: str, rows: int) -> Laid:
    """Fill a database whose tables are there; in a process of its own."""
    _name(url)
    prepare(folder)
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse
    from ground.cases import lay_cases
    from ground.records import lay_country, lay_records

    from benkan.apps.voices.models import Case

    land = lay_country(DESK)
    lay_cases(land.programme.pk, [land.commune_of(n).pk for n in range(rows)], rows)
    lay_records(land, rows)
    _analyse()
    client = Client()
    client.force_login(land.staff)
    case = Case.objects.filter(programme=land.programme, is_sensitive=False).first()
    shown = client.get(reverse("commitments:public_policies", kwargs={"programme": DESK}))
    assert case is not None, "they were laid"
    name = settings.SESSION_COOKIE_NAME
    return Laid(
        f"{name}={client.cookies[name].value}",
        f"/p/{DESK}/messages/{case.pk}/",
        _first_link(shown.content.decode(), f"/p/{DESK}/politiques/"),
    )


def _first_link(html: str, below: str) -> str:
    """The first address of a single thing in a list."""
    found = [link for link in re.findall(r'href="([^"?#]+)"', html) if link.startswith(below)]
    return max(found, key=lambda link: (link.count("/"), -found.index(link)))


# --- reading ------------------------------------------------------------------------------------


def read(port: int, path: str, cookie: str, seconds: float) -> list[float]:
    """Seconds that each answer took, one after the other on one connection."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    took: list[float] = []
    began = perf_counter()
    while (asked := perf_counter()) - began < seconds:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        took.append(perf_counter() - asked)
    return took


def rate(readers: ProcessPoolExecutor, port: int, page: Page) -> tuple[float, float]:
    """Answers a second, and the middle of what one took in milliseconds."""
    read(port, page.path, page.cookie, 0.5)
    asked = [readers.submit(read, port, page.path, page.cookie, SECONDS) for _ in range(READERS)]
    took = [each for one in asked for each in one.result()]
    return len(took) / SECONDS, 1000 * median(took)


# --- the peer -----------------------------------------------------------------------------------


def bare_application() -> Any:
    prepare(os.environ["BENKAN_DATA_DIR"])
    _only_bare_pages()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


@contextmanager
def bare(folder: str, url: str) -> Iterator[int]:
    from tests.interfaces.cli.running import free_port, until

    port = free_port()
    own = {**os.environ, "BENKAN_DATA_DIR": folder, "DATABASE_URL": url}
    command = [sys.executable, __file__, "--bare", str(port)]
    process = subprocess.Popen(command, env=own)  # noqa: S603  this file
    try:
        until(lambda: _answers(port))
        yield port
    finally:
        process.terminate()
        process.wait(60)


def _answers(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/")
        connection.getresponse()  # not found is an answer too
    except OSError:
        return False
    return True


# --- telling ------------------------------------------------------------------------------------


def compare(folder: str, url: str, laid: Laid, rows: int) -> None:
    here = f"/p/{DESK}/"
    pages = (
        Page("messages, staff", f"{here}messages/", laid.cookie),
        Page("promises, staff", f"{here}engagements/", laid.cookie),
        Page("measures, public", f"{here}politiques/publiees/"),
        Page("programme, public", here, goal=PAGE_GOAL),
        Page("a message, staff", laid.case, laid.cookie, PAGE_GOAL),
        Page("a measure, public", laid.measure, goal=PAGE_GOAL),
    )
    print(f"\n### Pages a second, {rows:,} rows in each list\n")
    print("| page | a second | middle ms | goal | × the bare list | |")
    print("|---|---:|---:|---:|---:|---|")
    with ProcessPoolExecutor(READERS, mp_context=get_context("spawn")) as readers:
        with bare(folder, url) as port:
            peer, took = rate(readers, port, Page("bare", "/cases/", laid.cookie))
        print(f"| *bare Django, list of messages* | {peer:.0f} | {took:.0f} | | 1 | |", flush=True)
        options = ("--no-worker", "--no-demonstration", "--processes", str(PROCESSES))
        with serving(Path(folder), *options, home="/sante/", DATABASE_URL=url) as host:
            for page in pages:
                ours, took = rate(readers, host.port, page)
                verdict = "held" if ours >= page.goal else "**missed**"
                print(
                    f"| {page.title} | {ours:.0f} | {took:.0f} | {page.goal} | {ours / peer:.2f} "
                    f"| {verdict} |",
                    flush=True,
                )


def main() -> None:
    rows = next((int(typed) for typed in sys.argv[1:] if typed.isdecimal()), 10_000)
    from tests.postgres import Server

    with tempfile.TemporaryDirectory(prefix="benkan-throughput-") as folder:
        server = Server()
        try:
            own = {
                **os.environ,
                "BENKAN_DATA_DIR": folder,
                "DATABASE_URL": server.address,
                "PYTHONPATH": str(SOURCE),
            }
            command = [sys.executable, "-m", "benkan", "prepare"]
            subprocess.run(command, env=own, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                laid = alone.submit(lay, folder, server.address, rows).result()
            compare(folder, server.address, laid, rows)
        finally:
            server.stop()


if __name__ == "__main__":
    if "--bare" in sys.argv:
        from tests.soak.bare import serve

        serve(bare_application, int(sys.argv[2]), PROCESSES)
    else:
        main()
