"""The calls of a programme that is over: figures for everybody, the list for staff."""

from django.http import HttpResponse
from django.shortcuts import render

from benkan.apps.voices.forms.calls import CallFilterForm
from benkan.apps.voices.pages import call_charts
from benkan.apps.voices.pages.call_words import calls_said
from benkan.apps.voices.queries import calls as queries
from benkan.apps.voices.queries.calls.listing import A_PAGE
from benkan.apps.voices.rules.calls.scope import READERS
from benkan.kit.lists import page_number, ways
from benkan.kit.pages import PageRequest, for_everyone, for_roles


@for_everyone
def calls(request: PageRequest) -> HttpResponse:
    """What these calls are, where they come from, what was taken out, and the ways to the figures."""
    shown = {"source": queries.call_source(request.programme.id), **_reader(request)}
    return render(request, "voices/calls/calls.html", shown)


@for_everyone
def waiting(request: PageRequest) -> HttpResponse:
    """How long people waited to be called back."""
    found = call_charts.of_waiting(queries.waiting(request.programme.id))
    return render(request, "voices/calls/waiting.html", {"shown": found, **_reader(request)})


@for_everyone
def topics(request: PageRequest) -> HttpResponse:
    """What the calls were about, in all or in one region."""
    found = call_charts.of_topics(
        queries.topics(request.programme.id), region=request.GET.get("region", "")
    )
    return render(request, "voices/calls/topics.html", {"shown": found, **_reader(request)})


@for_everyone
def callers(request: PageRequest) -> HttpResponse:
    """Who called, as far as it is known."""
    found = call_charts.of_callers(queries.callers(request.programme.id))
    return render(request, "voices/calls/callers.html", {"shown": found, **_reader(request)})


@for_everyone
def times(request: PageRequest) -> HttpResponse:
    """When people called: by hour, month and day."""
    found = call_charts.of_times(queries.call_times(request.programme.id))
    return render(request, "voices/calls/times.html", {"shown": found, **_reader(request)})


@for_roles(*READERS)
def call_list(request: PageRequest) -> HttpResponse:
    """The calls behind a figure, without what would single somebody out."""
    programme = request.programme.id
    choices = queries.call_choices(programme)
    form = CallFilterForm(request.GET, choices=choices)
    number = page_number(request)
    found = queries.call_list(
        request.actor, programme, choices=choices, asked=form.asked(), page=number
    )
    shown = {
        "found": found,
        "lines": calls_said(found.lines),
        "form": form,
        "asks": bool(form.changed_data),
        "page": ways(found.matching or 0, number, A_PAGE),
    }
    return render(request, "voices/calls/list.html", shown)


def _reader(request: PageRequest) -> dict[str, bool]:
    return {"may_open": request.actor.holds_anywhere(*READERS)}
