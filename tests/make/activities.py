from datetime import date
from itertools import count

from benkan.apps.activities.models import Activity, Recommendation
from benkan.apps.registry.models import Office, Place, Programme
from tests.make.registry import NOW

_serial = count(1)


def make_activity(
    programme: Programme, place: Place, *, planned_on: date = date(2026, 11, 2), title: str = ""
) -> Activity:
    return Activity.objects.create(
        programme=programme,
        kind="interface_meeting",
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
