"""One public, one withdrawn and one unpublished thing of each kind, told apart by a word."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from benkan.apps.activities.models import Summary
from benkan.apps.registry.models import Place, Programme
from tests.make.activities import make_activity
from tests.make.commitments import make_on_record, make_policy
from tests.make.registry import make_office
from tests.make.results import make_publication

PUBLIC, WITHDRAWN, UNPUBLISHED = "VISIBLE", "RETRACTED", "INTERNAL"


def make_record(programme: Programme, place: Place) -> None:
    """Published a day ago, and the second of each taken back an hour ago."""
    now = timezone.now()
    day_ago, hour_ago = now - timedelta(days=1), now - timedelta(hours=1)
    states: list[tuple[str, dict[str, Any]]] = [
        (PUBLIC, {"published_at": day_ago}),
        (WITHDRAWN, {"withdrawn_at": hour_ago}),
        (UNPUBLISHED, {}),
    ]
    office = make_office(programme, place)
    for word, facts in states:
        promise = make_on_record(office, state="kept", due_on=date(2026, 11, 1), **facts)
        promise.action, promise.problem = f"Pompe {word}", f"Panne {word}"
        promise.settled_at = day_ago
        promise.save()
        make_policy(programme, place, title=f"Prix {word}", summary=f"Seau {word}", **facts)
        met = make_activity(programme, place, planned_on=now.date(), title=f"Forum {word}")
        met.held_on, met.closed_at = now.date(), day_ago
        met.minutes = f"Notes {UNPUBLISHED}"
        met.save()
        if facts:
            Summary.objects.create(
                activity=met,
                text=f"Propos {word}",
                published_at=day_ago,
                withdrawn_at=facts.get("withdrawn_at"),
                withdrawal_reason="Une erreur" if word == WITHDRAWN else "",
            )
    make_publication(programme, is_published=False, period="2026-T2")
    retracted = make_publication(programme, period="2026-T1")
    retracted.is_current = False
    retracted.withdrawn_at, retracted.withdrawn_because = hour_ago, "Une erreur"
    retracted.withdrawn_by = retracted.prepared_by
    retracted.save()
    make_publication(programme, period="2026-T3")
