"""Aujourd’hui: what awaits the reader, by role."""

from django.http import HttpResponse
from django.shortcuts import render

from benkan.kit.pages import EVERY_ROLE, PageRequest, for_roles


@for_roles(*EVERY_ROLE)
def today(request: PageRequest) -> HttpResponse:
    """Each line is a count and a way to what it counts."""
    return render(request, "web/today.html")
