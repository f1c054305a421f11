"""Places by typing, for a page that helps while one types; the same page works without it."""

from django.http import HttpResponse, HttpResponseBase, JsonResponse

from benkan.apps.registry import queries
from benkan.kit.pages import PageRequest, for_everyone

_KINDS = ("commune", "village")
_MOST = 10


@for_everyone
def search_places(request: PageRequest) -> HttpResponseBase:
    """Ten places at most for `?q=`; with `?villages=1` villages too. Public, so it may be cached."""
    text = request.GET.get("q", "").strip()
    kinds = _KINDS if request.GET.get("villages") == "1" else _KINDS[:1]
    found = queries.find_places(text, kinds=kinds, limit=_MOST) if len(text) > 1 else []
    rows = [
        {"id": str(place.id), "kind": place.kind, "name": place.name, "where": place.where}
        for place in found
    ]
    response = JsonResponse({"places": rows})
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@for_everyone
def commune_list(request: PageRequest) -> HttpResponseBase:
    """All communes for a telephone to keep. Its address changes with it, so it is kept for good."""
    response = HttpResponse(queries.commune_list().json, content_type="application/json")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
