"""The public pages of a programme: home and commune."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from benkan.apps.voices.queries.calls import has_calls
from benkan.interfaces.web import gather
from benkan.kit.pages import PageRequest, address, for_everyone, go_to


@for_everyone
def home(request: PageRequest) -> HttpResponse:
    """Find your commune; what was promised, what was kept. A past programme that holds the calls of
    a hotline begins with them."""
    if request.programme.kind == "historical" and has_calls(request.programme.id):
        return go_to(request, "voices:calls")
    asked = request.GET.get("commune", "").strip()
    shown = gather.home_of(
        request.programme.id,
        on=timezone.localdate(),
        page=request.GET.get("page"),
        region_address=lambda card: f"{request.path}?region={card.code}#region",
    )
    found = gather.communes_called(asked) if asked else []
    region = gather.region_coded(
        request.programme.id,
        request.GET.get("region", ""),
        address=lambda card: address(request, "web:commune", code=card.code),
    )
    words = {"home": shown, "asked": asked, "found": found, "region": region}
    return render(request, "web/home.html", words)


@for_everyone
def commune(request: PageRequest, code: str) -> HttpResponse:
    """One commune: what people say, what was promised, what is there."""
    shown = gather.commune_at(
        request.programme.id,
        code,
        on=timezone.localdate(),
        language=get_language() or "fr",
        address=lambda card: address(request, "web:commune", code=card.code),
    )
    return render(request, "web/commune.html", {"commune": shown, "card": shown.card})
