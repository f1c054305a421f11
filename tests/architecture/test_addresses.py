"""Every address says who may see it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from benkan.kit.pages import for_everyone

# Pages of others, which are what they are: accounts, and the choice of a language.
PAGES_OF_OTHERS = ("allauth.", "django.views.i18n")


def pages(patterns: Sequence[URLPattern | URLResolver]) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = pages(pattern.url_patterns)
            yield from ((f"{pattern.pattern}{rest}", page) for rest, page in inside)
        else:
            yield str(pattern.pattern), pattern.callback


def without_audience(patterns: Sequence[URLPattern | URLResolver]) -> list[str]:
    """The addresses that do not declare `for_everyone` or `for_roles`."""
    return [
        address
        for address, page in pages(patterns)
        if not hasattr(page, "audience") and not page.__module__.startswith(PAGES_OF_OTHERS)
    ]


def test_every_address_declares_its_audience() -> None:
    assert without_audience(get_resolver().url_patterns) == []


def test_only_gateways_and_what_is_read_by_programs_need_no_token() -> None:
    """A gateway shows who it is in each request; nothing is written by the interface for programs
    (`test_what_is_unchanged_is_not_sent_again_and_nothing_can_be_written`)."""
    let_off = {
        page.__module__.rpartition(".")[0]
        for _, page in pages(get_resolver().url_patterns)
        if getattr(page, "csrf_exempt", False)
    }

    assert let_off == {"benkan.interfaces.gateways", "benkan.interfaces.api"}
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE


def test_an_address_that_forgets_its_audience_is_found() -> None:
    def forgetful(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def open_to_all(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    planted: list[URLPattern | URLResolver] = [
        path("open/", for_everyone(open_to_all)),
        path("p/<slug:programme>/", include([path("forgotten/", forgetful)])),
    ]

    assert without_audience(planted) == ["p/<slug:programme>/forgotten/"]
