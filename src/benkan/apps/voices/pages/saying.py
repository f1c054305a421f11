"""Say something in three short steps, without an account, a name or a script."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries
from benkan.apps.voices.forms.saying import AboutForm, WordsForm, new_client_key
from benkan.apps.voices.pages import memory
from benkan.apps.voices.rules.opening import ProgrammeIsOver
from benkan.kit.pages import PageRequest, address, for_everyone, go_to
from benkan.kit.services import Service
from benkan.kit.words import sentence

SECTORS = {Service.HEALTH, Service.EDUCATION, Service.WATER}
"""Services of which the registry knows the single places."""

SHOWN = 8
MOST_LISTED = 24

LIKELY = 75
"""How well a school or health centre must match, of 100: a long list of near misses helps nobody."""


def while_it_runs(page: Callable[[PageRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Nobody reads messages any more in a programme of the past: say so before somebody writes."""

    @wraps(page)
    def here(request: PageRequest) -> HttpResponse:
        if request.programme.kind != "historical":
            return page(request)
        messages.warning(request, sentence(ProgrammeIsOver()))
        return go_to(request, "web:home")

    return here


@for_everyone
@while_it_runs
def say(request: PageRequest) -> HttpResponse:
    """Step 1: what it is about. A link may bring the place along."""
    place = request.GET.get("place", "")
    return render(request, "voices/say.html", {"services": list(Service), "place": place})


@for_everyone
@while_it_runs
def say_where(request: PageRequest) -> HttpResponse:
    """Step 2: the commune, then the school or health centre if there is one to choose."""
    about = AboutForm(request.GET)
    if not about.is_valid():
        return go_to(request, "voices:say")
    service, place = Service(about.cleaned_data["service"]), about.cleaned_data["place"]
    typed = request.GET.get("q", "").strip()[:80]
    shown: dict[str, Any] = {"service": service, "typed": typed, "place": None}
    if place is None:
        shown.update(_found(typed, service))
        return render(request, "voices/say_where.html", shown)
    sector = service.value
    known = registry.facilities_in(place, sector=sector) if service in SECTORS else []
    if not known:
        return go_to_words(request, service, place)
    shown["place"], shown["many"] = registry.place_card(place), len(known) > MOST_LISTED
    shown["facilities"] = (
        registry.find_facilities(typed, commune=place, sector=sector, limit=SHOWN)
        if typed
        else known[:MOST_LISTED]
    )
    return render(request, "voices/say_which.html", shown)


@for_everyone
@while_it_runs
def say_words(request: PageRequest) -> HttpResponse:
    """Step 3: the words."""
    about = AboutForm(request.GET)
    if not about.is_valid():
        return go_to(request, "voices:say")
    chosen = {name: value for name, value in about.cleaned_data.items() if value}
    return _words(request, WordsForm(initial={**chosen, "client_key": new_client_key()}), chosen)


@for_everyone
@while_it_runs
def said(request: PageRequest) -> HttpResponse:
    """Take the message, then show its two codes."""
    if request.method != "POST":
        return _codes(request)
    form, moment = WordsForm(request.POST, request.FILES), timezone.now()
    language = get_language() or "fr"
    # What was recorded is kept first: if the rest is refused, it need not be recorded again.
    if form.is_valid() and _was_sent(request, form):
        return go_to(request, "voices:said")
    if form.keep_uploads(programme=request.programme.id, moment=moment):
        opened = form.send(
            programme=request.programme.id,
            language=language,
            connection=request.META.get("REMOTE_ADDR", ""),
            moment=moment,
        )
        if opened:
            memory.remember(request, memory.SENT, opened.case)
            return go_to(request, "voices:said")
    if "service" in form.errors or "client_key" in form.errors:
        return go_to(request, "voices:say")
    return _words(request, form, form.cleaned_data, status=422)


def _found(typed: str, service: Service) -> dict[str, Any]:
    """Communes of that name; schools or health centres when they are the subject, or when there is
    no such commune: a hamlet is often known by its school."""
    places = registry.find_places(typed, limit=SHOWN) if typed else []
    sector = service.value if service in SECTORS else None
    ask = typed and (sector or not places)
    found = registry.find_facilities(typed, sector=sector, limit=SHOWN) if ask else []
    return {"places": places, "facilities": [one for one in found if one.score >= LIKELY]}


def go_to_words(request: PageRequest, service: Service, place: UUID) -> HttpResponse:
    """Nothing is to be chosen within the commune: straight to the words."""
    asked = urlencode({"service": service.value, "place": place})
    return HttpResponseRedirect(f"{address(request, 'voices:say_words')}?{asked}")


def _words(
    request: PageRequest, form: WordsForm, chosen: dict[str, Any], status: int = 200
) -> HttpResponse:
    place, facility = chosen.get("place"), chosen.get("facility")
    shown = {
        "form": form,
        "service": Service(chosen["service"]),
        "place": registry.place_card(place) if place else None,
        "facility": registry.facility_card(facility) if facility else None,
    }
    return render(request, "voices/say_words.html", shown, status=status)


def _was_sent(request: PageRequest, form: WordsForm) -> bool:
    """Back, then Send again: the browser has fetched a new form for the same words."""
    case, asked = memory.remembered(request, memory.SENT), form.cleaned_data
    if case is None or not asked["text"] or request.FILES:
        return False
    service = Service(asked["service"])
    return queries.says_the_same(case, service=service, place=asked["place"], text=asked["text"])


def _codes(request: PageRequest) -> HttpResponse:
    case = memory.remembered(request, memory.SENT)
    codes = queries.codes_of_case(case, request.programme.id) if case else None
    if codes is None:
        return go_to(request, "voices:say")
    response = render(request, "voices/said.html", {"codes": codes})
    response.headers["Cache-Control"] = "private, no-store"
    return response
