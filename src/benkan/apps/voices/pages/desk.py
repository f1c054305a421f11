"""The page of a case, and what the desk does there."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.files import queries as files
from benkan.apps.registry import queries as registry
from benkan.apps.voices import actions, queries
from benkan.apps.voices.forms.desk import (
    AnswerForm,
    CloseForm,
    PlaceForm,
    ServiceForm,
    SetAsideForm,
)
from benkan.apps.voices.forms.queue import CHANNELS
from benkan.apps.voices.forms.trust import GuardForm
from benkan.apps.voices.pages.costs import costs_of
from benkan.apps.voices.pages.queue import CASE_KEYS, go_along, to_case, to_list, walk_of
from benkan.apps.voices.pages.templates import (
    NO_ANSWERS,
    answers_for,
    discreet_answer,
    office_asked,
)
from benkan.apps.voices.pages.trust import trust_of
from benkan.apps.voices.rules.languages import language_label
from benkan.apps.voices.rules.scope import ANSWERERS, FORGETTERS, READERS, SORTERS
from benkan.apps.voices.rules.states import State
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, file_response, for_roles
from benkan.kit.services import Service


@for_roles(*READERS)
def case(request: PageRequest, case_id: UUID) -> HttpResponse:
    """One case: what was said, where, and what came of it."""
    return show_case(request, case_id)


@for_roles(*SORTERS)
@require_POST
def place(request: PageRequest, case_id: UUID) -> HttpResponse:
    form = PlaceForm(request.POST)
    return _act(
        request,
        case_id,
        form,
        lambda: actions.place_case(
            case=case_id, **form.cleaned_data, actor=request.actor, moment=timezone.now()
        ),
    )


@for_roles(*SORTERS)
@require_POST
def service(request: PageRequest, case_id: UUID) -> HttpResponse:
    form = ServiceForm(request.POST)
    return _act(
        request,
        case_id,
        form,
        lambda: actions.sort_case(
            case=case_id,
            service=Service(form.cleaned_data["service"]),
            actor=request.actor,
            moment=timezone.now(),
        ),
    )


@for_roles(*SORTERS)
@require_POST
def guard(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Mark as sensitive, with the danger, or not."""
    form = GuardForm(request.POST)
    return _act(
        request,
        case_id,
        form,
        lambda: actions.guard_case(
            case=case_id,
            is_sensitive=form.cleaned_data["is_sensitive"] == "yes",
            sensitivity=form.cleaned_data["sensitivity"],
            actor=request.actor,
            moment=timezone.now(),
        ),
    )


@for_roles(*SORTERS)
@require_POST
def accept(request: PageRequest, case_id: UUID) -> HttpResponse:
    return _act(request, case_id, forms.Form(request.POST), _step(request, case_id, State.ACCEPTED))


@for_roles(*ANSWERERS)
@require_POST
def close(request: PageRequest, case_id: UUID) -> HttpResponse:
    form = CloseForm(request.POST)
    return _act(request, case_id, form, _step(request, case_id, State.CLOSED, form))


@for_roles(*ANSWERERS)
@require_POST
def answer(request: PageRequest, case_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST)
    if "count" in request.POST:  # where no script counts along
        return show_case(request, case_id, failed=form)
    return _act(request, case_id, form, _step(request, case_id, State.ANSWERED, form))


@for_roles(*ANSWERERS)
@require_POST
def set_aside(request: PageRequest, case_id: UUID) -> HttpResponse:
    form = SetAsideForm(request.POST)
    if "count" in request.POST:
        return show_case(request, case_id, failed=form)
    return _act(request, case_id, form, _step(request, case_id, State.SET_ASIDE, form))


@for_roles(*READERS)
def recording(request: PageRequest, case_id: UUID) -> HttpResponseBase:
    return file_response(files.opened(_page(request, case_id, "recording").recording_file))


@for_roles(*READERS)
def photo(request: PageRequest, case_id: UUID) -> HttpResponseBase:
    return file_response(files.opened(_page(request, case_id, "photo").photo_file))


