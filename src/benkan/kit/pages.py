"""What every page needs: who asks, in which programme, and who may see the page at all.

Every address declares its audience with `for_everyone` or `for_roles`; `tests/architecture`
refuses an address without one. The audience only opens the page: each write is checked again in
its action, with the place and organisation of the row.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, BinaryIO, Concatenate, Protocol, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import get_script_prefix, get_urlconf, reverse

from benkan.kit.actor import NOBODY, Actor, Role

log = logging.getLogger(__name__)
log_ins = logging.getLogger("benkan.log_ins")


@dataclass(frozen=True)
class ProgrammeHere:
    """The programme whose pages are being read. Only a `real` one sends anything to the outside."""

    id: UUID
    slug: str
    name: str
    kind: str

    @property
    def is_real(self) -> bool:
        return self.kind == "real"

    @property
    def is_demonstration(self) -> bool:
        """Whether one may play here: a past programme is not real either, but nothing is added to it."""
        return self.kind == "demonstration"


class PageRequest(HttpRequest):
    """A request as our pages see it; `config.middleware` adds the two facts."""

    actor: Actor
    programme: ProgrammeHere


Page = Callable[Concatenate[PageRequest, ...], HttpResponseBase]


def for_everyone(page: Page) -> Page:
    """A page for anybody, without an account."""
    setattr(page, "audience", "everyone")  # noqa: B010 functions take attributes only so under mypy
    return page


def for_accounts(page: Page) -> Page:
    """A page for anybody who is logged in, about the own account; a stranger is sent to log in."""

    @wraps(page)
    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        response = page(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    guarded.audience = "accounts"  # type: ignore[attr-defined]  # read by the audience test
    return guarded


def for_roles(*roles: Role) -> Callable[[Page], Page]:
    """A page for those who hold one of the roles somewhere in the programme.

    A stranger is sent to log in; an account of another programme or role is told that there is no
    such page, since a refusal would tell that there is one.
    """

    def guard(page: Page) -> Page:
        @wraps(page)
        def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.account is None:
                return redirect_to_login(request.get_full_path())
            if not request.actor.holds_anywhere(*roles):
                note_refused(request)
                raise Http404
            response = page(request, *args, **kwargs)
            response.headers["Cache-Control"] = "private, no-store"
            return response

        guarded.audience = roles  # type: ignore[attr-defined]  # read by the audience test
        return guarded

    return guard


def note_refused(request: HttpRequest) -> None:
    """Write down that somebody asked for what is not theirs: the page, and the account by its id, as
    the journal has it."""
    page, actor = request.resolver_match, getattr(request, "actor", NOBODY)
    log.warning("refused: %s to account %s", page and page.view_name, actor.account or "none")


def note_logged_in(account: UUID, *by: str) -> None:
    """Write down that an account, by its id, has logged in, and what it has shown for it."""
    log_ins.info("logged in: account %s by %s", account, " and ".join(by) or "nothing")


def address(request: HttpRequest, name: str, **kwargs: Any) -> str:
    """The address of a page in the programme of this request."""
    here = cast(PageRequest, request).programme
    if not all(isinstance(value, UUID) for value in kwargs.values()):
        return reverse(name, kwargs={"programme": here.slug, **kwargs})
    # A list has fifty addresses that differ in the id alone.
    shape = _shape(
        get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, here.slug, tuple(kwargs)
    )
    for stand_in, value in zip(_STAND_INS, kwargs.values(), strict=False):
        shape = shape.replace(str(stand_in), str(value))
    return shape


_STAND_INS = tuple(UUID(int=n) for n in range(4))
"""Ids that nothing has, for the places of ids in an address."""


@lru_cache(maxsize=2000)
def _shape(_pages: str, _prefix: str, name: str, programme: str, ids: tuple[str, ...]) -> str:
    """The address with stand-ins for its ids; found once a process for the pages in use."""
    stand_ins = dict(zip(ids, _STAND_INS, strict=False))
    return reverse(name, kwargs={"programme": programme, **stand_ins})


def go_to(request: HttpRequest, name: str, *, done: str = "", **kwargs: Any) -> HttpResponse:
    """Send the reader on to another page of this programme, after a write; that page says what was
    `done`."""
    if done:
        messages.success(request, done)
    return HttpResponseRedirect(address(request, name, **kwargs))


class Opened(Protocol):
    """A file that is open for reading."""

    @property
    def stream(self) -> BinaryIO: ...
    @property
    def media_type(self) -> str: ...
    @property
    def size(self) -> int: ...


def file_response(file: Opened, *, name: str = "") -> FileResponse:
    """What somebody brought, shown to a reader whose right to it the page has checked.

    Pictures and audio are ours after re-encoding and open in the browser; anything else is a
    download. Neither may run anything. No cache keeps it, that of the reader's browser neither: many
    telephones are shared, and a citizen's own file has one address for everybody.
    """
    is_shown = file.media_type.startswith(("image/", "audio/"))
    response = FileResponse(
        file.stream, as_attachment=not is_shown, filename=name, content_type=file.media_type
    )
    response.headers["Content-Length"] = str(file.size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
    )
    return response
