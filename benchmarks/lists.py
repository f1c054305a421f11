"""What the lists of the house cost as a programme grows, beside a bare list page over the same rows.

    python benchmarks/lists.py [rows…]          1000 and 100000 unless told
    python benchmarks/lists.py --sqlite         without PostgreSQL

Lays that many cases, calls, concerns, meetings, promises, measures, rounds and SMS down on SQLite and on
a PostgreSQL of its own, and asks for each list as a logged-in member of the staff, for the two largest
once by each filter that the page itself offers, and for the public lists: all pages of one size in a
fresh process (`ground/beside.py`), the peers in another. Milliseconds are those of that process for a
request, the least of up to forty in two turns; on PostgreSQL what the server itself takes is not in them,
so that the clock on the wall stands beside. The peer is a `ListView` of Django with its paginator, session and
login, and a template of one line a row, in the same run. Goals: 15 ms and 12 queries, flat within a
fifth from the smallest to the largest. What misses one stands in bold.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from types import ModuleType
from typing import Any
from urllib.parse import urlencode, urljoin

from ground import prepare
from ground.beside import Run, Work, measured

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

MOST_MS = 15
MOST_QUERIES = 12
FLAT = 1.2
HISTORICAL, DESK = "appels", "bureau"
_CHOICE = re.compile(r'<select[^>]*\bname="(\w+)"[^>]*>(.*?)</select>', re.DOTALL)
_OPTION = re.compile(r'<option value="([^"]*)"')
_NEXT = re.compile(r'rel="next"[^>]*\bhref="([^"]*)"')


@dataclass(frozen=True)
class Laid:
    """A database with rows in it: where, and the accounts who ask."""

    folder: str
    url: str
    staff: str
    animator: str
    pages: tuple["Asked", ...]


@dataclass(frozen=True)
class Asked:
    """A page: what it is called, its address, who asks, and which peer stands beside it."""

    title: str
    path: str
    who: str = "staff"
    peer: str = "cases"


PEERS = ("cases", "calls", "promises")
BARE = tuple(Asked(f"bare Django, {peer}", f"/{peer}/", peer=peer) for peer in PEERS)
PUBLIC = (
    ("public: meetings", "activities:public_list"),
    ("public: measures", "commitments:public_policies"),
    ("public: rounds", "assessments:public_list"),
)


# --- laying down: in a process of its own ------------------------------------------------------


def lay(rows: int, url: str) -> Laid:
    """Fill an empty database and find out what its pages offer."""
    _name(url)
    prepare()
    from ground.cases import NOW, lay_cases
    from ground.records import lay_calls, lay_country, lay_records

    from benkan.apps.registry.models import RoleGrant

    land = lay_country(DESK)
    lay_cases(land.programme.pk, [land.commune_of(n).pk for n in range(rows)], rows)
    lay_records(land, rows)
    past = lay_calls(HISTORICAL, rows)
    RoleGrant.objects.create(
        account=land.staff, programme=past, role="programme_staff", opens_at=NOW
    )
    _analyse()
    pages = (
        *_pages_of_the_desk(land.staff, land.programme),
        *_pages_of_calls(land.staff),
        *_other_lists(land.staff),
    )
    folder = os.environ["BENKAN_DATA_DIR"]
    return Laid(folder, url, str(land.staff.pk), str(land.animator.pk), pages)


def _analyse() -> None:
    """As a server that has run for a day has done by itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages_of_the_desk(staff: Any, programme: Any) -> Iterator[Asked]:
    from benkan.apps.voices.models import Case

    path = f"/p/{DESK}/messages/"
    yield Asked("triage, staff", path)
    yield Asked("triage, animator of one commune", path, who="animator")
    yield Asked("triage, page 40", _fortieth(staff, path))
    yield from _filters("triage", path, staff, peer="cases")
    for name, query in (("state", "state=new"), ("idle", "idle=7&order=waiting")):
        yield Asked(f"triage of one commune, by {name}", f"{path}?{query}", who="animator")
    middle = Case.objects.filter(programme=programme, is_sensitive=False).order_by("reference")
    case = middle[middle.count() // 2]
    yield Asked("a case", f"{path}{case.pk}/")


def _pages_of_calls(staff: Any) -> Iterator[Asked]:
    path = f"/p/{HISTORICAL}/appels/liste/"
    yield Asked("calls, staff", path, peer="calls")
    yield Asked("calls, page 40", _fortieth(staff, path), peer="calls")
    yield from _filters("calls", path, staff, peer="calls")
    yield Asked("calls: figures of waiting", f"/p/{HISTORICAL}/appels/attente/", peer="calls")
    yield Asked("calls: topics by region", f"/p/{HISTORICAL}/appels/sujets/", peer="calls")


def _other_lists(staff: Any) -> Iterator[Asked]:
    here = f"/p/{DESK}/"
    yield Asked("promises, staff", f"{here}engagements/", peer="promises")
    yield Asked("promises, animator", f"{here}engagements/", who="animator", peer="promises")
    yield Asked("promises, page 40", _fortieth(staff, f"{here}engagements/"), peer="promises")
    yield from _filters("promises", f"{here}engagements/", staff, peer="promises")
    for title, path in (
        ("concerns", "preoccupations/"),
        ("meetings", "activites/"),
        ("measures", "politiques/"),
        ("rounds", "evaluations/"),
        ("SMS sent", "sms/"),
    ):
        yield Asked(f"{title}, staff", f"{here}{path}", peer="promises")
        if path != "sms/":
            yield Asked(f"{title}, animator", f"{here}{path}", who="animator", peer="promises")
    for title, name in PUBLIC:
        from django.urls import reverse

        yield Asked(title, reverse(name, kwargs={"programme": DESK}), who="", peer="promises")


def _filters(title: str, path: str, staff: Any, *, peer: str) -> Iterator[Asked]:
    """The page once for each list on it to choose from, at the first value that fills a page, or else at
    the first."""
    for name, options in _CHOICE.findall(_html(staff, path)):
        offered = [
            f"{path}?{urlencode({name: unescape(value)})}"
            for value in _OPTION.findall(options)
            if value
        ]
        if offered:
            filled = (each for each in offered if _NEXT.search(_html(staff, each)))
            yield Asked(f"{title}, by {name}", next(filled, offered[0]), peer=peer)


def _fortieth(staff: Any, path: str) -> str:
    """The address that a reader comes to who goes on thirty-nine times, or as far as the list goes."""
    here = path
    for _ in range(39):
        after = _NEXT.search(_html(staff, here))
        if not after:
            return here
        here = urljoin(here, unescape(after[1]))
    return here


def _html(staff: Any, path: str) -> str:
    return str(_client(staff).get(path).content.decode())


# --- asking: in another process of its own -----------------------------------------------------


def ask(laid: Laid, bare: bool) -> Work:
    """The work of asking for every page of the desk and of the calls, or for the two bare ones; it
    answers with what each of them took."""
    _name(laid.url)
    prepare(laid.folder)
    from benkan.apps.registry.models import Account

    if bare:
        _only_bare_pages()
    pages = BARE if bare else laid.pages
    clients = {
        who: _client(Account.objects.get(pk=getattr(laid, who))) for who in ("staff", "animator")
    }
    clients[""] = _client(None)
    return lambda: json.dumps([_taken(clients[page.who], page.path) for page in pages])


def _taken(client: Any, path: str) -> list[float]:
    """Milliseconds of the processor and by the clock on the wall, each the least of up to twenty
    requests, and how many queries one takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def request() -> Any:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    for _ in range(3):
        request()
    with CaptureQueriesContext(connection) as said:
        request()
    queries = len(said)
    busy, walls = [], []
    while len(busy) < 20 and (len(busy) < 5 or sum(busy) < 0.3):
        began, by_the_wall = process_time(), perf_counter()
        request()
        busy.append(process_time() - began)
        walls.append(perf_counter() - by_the_wall)
    return [1000 * min(busy), queries, 1000 * min(walls)]


def _client(account: Any) -> Any:
    from django.test import Client

    client = Client()
    if account is not None:
        client.force_login(account)
    return client


def _name(url: str) -> None:
    os.environ.pop("DATABASE_URL", None)
    if url:
        os.environ["DATABASE_URL"] = url


def _only_bare_pages() -> None:
    from django.conf import settings
    from django.contrib.auth.mixins import LoginRequiredMixin
    from django.http import HttpResponse
    from django.template import Context, Template
    from django.urls import path
    from django.views.generic import ListView

    from benkan.apps.commitments.models import Commitment
    from benkan.apps.voices.models import Call, Case

    def listed(rows: Any, line: str) -> Any:
        page = Template(
            "<html><body><ul>{% for row in page_obj %}<li>" + line + "</li>{% endfor %}</ul>"
            "{{ page_obj.number }} / {{ page_obj.paginator.num_pages }}</body></html>"
        )

        class Bare(LoginRequiredMixin, ListView):
            queryset = rows
            paginate_by = 25

            def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
                return HttpResponse(page.render(Context(context)))

        return Bare.as_view()

    cases = Case.objects.select_related("place").order_by("-opened_at", "id")
    calls = Call.objects.select_related("region").order_by("number")
    promises = Commitment.objects.select_related("place", "office").order_by("due_on", "number")
    promised = "{{ row.number }} {{ row.action }} {{ row.office.title }} {{ row.place.name }}"
    pages = ModuleType("bare_pages")
    pages.urlpatterns = [  # type: ignore[attr-defined]  # a module made here
        path("cases/", listed(cases, "{{ row.reference }} {{ row.place.name }} {{ row.text }}")),
        path("calls/", listed(calls, "{{ row.number }} {{ row.region.name }} {{ row.way }}")),
        path("promises/", listed(promises, promised)),
    ]
    sys.modules["bare_pages"] = pages
    settings.ROOT_URLCONF = "bare_pages"
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ]


# --- telling -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """What one page took at one size."""

    ms: float
    queries: int
    wall: float


def found(laid: Laid, *, bare: bool) -> list[Found | None]:
    """What each page took, in their order; nothing where the run did not come to its end."""
    run = measured(Run("pages", "benkan", ask, (laid, bare)))
    if run.seconds is None:
        print(f"\n{run.answer}\n")
        return [None] * len(BARE if bare else laid.pages)
    return [Found(ms, int(queries), wall) for ms, queries, wall in json.loads(run.answer)]


def compare(name: str, grounds: Sequence[tuple[int, Laid]]) -> None:
    """A row a page: its milliseconds at each size, and how the largest stands to the goals."""
    sizes = [f"{rows:,} rows" for rows, _ in grounds]
    print(f"\n### {name}\n")
    print(
        f"| page | {' | '.join(sizes)} | growth | queries | wall ms | × the bare page | 15 ms, 12 queries, flat |"
    )
    print("|---|" + "---:|" * (len(sizes) + 4) + "---|")
    peers = zip(*(found(laid, bare=True) for _, laid in grounds), strict=True)
    bare: dict[str, Found | None] = {}
    for page, line in zip(BARE, peers, strict=True):
        bare[page.peer] = line[-1]
        _row(f"*{page.title}*", line, None)
    # Twice in turn, since whatever else the machine does for a minute would look like growth.
    turns = [[found(laid, bare=False) for _, laid in grounds] for _ in range(2)]
    ours = [
        [_least(*both) for both in zip(*pair, strict=True)] for pair in zip(*turns, strict=True)
    ]
    for page, line in zip(grounds[0][1].pages, zip(*ours, strict=True), strict=True):
        _row(page.title, line, bare[page.peer])


def _least(one: Found | None, other: Found | None) -> Found | None:
    """What a page took when the machine had most time for it; nothing where a run did not end."""
    if one is None or other is None:
        return None
    return Found(min(one.ms, other.ms), one.queries, min(one.wall, other.wall))


def _row(title: str, line: Sequence[Found | None], peer: Found | None) -> None:
    first, last = line[0], line[-1]
    cells = [title, *("–" if one is None else f"{one.ms:.1f}" for one in line)]
    if first is None or last is None:
        print("| " + " | ".join([*cells, "", "", "", "", "fails"]) + " |", flush=True)
        return
    growth = last.ms / first.ms
    cells += [f"{growth:.2f}", f"{last.queries}", f"{last.wall:.1f}"]
    cells += ["" if peer is None else f"{last.ms / peer.ms:.1f}"]
    missed = [
        word
        for word, holds in (
            (f"over {MOST_MS} ms", last.ms <= MOST_MS),
            (f"over {MOST_QUERIES} queries", last.queries <= MOST_QUERIES),
            ("grows", growth <= FLAT),
        )
        if not holds
    ]
    cells.append("" if peer is None else "**" + ", ".join(missed) + "**" if missed else "held")
    print("| " + " | ".join(cells) + " |", flush=True)


@contextmanager
def databases(*, postgres: bool, how_many: int) -> Iterator[list[tuple[str, list[str]]]]:
    """Addresses of empty databases, one a size: SQLite names none, since each folder has its own."""
    found = [("SQLite", [""] * how_many)]
    if not postgres:
        yield found
        return
    from tests import needs
    from tests.postgres import Server

    if advice := needs.missing(["postgresql"]):
        print(f"left out: PostgreSQL. {advice}")
        yield found
        return
    server = Server()
    try:
        yield [*found, ("PostgreSQL", [_created(server.address, n) for n in range(how_many)])]
    finally:
        server.stop()


def _created(address: str, number: int) -> str:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE lists{number}")
    return address.removesuffix("/postgres") + f"/lists{number}"


def main() -> None:
    sizes = [int(typed) for typed in sys.argv[1:] if typed.isdecimal()] or [1000, 100_000]
    postgres = "--sqlite" not in sys.argv
    tempfile.tempdir = tempfile.mkdtemp(prefix="benkan-lists-")
    os.environ["TMPDIR"] = tempfile.tempdir
    # PostgreSQL runs as another user where this is root: it must find its own folder inside.
    Path(tempfile.tempdir).chmod(0o711)
    with databases(postgres=postgres, how_many=len(sizes)) as places:
        for name, urls in places:
            grounds = []
            for rows, url in zip(sizes, urls, strict=True):
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                    grounds.append((rows, alone.submit(lay, rows, url).result()))
            compare(name, grounds)


if __name__ == "__main__":
    main()
