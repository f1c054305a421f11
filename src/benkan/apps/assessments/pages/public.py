"""What everybody may read of rounds: those that were released, as the groups agreed to it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from benkan.apps.assessments.pages import cells, drawing
from benkan.apps.assessments.queries import public
from benkan.apps.assessments.rules import Kind
from benkan.apps.registry import queries as registry
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, for_everyone

A_PAGE = 20


@for_everyone
def public_list(request: PageRequest) -> HttpResponse:
    """Released rounds, the last first; in four queries and the programme's."""
    programme = request.programme.id
    page = ways(public.how_many_released(programme), page_number(request), A_PAGE)
    found = public.released(programme, start=(page.number - 1) * A_PAGE, size=A_PAGE)
    places = public.names_of_places(found)
    shown = {
        "rounds": [(one, places[one.place], gettext(Kind(one.kind).label)) for one in found],
        "page": page,
    }
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
