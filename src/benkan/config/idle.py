"""A telephone that was put down and is taken up by another: after a while the pages of those who work
in a real programme ask once more who is there. After twelve hours they ask even whoever never paused.

Only reading is held back. What somebody has written for half an hour is taken when it is sent: the
page after it asks.
"""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from benkan.kit.pages import PageRequest

SEEN = "seen_at"
NOTED_EVERY = 60
"""Seconds between two notes that somebody is there: not every page writes a session."""


class AsksWhenIdle:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        is_for_staff = isinstance(getattr(view, "audience", None), tuple)
        if not (is_for_staff and request.user.is_authenticated and _is_real(request)):
            return None
        now = timezone.now().timestamp()
        shown, seen = _times_logged_in(request), request.session.get(SEEN)
        known = [*shown, *([seen] if seen else [])]
        if not known:
            return None
        is_old = bool(shown) and now - max(shown) > settings.SESSION_COOKIE_AGE
        if is_old or now - max(known) > settings.IDLE_MINUTES * 60:
            if request.method in {"GET", "HEAD"}:
                asked = urlencode({"next": request.get_full_path()})
                return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{asked}")
        elif now - max(known) > NOTED_EVERY:
            request.session[SEEN] = now
        return None


def _is_real(request: HttpRequest) -> bool:
    programme = getattr(cast(PageRequest, request), "programme", None)
    return programme is not None and programme.is_real


def _times_logged_in(request: HttpRequest) -> list[float]:
    return [float(record["at"]) for record in get_authentication_records(request, request.user)]
