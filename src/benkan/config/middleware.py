"""What a request gains before a page sees it, and what a refusal becomes after."""

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from benkan.apps.registry import queries as registry
from benkan.kit.actor import NOBODY, Actor
from benkan.kit.pages import PageRequest
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from benkan.kit.words import sentence

Answer = Callable[[HttpRequest], HttpResponse]


class WhoAndWhere:
    """Puts `programme` and `actor` on the request; a wrong programme is a 404.

    The programme's slug is taken out of the arguments, so that no page repeats it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(PageRequest, request).actor = NOBODY
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        slug = kwargs.pop("programme", None)
        if slug is None:
            if request.user.is_authenticated:
                cast(PageRequest, request).actor = Actor(account=request.user.pk)
            return None
        programme = registry.programme_called(slug)
        if programme is None:
            raise Http404
        asked = cast(PageRequest, request)
        asked.programme = programme
        if request.user.is_authenticated:
            asked.actor = registry.actor_for(
                request.user.pk, programme=programme.id, moment=timezone.now()
            )
        return None


class RefusalsAsPages:
    """Turns a refusal that a page let through into one sentence on a page of its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Refused):
            return None
        # What belongs to a neighbour does not exist for this reader.
        status = 404 if isinstance(problem, NotFound | NotAllowed) else 422
        page = "404.html" if status == 404 else "kit/refused.html"
        return render(request, page, {"sentence": sentence(problem)}, status=status)
