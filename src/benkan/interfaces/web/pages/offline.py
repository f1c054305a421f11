"""What works without a network: the worker that keeps a few pages, and the list of what waits."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

import benkan
from benkan.apps.registry import queries as registry
from benkan.kit.boxed import shell_page, who_of
from benkan.kit.boxes import public_key
from benkan.kit.pages import PageRequest, for_everyone

KEPT = (
    "kit/benkan.css",
    "kit/icons.svg",
    "kit/mark.svg",
    "kit/offline.js",
    "kit/shell.js",
    "voices/record.js",
    "activities/counts.css",
)
"""The files that the kept pages are made of."""
SCORING = (
    "assessments/score.css",
    "assessments/score.js",
    "assessments/faces.svg",
    "assessments/session.js",
)
"""What a telephone keeps besides that has taken a session of scoring along."""


@for_everyone
def worker(request: PageRequest) -> HttpResponse:
    """The service worker. Browsers ask for it again by themselves; when a byte of it has changed, the
    new one takes the place of the old and of what it kept."""
    communes = f"{reverse('places:communes')}?v={registry.commune_list().version}"
    kept, scoring = [*map(static, KEPT), communes], [*map(static, SCORING)]
    shown = {
        "shared": static("kit/offline.js"),
        "kept": kept,
        "scoring": scoring,
        "version": _version(public_key(Path(settings.KEYS_DIR)), *kept, *scoring),
    }
    response = render(
        request, "web/offline/worker.js", shown, content_type="text/javascript; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@for_everyone
def token(request: PageRequest) -> HttpResponse:
    """What a script needs to send what has waited for days: a fresh token, and whose session it is."""
    response = JsonResponse({"token": get_token(request), "who": who_of(request)})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@for_everyone
def waiting(request: PageRequest) -> HttpResponse:
    """What waits on this telephone, which only the telephone knows. Stands in for every other page
    when there is no network."""
    return shell_page(request, "web/offline/waiting.html")


@cache
def _version(*named: bytes | str) -> str:
    """A name for all that the kept pages are made of: it changes with any of their files or words."""
    digest = hashlib.sha256()
    for part in named:
        digest.update(part if isinstance(part, bytes) else part.encode())
    for ending in ("html", "js", "css", "svg", "mo"):
        for path in sorted(Path(benkan.__file__).parent.rglob(f"*.{ending}")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
