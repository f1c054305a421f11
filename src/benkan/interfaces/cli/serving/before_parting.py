"""What all processes of the server have in common, loaded once, by their parent, before they part.

Processes that part from one another share their memory until one of them writes there: code, addresses
and names of places, which are most of it, are then held once and not once a process.
"""

import ctypes
import gc
import logging
import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from benkan.apps.registry.queries import LearnedPlaces

log = logging.getLogger(__name__)
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]


def is_shared() -> bool:
    """Whether a process begins as a copy of its parent, as on Linux, or with nothing."""
    return multiprocessing.get_start_method() == "fork"


def load_common() -> None:
    """Load code and addresses, and the sentences of all languages."""
    from django.conf import settings
    from django.urls import get_resolver
    from django.utils import translation

    # Each process needs them.
    from benkan.interfaces.cli.serving import page, thread  # noqa: F401
    from benkan.interfaces.cli.serving.ready import collect_static

    collect_static()
    application()
    get_resolver()._populate()
    for language, _ in settings.LANGUAGES:
        translation.activate(language)
    translation.activate(settings.LANGUAGE_CODE)


@cache
def application() -> Wsgi:
    from django.conf import settings
    from django.utils.module_loading import import_string

    found: Wsgi = import_string(settings.WSGI_APPLICATION)
    return found


def warm_up(places: "LearnedPlaces") -> None:
    """Take over the names of places, which leaves none of the heap that learning them takes, and show
    nobody the pages that most visitors open: what is made for the first of them is then there for all
    processes. Without it they begin cold, and that is all."""
    from benkan.apps.registry import queries as registry

    try:
        registry.take_learned_places(places)
        for path in _most_opened():
            _show(path)
    except Exception:
        log.exception("the server begins cold")


def _most_opened() -> list[str]:
    from django.urls import reverse

    from benkan.apps.registry import queries as registry

    names = ("web:home", "voices:say")
    slugs = [programme.slug for programme in registry.programmes()][:1]
    return [reverse("web:front"), *(reverse(name, args=[slug]) for slug in slugs for name in names)]


def _show(path: str) -> None:
    from wsgiref.util import setup_testing_defaults

    from django.conf import settings

    origin = urlsplit(settings.ORIGIN)
    asked: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": origin.netloc}
    asked |= {"wsgi.url_scheme": origin.scheme, "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(asked)
    answer = application()(asked, lambda *_: None)
    b"".join(answer)
    answer.close()


def settle() -> None:
    """Leave nothing open that two processes must not share, and nothing for the collector to look at:
    its looking would be writing."""
    from django.db import connections

    connections.close_all()
    gc.collect()
    gc.freeze()
    # What loading has used and no longer needs goes back to the system, where its library can do it.
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
