"""What the long lists of staff cost, beside a bare list page of Django over the same table.

    python benchmarks/lists.py [rows…]          1000 and 100000 unless told

Fills a database of its own (SQLite, or the empty one of `DATABASE_URL`) with that many cases and as
many commitments in twenty communes, and asks for pages as a logged-in member of the programme's staff
(the whole country) and as an animator (one commune). The peer is a `ListView` with Django's paginator
over the same rows in the same order, with session and login alone and a template of one line a row:
no navigation, no scope, no filters, no counts. Prints the processor's milliseconds for a request
(median of twenty), the queries, the size of the answer, and the ratio to the peer.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from statistics import median
from time import perf_counter, process_time
from types import ModuleType
from typing import Any
from uuid import uuid4

from ground import prepare

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
AT_ONCE = 5000
ASKED = 20
STATES = ("new", "accepted", "grouped", "answered", "closed")
STAGES = ("proposed", "accepted", "in_progress", "reported_done", "confirmed", "kept", "broken")
SETTLED = ("kept", "broken")


@dataclass(frozen=True)
class Measured:
    """Processor milliseconds and queries of one request, and the bytes of its answer."""

    busy: float
    queries: int
    size: int


def fill(rows: int) -> tuple[Any, Any]:
    """Lay the rows down; answers with an account of the staff and one of an animator."""
    from benkan.apps.commitments.models import Commitment
    from benkan.apps.registry import models as registry
    from benkan.apps.voices.models import Case

    programme = registry.Programme.objects.create(
        slug="liste", name="Liste", kind="demonstration", opens_on=date(2026, 1, 1)
    )
    country = registry.Place.objects.create(kind="country", name="Mali", folded="mali")
    places = [
        registry.Place.objects.create(kind="commune", name=f"Commune {n}", folded=f"commune {n}")
        for n in range(20)
    ]
    registry.PlaceAncestor.objects.bulk_create(
        registry.PlaceAncestor(place=place, ancestor=ancestor, depth=depth)
        for place in places
        for depth, ancestor in enumerate((place, country))
    )
    offices = [
        registry.Office.objects.create(
            programme=programme, place=place, title="Maire", level="commune"
        )
        for place in places
    ]
    _in_batches(Case, (_case(Case, n, programme, places[n % 20]) for n in range(rows)))
    _in_batches(
        Commitment,
        (_commitment(Commitment, n, programme, offices[n % 20]) for n in range(rows)),
    )
    return (
        _account(registry, programme, "programme_staff", None),
        _account(registry, programme, "animator", places[0]),
    )


def _in_batches(model: Any, rows: Iterator[Any]) -> None:
    while batch := list(islice(rows, AT_ONCE)):
        model.objects.bulk_create(batch)


def _case(model: Any, number: int, programme: Any, place: Any) -> Any:
    state = STATES[number % len(STATES)]
    return model(
        programme=programme,
        reference=f"COM-{number:06}",
        tracking_digest=uuid4().hex,
        client_key=f"web:{number}",
        channel="web",
        service=("water", "health", "education", "roads")[number % 4],
        place=place,
        place_status="confirmed",
        text="La pompe du marché est en panne depuis deux mois." * 3,
        language="fr",
        state=state,
        turn={"new": 0, "accepted": 1, "grouped": 1}.get(state, 2),
        opened_at=NOW - timedelta(minutes=number),
        acted_at=NOW - timedelta(minutes=number),
        closed_at=NOW if state == "closed" else None,
    )


def _commitment(model: Any, number: int, programme: Any, office: Any) -> Any:
    state = STAGES[number % len(STAGES)]
    return model(
        programme=programme,
        number=number + 1,
        office=office,
        place_id=office.place_id,
        service="water",
        problem="La pompe est en panne.",
        action="Réparer la pompe du marché.",
        state=state,
        proposed_at=NOW - timedelta(minutes=number),
        due_on=NOW.date() + timedelta(days=number % 90 - 30),
        settled_at=NOW if state in SETTLED else None,
    )


def _account(registry: ModuleType, programme: Any, role: str, place: Any) -> Any:
    account = registry.Account.objects.create_user(
        f"{role}@example.org", None, name=role, moment=NOW
    )
    registry.RoleGrant.objects.create(
        account=account, programme=programme, role=role, place=place, opens_at=NOW
    )
    return account


def bare_pages() -> ModuleType:
    """Addresses of the two peers, as a module that settings can name."""
    from django.contrib.auth.mixins import LoginRequiredMixin
    from django.http import HttpResponse
    from django.template import Context, Template
    from django.urls import path
    from django.views.generic import ListView

    from benkan.apps.commitments.models import Commitment
    from benkan.apps.voices.models import Case

    def listed(rows: Any, size: int, line: str) -> Any:
        page = Template(
            "<html><body><ul>{% for row in page_obj %}<li>" + line + "</li>{% endfor %}</ul>"
            "{{ page_obj.number }} / {{ page_obj.paginator.num_pages }}</body></html>"
        )

        class Bare(LoginRequiredMixin, ListView):
            queryset = rows
            paginate_by = size

            def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
                return HttpResponse(page.render(Context(context)))

        return Bare.as_view()

    pages = ModuleType("bare_pages")
    cases = Case.objects.select_related("place").order_by("-opened_at", "id")
    promises = Commitment.objects.select_related("place", "office")
    pages.urlpatterns = [  # type: ignore[attr-defined]  # a module made here
        path(
            "cases/", listed(cases, 25, "{{ row.reference }} {{ row.place.name }} {{ row.text }}")
        ),
        path(
            "promises/",
            listed(
                promises.order_by("due_on", "number"),
                30,
                "{{ row.number }} {{ row.action }} {{ row.office.title }} {{ row.place.name }}",
            ),
        ),
    ]
    sys.modules["bare_pages"] = pages
    return pages


def measured(client: Any, address: str) -> Measured:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask() -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    for _ in range(3):
        ask()
    with CaptureQueriesContext(connection) as said:
        answer = ask()
    queries = len(said)
    times = []
    for _ in range(ASKED):
        began = process_time()
        ask()
        times.append(1000 * (process_time() - began))
    return Measured(median(times), queries, len(answer.content))


def _logged_in(account: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(account)
    return client


def compare(rows: int) -> None:
    from django.core.management import call_command
    from django.test import override_settings

    call_command("flush", interactive=False, verbosity=0)
    began = perf_counter()
    staff, animator = fill(rows)
    print(f"{rows} cases and {rows} commitments, laid down in {perf_counter() - began:.1f} s")
    bare_pages()
    middleware = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ]
    with override_settings(ROOT_URLCONF="bare_pages", MIDDLEWARE=middleware):
        client = _logged_in(staff)
        peers = {name: measured(client, f"/{name}/") for name in ("cases", "promises")}
    ours: list[tuple[str, str, Callable[[], Any], str]] = [
        ("triage, staff", "cases", lambda: staff, "/p/liste/messages/"),
        ("triage, animator", "cases", lambda: animator, "/p/liste/messages/"),
        ("triage, page 40", "cases", lambda: staff, "/p/liste/messages/?page=40"),
        ("board, staff", "promises", lambda: staff, "/p/liste/engagements/"),
        ("board, animator", "promises", lambda: animator, "/p/liste/engagements/"),
    ]
    for name, peer in peers.items():
        _line(f"bare Django, {name}", peer, peer)
    for title, peer_name, account, address in ours:
        _line(title, measured(_logged_in(account()), address), peers[peer_name])


def _line(title: str, found: Measured, peer: Measured) -> None:
    print(
        f"  {title:22} {found.busy:8.1f} ms of processor  {found.queries:3} queries  "
        f"{found.size / 1000:6.1f} KB  {found.busy / peer.busy:5.1f} × the peer"
    )


def main() -> None:
    prepare()
    for rows in [int(typed) for typed in sys.argv[1:]] or [1000, 100_000]:
        compare(rows)


if __name__ == "__main__":
    main()
