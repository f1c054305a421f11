"""A part of a list: where the next one begins, and whose programme it is."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from benkan.apps.registry import queries as registry
from benkan.interfaces.api.entering import LICENCE, LICENCE_ADDRESS
from benkan.kit.pages import PageRequest, ProgrammeHere

NOTICES = {
    "real": "",
    "demonstration": "Demonstration: everything here is made up.",
    "historical": "A past programme: shown to learn from, added to nothing.",
}
SIZE, MOST = 50, 200


def part(
    request: PageRequest, items: Sequence[Any], *, following: object = None, after: str = "after"
) -> dict[str, Any]:
    """The items with what every public list says; `following`: where the next part begins, if any."""
    return {
        **head(request),
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "items": list(items),
        "next": _next(request, after, following),
    }


def own_part(
    request: PageRequest, items: Sequence[Any], *, following: object = None, after: str = "after"
) -> dict[str, Any]:
    """The same of a list that is somebody's own, which nobody may hand on."""
    return part(request, items, following=following, after=after) | {
        "licence": "",
        "licence_address": "",
    }


def head(request: PageRequest) -> dict[str, Any]:
    here = request.programme
    return {"programme": programme_of(here), "notice": NOTICES[here.kind]}


def programme_of(here: ProgrammeHere) -> dict[str, str]:
    return {"slug": here.slug, "name": here.name, "kind": here.kind}


def _next(request: HttpRequest, after: str, following: object) -> str | None:
    if following is None:
        return None
    kept = {name: value for name, value in request.GET.items() if name != after}
    return request.build_absolute_uri(f"{request.path}?{urlencode({**kept, after: following})}")


def place_of(card: registry.PlaceCard) -> Mapping[str, str]:
    return {
        "code": card.code,
        "name": card.name,
        "cercle": card.cercle,
        "region": card.region,
    }


def day_of(moment: Any) -> Any:
    return None if moment is None else timezone.localdate(moment)
