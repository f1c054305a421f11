"""Who is let in at a door, and what every answer carries: its mark, how long it may be kept, its terms."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response

from benkan.interfaces.api.doors import Door
from benkan.kit.pages import PageRequest, note_refused

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
PUBLIC, PRIVATE = "public, max-age=60", "private, no-store"

View = Callable[..., HttpResponseBase]


def view_of(door: Door) -> View:
    """The page of an operation. The library that answers is loaded at the first question."""

    def view(request: HttpRequest, **words: Any) -> HttpResponseBase:
        refusal = _refusal(cast(PageRequest, request), door)
        if refusal is not None:
            return refusal
        from benkan.interfaces.api.built import operations

        if request.method == "HEAD":
            request.method = "GET"
        return _marked(request, door, operations()[door.name](request, **words))

    view.__name__ = door.name
    return _declared(view, door.audience or "everyone")


def described() -> View:
    """The page that describes all operations (OpenAPI)."""

    def view(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return _not_allowed()
        from benkan.interfaces.api.built import description

        return _kept(request, JsonResponse(description()), PUBLIC)

    return _declared(view, "everyone")


def _declared(view: View, audience: object) -> View:
    vars(view)["audience"] = audience
    # Nothing is written here, so that a form of another site has nothing to send.
    vars(view)["csrf_exempt"] = True
    return view


def _refusal(request: PageRequest, door: Door) -> HttpResponse | None:
    if request.method not in {"GET", "HEAD"}:
        return _not_allowed()
    if door.is_public or request.actor.holds_anywhere(*door.audience):
        return None
    if request.actor.account is None:
        return _refused("Log in on the pages first: this list is of a person.", status=401)
    note_refused(request)
    return _refused("Not Found", status=404)


def _refused(words: str, *, status: int) -> HttpResponse:
    return JsonResponse({"detail": words}, status=status, headers={"Cache-Control": PRIVATE})


def _not_allowed() -> HttpResponse:
    response = _refused("This interface is for reading.", status=405)
    response.headers["Allow"] = "GET, HEAD"
    return response


def _marked(request: HttpRequest, door: Door, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code != 200:
        response.headers["Cache-Control"] = PRIVATE
        return response
    if not door.is_public:
        response.headers["Cache-Control"] = PRIVATE
        return response
    response.headers["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    # Whoever is logged in is answered like anybody, and no cache may mix the two up.
    response.headers["Vary"] = "Cookie"
    return _kept(request, cast(HttpResponse, response), PUBLIC)


def _kept(request: HttpRequest, response: HttpResponse, how: str) -> HttpResponseBase:
    """With the mark of its content, so that what is unchanged is not sent a second time."""
    response.headers["Cache-Control"] = how
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    return (
        get_conditional_response(request, etag=response.headers["ETag"], response=response)
        or response
    )
