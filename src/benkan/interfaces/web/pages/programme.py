"""The public pages of a programme: home and commune."""

from django.http import HttpResponse
from django.shortcuts import render

from benkan.kit.pages import PageRequest, for_everyone


@for_everyone
def home(request: PageRequest) -> HttpResponse:
    """Find your commune; what was promised, what was kept."""
    return render(request, "web/home.html")


@for_everyone
def commune(request: PageRequest, code: str) -> HttpResponse:
    """One commune: what people say, what was promised, what is there."""
    return render(request, "web/commune.html", {"code": code})
