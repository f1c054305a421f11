"""One round on its path: where the team stands, and the one thing to do next."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils import timezone

from benkan.apps.assessments.rules import READERS
from benkan.apps.assessments.rules.phases import Walked
from benkan.interfaces.web.gather.rounds import RoundPage, round_page
from benkan.kit.pages import PageRequest, address, for_roles


@for_roles(*READERS)
def round_(request: PageRequest, round_id: UUID) -> HttpResponse:
    """The guided path of a round, of any kind."""
    found = round_page(
        round_id,
        programme=request.programme.id,
        actor=request.actor,
        today=timezone.localdate(),
    )
    shown = {
        "found": found,
        "round": found.card,
        "path": found.path,
        "trail": [
            (phase, [(one, _href(request, one, found)) for one in phase.steps])
            for phase in found.path.phases
        ],
        "next": found.path.next,
        "next_href": _href(request, found.path.next, found) if found.path.next else "",
        "ways": [(way, address(request, way.page, round_id=round_id)) for way in found.ways],
    }
    return render(request, "web/round.html", shown)


def _href(request: PageRequest, walked: Walked, found: RoundPage) -> str:
    """Where a step is done; nothing for whoever only reads."""
    if not found.works:
        return ""
    try:
        return address(request, walked.step.page, round_id=found.card.id)
    except NoReverseMatch:
        return ""
