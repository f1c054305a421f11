"""A small programme with something on every page, in as many communes as asked."""

from datetime import timedelta

from django.utils import timezone

from benkan.apps.registry.models import Place, Programme
from benkan.apps.results.actions import load_indicators
from tests.make.activities import make_activity
from tests.make.commitments import make_commitment
from tests.make.registry import make_facility, make_office, make_place, make_programme
from tests.make.results import make_fact
from tests.make.voices import make_case

STATES = ("accepted", "kept", "broken", "proposed", "in_progress", "reported_done", "confirmed")


def make_lively_programme(
    communes: int = 1, *, things: int = 2, slug: str = "demo"
) -> tuple[Programme, list[Place]]:
    """Each commune gets `things` of everything: promises, cases, meetings, facilities, facts."""
    load_indicators()
    programme = make_programme(slug, kind="demonstration")
    region = make_place("Koulikoro", kind="region")
    cercle = make_place("Kati", kind="cercle", above=region)
    places = [make_place(f"Commune {n}", above=cercle) for n in range(communes)]
    for place in places:
        _enliven(programme, place, things)
    return programme, places


def _enliven(programme: Programme, place: Place, things: int) -> None:
    office = make_office(programme, place)
    for n in range(things):
        state = STATES[n % len(STATES)]
        make_commitment(
            office,
            state=state,
            due_on=timezone.localdate() + timedelta(days=9 * n - 30),
            is_public=True,
        )
        make_fact(programme, place, outcome=state if state in ("kept", "broken") else "open")
        make_case(programme, place)
        make_activity(programme, place, planned_on=timezone.localdate() + timedelta(days=1 + n))
        make_activity(programme, place, planned_on=timezone.localdate() - timedelta(days=1 + n))
        make_facility(f"CSCom {n}", commune=place)
