"""Write for somebody who came to speak: in two steps, by those who sort messages at her place."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries
from benkan.apps.voices.forms.saying import new_client_key
from benkan.apps.voices.forms.telling import AboutWhatForm, TellForm
from benkan.apps.voices.pages import memory
from benkan.apps.voices.pages.saying import SECTORS, while_it_runs
from benkan.apps.voices.rules.telling import TELLERS
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.services import Service


@for_roles(*TELLERS)
@while_it_runs
def tell(request: PageRequest) -> HttpResponse:
    """What about and where, then the words."""
    places = registry.places_to_choose(request.actor.places(*TELLERS), kinds=("commune",))
    asked = "service" in request.GET or "place" in request.GET
    form = AboutWhatForm(request.GET if asked else None, places=places)
    if not form.is_valid():
        return render(request, "voices/tell.html", {"form": form})
    about = {"service": form.cleaned_data["service"], "place": UUID(form.cleaned_data["place"])}
    return _words(request, TellForm(initial={**about, "client_key": new_client_key()}), about)


@for_roles(*TELLERS)
def told(request: PageRequest) -> HttpResponse:
    """Take what was told, then show the code to hand over."""
    if request.method != "POST":
        return _codes(request)
    form, moment = TellForm(request.POST, request.FILES), timezone.now()
    form.is_valid()
    # What was recorded is kept first: if the rest is refused, it need not be recorded again.
    if form.keep_uploads(programme=request.programme.id, moment=moment):
        opened = form.told(
            programme=request.programme.id,
            language=get_language() or "fr",
            actor=request.actor,
            moment=moment,
        )
        if opened:
            memory.remember(request, memory.SENT, opened.case)
            return go_to(request, "voices:told")
    about = {name: form.cleaned_data.get(name) for name in ("service", "place")}
    if not all(about.values()) or "client_key" in form.errors:
        return go_to(request, "voices:tell")
    return _words(request, form, about, status=422)


def _words(
    request: PageRequest, form: TellForm, about: dict[str, object], status: int = 200
) -> HttpResponse:
    service, place = Service(str(about["service"])), about["place"]
    assert isinstance(place, UUID), "a form without a place has gone back"
    form.offer(place, service, SECTORS)
    shown = {"form": form, "service": service, "place": registry.place_card(place)}
    return render(request, "voices/tell_words.html", shown, status=status)


def _codes(request: PageRequest) -> HttpResponse:
    case = memory.remembered(request, memory.SENT)
    codes = queries.codes_of_case(case, request.programme.id) if case else None
    if codes is None:
        return go_to(request, "voices:tell")
    return render(request, "voices/told.html", {"codes": codes})
