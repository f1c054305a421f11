"""The page that answers every address while a first start is loading.

It stands before the application, so that it costs a running server one comparison a request.
Static files go through. It needs no database and no script: the page asks again by itself.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.template.loader import render_to_string
from django.utils import translation

from benkan.interfaces.cli.serving.progress import HowFar, Progress

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
AGAIN_SECONDS = 2


def with_progress(application: Wsgi, progress: Progress) -> Wsgi:
    """The application, behind the progress page for as long as something is being loaded."""
    static = "/" + settings.STATIC_URL.lstrip("/")

    def answer(environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        how_far = progress.now()
        if how_far is None or str(environ.get("PATH_INFO", "")).startswith(static):
            return application(environ, start)
        body = _page(environ, how_far)
        start("503 Service Unavailable", _headers(len(body)))
        return [body]

    return answer


def _page(environ: Environ, how_far: HowFar) -> bytes:
    chosen = translation.get_language_from_request(WSGIRequest(environ))
    with translation.override(chosen):
        page = render_to_string(
            "kit/loading.html",
            {
                "what": translation.gettext(how_far.what),
                "percent": how_far.percent,
                "stumbled": how_far.stumbled,
                "again": AGAIN_SECONDS,
                "language": chosen,
            },
        )
    return page.encode()


def _headers(length: int) -> list[tuple[str, str]]:
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(length)),
        ("Retry-After", str(AGAIN_SECONDS)),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"),
        ("X-Content-Type-Options", "nosniff"),
    ]
