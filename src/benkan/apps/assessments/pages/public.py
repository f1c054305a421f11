"""What everybody may read of rounds: those that were released, as the groups agreed to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from benkan.apps.assessments.pages import cells, drawing
from benkan.apps.assessments.queries import public
from benkan.apps.assessments.rules import Kind
from benkan.apps.registry import queries as registry
from benkan.kit.lists import Part, page_number
from benkan.kit.pages import PageRequest, for_everyone

A_PAGE = 20


@for_everyone
def public_list(request: PageRequest) -> HttpResponse:
    """Released rounds, the last first; in three queries and the programme's."""
    programme, number = request.programme.id, page_number(request)
    read = public.released(programme, start=(number - 1) * A_PAGE, size=A_PAGE + 1)
    places = public.names_of_places(read[:A_PAGE])
    rounds = tuple((one, places[one.place], gettext(Kind(one.kind).label)) for one in read[:A_PAGE])
    shown = {"rounds": rounds, "part": Part(rounds, number, more=len(read) > A_PAGE)}
    return render(request, "assessments/reading/public_list.html", shown)


def reading_shown(found: public.PublicReading) -> dict[str, Any]:
    """What the template of a released round is given: what all together said, and the groups that agreed
    to be shown."""
    return {
        "found": found,
        "round": found.head,
        "told": found.told,
        "rows": cells.rows_of(found.told),
        "kind": gettext(Kind(found.head.kind).label),
        "place": registry.place_card(found.head.place),
        "chart": drawing.strips_of(found.told) if not found.is_hidden else "",
    }
