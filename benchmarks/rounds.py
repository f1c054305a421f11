"""What it costs to list, read and compare rounds of scorecards, beside a bare list page of Django.

    python benchmarks/rounds.py [rounds…]          1000 unless told

Lays so many released rounds down on SQLite (or the empty database of `DATABASE_URL`), each with thirty
questions below five criteria that five groups answered, in fifty communes like each other, and asks
for each page forty times as a member of the staff, as a coordinator of one region, or as anybody. Goal:
a constant number of queries, and the 95th percentile under 200 ms. Both the processor's and the clock on
the wall are told: where other work runs on the machine, the wall says more of that than of the page. The
peer is a `ListView` over the same rounds with session and login alone and a line of text a round.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil
from time import perf_counter, process_time
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

from ground import prepare

ASKED = 40
GOAL = 200
COMMUNES, REGIONS = 50, 5


@dataclass(frozen=True)
class Measured:
    """Milliseconds of one page: the processor's in the middle and at the 95th percentile, and the wall's
    at the 95th."""

    busy: float
    busiest: float
    wall: float
    queries: int
    kilobytes: float


def lay(rounds: int) -> tuple[Any, Any, Any]:
    """Fill the database; answers with two accounts and the last round."""
    from ground.rounds import lay_rounds
    from lists import _account

    from benkan.apps.registry import models as registry

    programme = registry.Programme.objects.create(
        slug="liste", name="Liste", kind="demonstration", opens_on=date(2026, 1, 1)
    )
    country = _place(registry, "country", "Mali", [])
    regions = [_place(registry, "region", f"Région {n}", [country]) for n in range(REGIONS)]
    communes = [
        _place(registry, "commune", f"Commune {n}", [regions[n % REGIONS], country])
        for n in range(COMMUNES)
    ]
    registry.PlaceCode.objects.bulk_create(
        registry.PlaceCode(
            place=place, scheme="pcode", code=f"ML{n:06}", source="", status="official"
        )
        for n, place in enumerate(communes)
    )
    staff = _account(registry, programme, "programme_staff", None)
    coordinator = _account(registry, programme, "coordinator", regions[0])
    return staff, coordinator, lay_rounds(programme, communes, staff, rounds)


def _place(registry: ModuleType, kind: str, name: str, above: list[Any]) -> Any:
    place = registry.Place.objects.create(
        kind=kind,
        name=name,
        folded=name.lower(),
        population=20_000 if kind == "commune" else None,
    )
    registry.PlaceAncestor.objects.bulk_create(
        registry.PlaceAncestor(place=place, ancestor=ancestor, depth=depth)
        for depth, ancestor in enumerate((place, *above))
    )
    return place


def pages(found: Any, staff: Any, coordinator: Any) -> Iterator[tuple[str, Any, str]]:
    """Each page with its title, who asks and its address."""
    from benkan.apps.assessments.models import Node

    here = f"/p/liste/evaluations/{found.pk}/"
    asked = Node.objects.filter(version=found.version_id).exclude(scale="").first()
    assert asked is not None, "every round asks something"
    house = asked.core.version_id
    every, one = {"version": house, "which": "all"}, {"question": asked.core_id}
    across = "/p/liste/evaluations/comparer/"
    yield "the list", staff, "/p/liste/evaluations/"
    yield "the list, page 4", staff, "/p/liste/evaluations/?page=4"
    yield "the list, of one service", staff, "/p/liste/evaluations/?service=health"
    yield "the list, coordinator of a region", coordinator, "/p/liste/evaluations/"
    yield "all questions over the last rounds", staff, f"{across}?{urlencode({'version': house})}"
    yield "all questions over all rounds", staff, f"{across}?{urlencode(every)}"
    yield "the same, coordinator of a region", coordinator, f"{across}?{urlencode(every)}"
    yield "one question, round by round", staff, f"{across}?{urlencode(every | one)}"
    yield "the same, page 4", staff, f"{across}?{urlencode(every | one | {'page': 4})}"
    yield "the same, coordinator", coordinator, f"{across}?{urlencode(every | one)}"
    yield "a round, group by group", staff, f"{here}lecture/"
    yield "a round beside its earlier ones", staff, f"{here}lecture/cycles/"
    yield "a round beside similar communes", staff, f"{here}lecture/semblables/"
    yield "a question of a round", staff, f"{here}lecture/{asked.pk}/"
    yield "public list", None, "/p/liste/evaluations/publiques/"
    yield "public page of a round", None, f"/p/liste/evaluations/publiques/{found.pk}/"


def measured(account: Any, address: str) -> Measured:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    if account is not None:
        client.force_login(account)

    def ask() -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    ask()
    with CaptureQueriesContext(connection) as said:
        answer = ask()
    queries = len(said)
    busy, wall = [], []
    for _ in range(ASKED):
        began, on_the_wall = process_time(), perf_counter()
        ask()
        busy.append(1000 * (process_time() - began))
        wall.append(1000 * (perf_counter() - on_the_wall))
    last = ceil(ASKED * 0.95) - 1
    return Measured(
        sorted(busy)[ASKED // 2],
        sorted(busy)[last],
        sorted(wall)[last],
        queries,
        len(answer.content) / 1000,
    )


def bare() -> None:
    """The address of the peer, as a module that settings can name."""
    from django.contrib.auth.mixins import LoginRequiredMixin
    from django.http import HttpResponse
    from django.template import Context, Template
    from django.urls import path
    from django.views.generic import ListView

    from benkan.apps.assessments.models import Round

    page = Template(
        "<html><body><ul>{% for row in page_obj %}<li>{{ row.assessment.title }} {{ row.place.name }}"
        " {{ row.index }}</li>{% endfor %}</ul></body></html>"
    )

    class Bare(LoginRequiredMixin, ListView):
        queryset = Round.objects.select_related("assessment", "place").order_by("-opened_at", "id")
        paginate_by = 25

        def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
            return HttpResponse(page.render(Context(context)))

    module = ModuleType("bare_rounds")
    module.urlpatterns = [path("rounds/", Bare.as_view())]  # type: ignore[attr-defined]  # made here
    sys.modules["bare_rounds"] = module


def compare(rounds: int) -> dict[str, Measured]:
    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings

    call_command("flush", interactive=False, verbosity=0)
    staff, coordinator, found = lay(rounds)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    bare()
    middleware = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ]
    made = {}
    with override_settings(ROOT_URLCONF="bare_rounds", MIDDLEWARE=middleware):
        made["*bare Django, a list of rounds*"] = measured(staff, "/rounds/")
    for title, account, address in pages(found, staff, coordinator):
        made[title] = measured(account, address)
    return made


def main() -> None:
    prepare()
    sizes = [int(typed) for typed in sys.argv[1:]] or [1000]
    found = {size: compare(size) for size in sizes}
    print(
        "| page | "
        + " | ".join(f"{n:,} rounds: CPU ms | CPU p95 | wall p95 | queries" for n in sizes),
        end="",
    )
    print(" | KB | CPU p95 < 200 ms, same queries |")
    print("|---|" + "---:|---:|---:|---:|" * len(sizes) + "---:|---|")
    for title, last in found[sizes[-1]].items():
        each = [found[size][title] for size in sizes]
        cells = [
            f"{one.busy:.1f} | {one.busiest:.1f} | {one.wall:.1f} | {one.queries}" for one in each
        ]
        holds = last.busiest < GOAL and len({one.queries for one in each}) == 1
        said = "held" if holds else "**missed**"
        print(f"| {title} | {' | '.join(cells)} | {last.kilobytes:.0f} | {said} |", flush=True)


if __name__ == "__main__":
    main()
