"""What a request gains before a page sees it, and what a refusal becomes after."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import timezone, translation

from benkan.apps.files.rules.shape import MEGABYTE, TooLarge
from benkan.apps.registry import queries as registry
from benkan.kit.actor import NOBODY, Actor, Role
from benkan.kit.pages import PageRequest, note_refused
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from benkan.kit.words import sentence

Answer = Callable[[HttpRequest], HttpResponse]
T = TypeVar("T")
GATEWAYS = "/passerelles/"
ADDRESSES_OF_GATEWAYS = "benkan.interfaces.gateways.urls"
VERBS = ("GET", "HEAD", "POST")


class ReadsAndPosts:
    """Answers to nothing else: a page that was not written for TRACE or PUT would take it for a GET."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in VERBS:
            return self.get_response(request)
        return HttpResponseNotAllowed(VERBS)


class FromProxy:
    """Tells connections apart behind a proxy of ours, which adds the address it was called from at
    the end: else twenty wrong codes of one person would close the door to the whole country."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.BEHIND_PROXY:
            last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            if is_address(last):
                request.META["REMOTE_ADDR"] = last
        return self.get_response(request)


class GatewaysAside:
    """Leads a gateway's request straight to its page: sessions, pages, tokens against forgery are for
    people, and cost more than keeping the message. Each gateway shows who it is by itself.

    What holds for every answer is done here: the host is one of ours, nothing too large is read, the
    language of a refusal is the one that was asked for, and no cache keeps what was answered.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(GATEWAYS):
            return self.get_response(request)
        request.get_host()
        if not _is_small(request):
            return HttpResponse("Too large", status=413, content_type="text/plain; charset=utf-8")
        translation.activate(translation.get_language_from_request(request))
        # Their own addresses alone: looking through all of them costs as much as the rest.
        page, args, named = resolve(request.path_info, ADDRESSES_OF_GATEWAYS)
        response: HttpResponseBase = page(request, *args, **named)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Content-Security-Policy", "default-src 'none'")
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


class WhoAndWhere:
    """Puts `programme` and `actor` on the request; a wrong programme is a 404.

    The programme's slug is taken out of the arguments, so that no page repeats it. What is shown to
    somebody who is logged in is kept by no cache, so that the back button shows nothing after
    logging out, and no shared cache serves one person's page to another. Nor is what answers a form:
    it may show again what was typed, a number or a code, on a telephone that others use.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(PageRequest, request).actor = NOBODY
        response = self.get_response(request)
        is_private = request.user.is_authenticated or request.method == "POST"
        if is_private and "no-store" not in response.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        asked = cast(PageRequest, request)
        slug = kwargs.pop("programme", None)
        if slug is None:
            if request.user.is_authenticated:
                asked.actor = Actor(account=request.user.pk)
            return None
        if not request.user.is_authenticated:
            asked.programme = _found(registry.programme_called(slug))
            return None
        entered = registry.programme_entered(slug, account=request.user.pk, moment=timezone.now())
        asked.programme, asked.actor = _found(entered)
        return None


def _found(entered: T | None) -> T:
    if entered is None:
        raise Http404
    return entered


class SecondStep:
    """Asks those who run a real programme to protect their account with a second step at log-in.

    An administrator comes no further without one; programme staff are asked once a session. Pages
    for everyone stay open, and demonstrations do not ask.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not settings.SECOND_STEP_ASKED or getattr(view, "audience", "everyone") == "everyone":
            return None
        if not self._owes_one(cast(PageRequest, request)):
            return None
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
        return HttpResponseRedirect(f"{reverse('account_protect')}?{urlencode({'next': back})}")

    def _owes_one(self, request: PageRequest) -> bool:
        programme = getattr(request, "programme", None)
        if programme is None or not programme.is_real:
            return False
        if request.actor.holds_anywhere(Role.ADMINISTRATOR):
            return not is_mfa_enabled(request.user)
        asked_before = request.session.get("second_step_asked", False)
        if asked_before or not request.actor.holds_anywhere(Role.PROGRAMME_STAFF):
            return False
        return not is_mfa_enabled(request.user)


class NotTooLarge:
    """Refuses a request whose body is larger than anything we keep, before a byte of it is read: else
    it would fill the disk on its way to being refused."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_small(request):
            return self.get_response(request)
        too_large = TooLarge(megabytes=settings.LARGEST_REQUEST // MEGABYTE)
        return render(request, "kit/refused.html", {"sentence": sentence(too_large)}, status=413)


def _is_small(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) <= settings.LARGEST_REQUEST


class RefusalsAsPages:
    """Turns a refusal that a page let through into one sentence on a page of its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Refused):
            return None
        if isinstance(problem, NotAllowed):
            note_refused(request)
        # What belongs to a neighbour does not exist for this reader.
        status = 404 if isinstance(problem, NotFound | NotAllowed) else 422
        page = "404.html" if status == 404 else "kit/refused.html"
        return render(request, page, {"sentence": sentence(problem)}, status=status)
