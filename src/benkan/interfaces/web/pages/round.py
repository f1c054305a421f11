"""One round on its path: where the team stands, and the one thing to do next."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils import timezone

from benkan.apps.assessments.rules import READERS
from benkan.apps.assessments.rules.phases import Walked
from benkan.interfaces.web.gather.rounds import RoundPage, round_page
from benkan.interfaces.web.gather.rounds.ways import Way
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
        "ways": list(_ways(request, found)),
    }
    return render(request, "web/round.html", shown)


def _ways(request: PageRequest, found: RoundPage) -> Iterator[tuple[Way, str]]:
    """The ways that let this reader in, as their pages declare it themselves."""
    for way in found.ways:
        href = address(request, way.page, round_id=found.card.id)
        roles = getattr(resolve(href).func, "audience", ())
        if roles == "everyone" or request.actor.holds_anywhere(*roles):
            yield way, href


def _href(request: PageRequest, walked: Walked, found: RoundPage) -> str:
    """Where a step is done; nothing for whoever only reads."""
    if not found.works:
        return ""
    return address(request, walked.step.page, round_id=found.card.id)
