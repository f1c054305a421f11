"""Aujourd’hui: what awaits the reader, by role."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from benkan.interfaces.web import gather
from benkan.kit.actor import EVERY_ROLE
from benkan.kit.pages import PageRequest, for_roles


@for_roles(*EVERY_ROLE)
def today(request: PageRequest) -> HttpResponse:
    """Each line is a count and a way to what it counts."""
    on = timezone.localdate()
    shown = gather.day_of(
        request.actor, request.programme.id, on=on, language=get_language() or "fr"
    )
    return render(request, "web/today.html", {"today": shown, "on": on})
