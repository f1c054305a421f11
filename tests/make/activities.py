from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from benkan.apps.activities.actions import add_names, hold_activity
from benkan.apps.activities.models import Activity, Attendee, Recommendation
from benkan.apps.activities.rules.attendance import Person
from benkan.apps.registry.models import Office, Place, Programme
from benkan.kit.actor import Role
from benkan.kit.splits import AgeBand, Sex
from tests.make.registry import NOW, make_actor

_serial = count(1)


def make_activity(
    programme: Programme,
    place: Place,
    *,
    planned_on: date = date(2026, 11, 2),
    title: str = "",
    kind: str = "interface_meeting",
) -> Activity:
    return Activity.objects.create(
        programme=programme,
        kind=kind,
        title=title or f"Rencontre {next(_serial)}",
        place=place,
        planned_on=planned_on,
    )


def make_recommendation(activity: Activity, office: Office) -> Recommendation:
    return Recommendation.objects.create(
        activity=activity,
        action=f"Réparer la pompe {next(_serial)}",
        problem="La pompe est en panne.",
        office=office,
        service="water",
        due_on=date(2026, 12, 1),
        recorded_at=NOW,
    )


def make_open_recommendation(activity: Activity) -> Recommendation:
    return Recommendation.objects.create(
        activity=activity,
        action=f"Curer le caniveau {next(_serial)}",
        service="roads",
        recorded_at=NOW,
        ending="open",
    )


def make_person(name: str = "Awa Exemple", **said: Any) -> Person:
    """Somebody who agrees to be written down, and can be known again."""
    return replace(Person(name, Sex.FEMALE, AgeBand.FROM_25, mark="4127", consents=True), **said)


def make_held(
    programme: Programme, place: Place, *, women: int = 10, men: int = 10, **planned: Any
) -> Activity:
    """A meeting whose report is closed, on the day it was planned for."""
    activity = make_activity(programme, place, **planned)
    hold_activity(
        activity=activity.pk,
        held_on=activity.planned_on,
        headcounts={(Sex.FEMALE, AgeBand.FROM_25): women, (Sex.MALE, AgeBand.FROM_45): men},
        situations={},
        minutes="On a parlé.",
        evidence_file=None,
        actor=make_actor(programme, Role.PROGRAMME_STAFF),
        moment=NOW,
    )
    activity.refresh_from_db()
    return activity


def make_attendee(activity: Activity, **said: Any) -> Attendee:
    """Somebody on the sheet of a meeting that was held."""
    staff = make_actor(activity.programme, Role.PROGRAMME_STAFF)
    add_names(activity=activity.pk, people=[make_person(**said)], actor=staff, moment=NOW)
    return Attendee.objects.filter(activity=activity).latest("consented_at", "pk")


def make_erased_attendee(activity: Activity) -> Attendee:
    """A line of a sheet whose name is gone."""
    return Attendee.objects.create(
        activity=activity,
        sealed=b"",
        line=f"line {next(_serial)}",
        sex=Sex.FEMALE,
        age_band=AgeBand.UNKNOWN,
        consented_at=NOW,
        keep_until=NOW.date(),
        erased_at=NOW,
    )
