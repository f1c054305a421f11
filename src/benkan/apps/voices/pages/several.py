"""Do the same with the messages that were chosen in the list."""

from collections.abc import Callable
from urllib.parse import parse_qsl
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from benkan.apps.registry import queries as registry
from benkan.apps.voices import actions, queries
from benkan.apps.voices.forms.desk import PlaceForm, ServiceForm, SetAsideForm
from benkan.apps.voices.forms.queue import filter_in, query_of
from benkan.apps.voices.pages.queue import to_list
from benkan.apps.voices.pages.rows import case_rows
from benkan.apps.voices.rules.scope import ANSWERERS, SORTERS
from benkan.apps.voices.rules.states import State
from benkan.kit.pages import PageRequest, for_roles
from benkan.kit.services import Service
from benkan.kit.words import sentence


@for_roles(*SORTERS)
def several(request: PageRequest) -> HttpResponse:
    """The chosen messages, and what can be done with all of them."""
    lines = chosen(request)
    if not lines:
        messages.warning(request, gettext("Choose at least one message in the list."))
        return to_list(request, _back(request))
    return _show(request, lines)


@for_roles(*SORTERS)
@require_POST
def place_several(request: PageRequest) -> HttpResponse:
    form = PlaceForm(request.POST)
    return _act(
        request,
        form,
        lambda case: actions.place_case(
            case=case, **form.cleaned_data, actor=request.actor, moment=timezone.now()
        ),
    )


@for_roles(*SORTERS)
@require_POST
def sort_several(request: PageRequest) -> HttpResponse:
    form = ServiceForm(request.POST)
    return _act(
        request,
        form,
        lambda case: actions.sort_case(
            case=case,
            service=Service(form.cleaned_data["service"]),
            actor=request.actor,
            moment=timezone.now(),
        ),
    )


@for_roles(*SORTERS)
@require_POST
def accept_several(request: PageRequest) -> HttpResponse:
    return _act(request, forms.Form(request.POST), _step(request, State.ACCEPTED))


@for_roles(*ANSWERERS)
@require_POST
def set_several_aside(request: PageRequest) -> HttpResponse:
    form = SetAsideForm(request.POST)
    return _act(request, form, _step(request, State.SET_ASIDE, form))


def chosen(request: PageRequest) -> tuple[queries.CaseLine, ...]:
    """The chosen cases that the reader may know of, a hundred at most."""
    asked = request.POST if request.method == "POST" else request.GET
    ids: list[UUID] = []
    for typed in asked.getlist("case"):
        try:
            ids.append(UUID(typed))
        except ValueError:
            continue
    return queries.case_lines(ids, actor=request.actor, programme=request.programme.id)


def _step(
    request: PageRequest, to: State, form: forms.Form | None = None
) -> Callable[[UUID], None]:
    return lambda case: actions.step_case(
        case=case,
        state=to,
        **(form.cleaned_data if form else {}),
        actor=request.actor,
        moment=timezone.now(),
    )


def _act(request: PageRequest, form: forms.Form, act: Callable[[UUID], None]) -> HttpResponse:
    """Do it with each, say which could not be done and why, and show the list again."""
    lines = chosen(request)
    if not form.is_valid():
        return _show(request, lines, failed=form)
    refused = actions.do_for_each([line.id for line in lines], act)
    for line in lines:
        if line.id in refused:
            messages.warning(request, f"{line.reference} – {sentence(refused[line.id])}")
    if done := len(lines) - len(refused):
        word = ngettext("Done for %(n)s message.", "Done for %(n)s messages.", done)
        messages.success(request, word % {"n": done})
    return to_list(request, _back(request))


def _show(
    request: PageRequest, lines: tuple[queries.CaseLine, ...], failed: forms.Form | None = None
) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:80]
    shown = {
        "lines": lines,
        "rows": case_rows(request, lines, now=timezone.now()),
        "back": _back(request),
        "typed": typed,
        "places": registry.find_places(typed, limit=6) if typed else [],
        "failed": failed,
        "service_form": ServiceForm(initial={"service": lines[0].service}) if lines else None,
        "aside_form": failed if isinstance(failed, SetAsideForm) else SetAsideForm(),
        "may_answer": request.actor.holds_anywhere(*ANSWERERS),
    }
    return render(request, "voices/several.html", shown, status=422 if failed else 200)


def _back(request: PageRequest) -> str:
    """The list as it was filtered, read anew: an address that somebody sends leads nowhere else."""
    asked = request.POST if request.method == "POST" else request.GET
    return query_of(filter_in(dict(parse_qsl(asked.get("back", "")))))
