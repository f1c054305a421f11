"""The interface put together, at the first question that a process is asked."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI

from benkan.interfaces.api import public, scoped
from benkan.interfaces.api.asked import ROUTER
from benkan.interfaces.api.doors import DOORS, OF_A_PROGRAMME, VERSION
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from benkan.kit.words import sentence

ROOMS = (public, scoped)
"""Read, so that they declare what they answer."""


@cache
def operations() -> Mapping[str, Callable[..., HttpResponseBase]]:
    """What answers at each door."""
    patterns = [one for one in _api().urls[0] if isinstance(one, URLPattern)]
    return {one.name: one.callback for one in patterns if one.name in DOORS}


@cache
def description() -> dict[str, Any]:
    """All operations with what they take and answer (OpenAPI), and whom each lets in."""
    found: dict[str, Any] = dict(_api().get_openapi_schema(path_prefix="/"))
    found["paths"] = dict(_described(path, of) for path, of in found["paths"].items())
    found["components"]["securitySchemes"] = {
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "The session of somebody who logged in on the pages.",
        }
    }
    return found


@cache
def _api() -> NinjaAPI:
    api = NinjaAPI(
        title="Benkan",
        version=VERSION,
        description="What the pages answer, as JSON: read only. Public answers: CC BY 4.0.",
        urls_namespace="api_within",
        docs_url=None,
        openapi_url=None,
    )
    api.add_router("", ROUTER)
    api.exception_handler(Refused)(_refused(api))
    return api


def _refused(api: NinjaAPI) -> Callable[[HttpRequest, Any], HttpResponse]:
    def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
        # What belongs to a neighbour does not exist for this reader.
        status = 404 if isinstance(refused, NotFound | NotAllowed) else 422
        return api.create_response(request, {"detail": sentence(refused)}, status=status)

    return answer


def _described(path: str, of: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """An operation at its whole address, with its audience."""
    asked = of["get"]
    door = DOORS[asked["operationId"]]
    asked["x-audience"] = [role.value for role in door.audience] or "everyone"
    if not door.is_public:
        asked["security"] = [{"session": []}]
    start = "/p/{programme}" if door in OF_A_PROGRAMME else ""
    if start:
        asked["parameters"] = [_PROGRAMME, *asked.get("parameters", [])]
    return f"{start}/api/v{VERSION}{path}", of


_PROGRAMME = {
    "in": "path",
    "name": "programme",
    "required": True,
    "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"},
    "description": "The slug of the programme, as `programmes` says it.",
}