def show_case(
    request: PageRequest, case_id: UUID, failed: forms.Form | None = None
) -> HttpResponse:
    """The page of a case; `failed` is the form that came back, shown in its place with its words."""
    whole = queries.whole_case(
        case_id, actor=request.actor, programme=request.programme.id, on=timezone.localdate()
    )
    page, line = whole.page, whole.page.place_line
    _note_reading(request, page, "page")
    typed = request.GET.get("q", "").strip()[:80]
    walk = walk_of(request)
    may_answer = request.actor.holds(*ANSWERERS, line=line)
    is_to_answer = may_answer and State.ANSWERED in page.may_become
    ready = (
        answers_for(request, page, office=office_asked(whole.handed))
        if is_to_answer
        else NO_ANSWERS
    )
    new_answer = AnswerForm(initial={"answer": ready["chosen_answer"] or discreet_answer(page)})
    answer_form = failed if isinstance(failed, AnswerForm) else new_answer
    aside_form = failed if isinstance(failed, SetAsideForm) else SetAsideForm()
    shown: dict[str, Any] = {
        "case": page,
        "now": timezone.now(),
        "along": (along := walk.case_query(page.line)),
        "along_items": parse_qsl(along),
        "keys": CASE_KEYS,
        "channel": CHANNELS[page.line.channel],
        "awaited": whole.awaited,
        "language": language_label(page.language),
        "from_list": walk.list_query,
        "typed": typed,
        "places": registry.find_places(typed, limit=6) if typed else [],
        "facilities": registry.find_facilities(typed, commune=None, limit=6) if typed else [],
        "service_form": ServiceForm(initial={"service": page.line.service}),
        "answer_form": answer_form,
        "close_form": failed if isinstance(failed, CloseForm) else CloseForm(),
        "set_aside_form": aside_form,
        "failed": failed,
        "may_sort": request.actor.holds(*SORTERS, line=line),
        "may_answer": may_answer,
        "may_open": may_answer,
        "may_forget": request.actor.holds(*FORGETTERS),
        **ready,
        **(costs_of(request, page, answer=answer_form, set_aside=aside_form) if may_answer else {}),
        **trust_of(case_id, whole.trust),
        "handed": whole.handed,
        "may_be_like_others": whole.may_be_like_others,
    }
    return render(
        request, "voices/case.html", shown, status=422 if failed and failed.errors else 200
    )


def _act(
    request: PageRequest, case_id: UUID, form: forms.Form, action: Callable[[], None]
) -> HttpResponse:
    """Do what was asked and show the case again, with the form when it cannot be done. Whoever may
    no longer read it, now that it is guarded or elsewhere, goes back to the list."""
    if form.is_valid():
        attempt(form, action)
    if form.errors:
        return show_case(request, case_id, failed=form)
    messages.success(request, gettext("Done."))
    if not queries.may_read(case_id, actor=request.actor, programme=request.programme.id):
        return to_list(request, walk_of(request).list_query)
    if "then_next" in request.POST:
        return go_along(request, backwards=False)
    return to_case(request, case_id, walk_of(request).list_query)


def _step(
    request: PageRequest, case_id: UUID, to: State, form: forms.Form | None = None
) -> Callable[[], None]:
    return lambda: actions.step_case(
        case=case_id,
        state=to,
        **(form.cleaned_data if form else {}),
        seen=int(seen)
        if re.fullmatch(r"[0-9]{1,9}", seen := request.POST.get("seen", ""))
        else None,
        actor=request.actor,
        moment=timezone.now(),
    )


def _page(request: PageRequest, case_id: UUID, what: str) -> queries.CasePage:
    """The case as it is read, to give out a file of it."""
    page = queries.case_page(case_id, actor=request.actor, programme=request.programme.id)
    _note_reading(request, page, what)
    return page


def _note_reading(request: PageRequest, page: queries.CasePage, what: str) -> None:
    """A sensitive case notes who opens it, and what."""
    if page.line.is_sensitive:
        actions.note_reading(
            case=page.line.id, what=what, actor=request.actor, moment=timezone.now()
        )
