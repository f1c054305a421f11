"""Hear what came of it, with the tracking code."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from benkan.apps.files import queries as files
from benkan.apps.voices import actions, queries
from benkan.apps.voices.forms.saying import CodeForm, ContestForm
from benkan.apps.voices.pages import memory
from benkan.kit.forms import attempt, is_done
from benkan.kit.pages import PageRequest, file_response, for_everyone, go_to


@for_everyone
def follow(request: PageRequest) -> HttpResponse:
    """Ask for the code. It is posted, so that it stays out of addresses and their records."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = attempt(
            form,
            lambda: actions.open_by_code(
                programme=request.programme.id,
                tracking_code=form.cleaned_data["tracking_code"],
                connection=request.META.get("REMOTE_ADDR", ""),
                moment=timezone.now(),
            ),
        )
        if case:
            memory.remember(request, memory.FOLLOWED, case.id)
            return go_to(request, "voices:followed")
    return render(request, "voices/follow.html", {"form": form}, status=422 if form.errors else 200)


@for_everyone
def followed(request: PageRequest) -> HttpResponse:
    """The case that the code opened, and a way to say that it is not settled."""
    case = _case_here(request)
    if case is None:
        return go_to(request, "voices:follow")
    form = ContestForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _contest(request, case.id, form):
        return go_to(request, "voices:followed")
    response = render(request, "voices/followed.html", {"case": case, "form": form})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@for_everyone
@require_POST
def close_followed(request: PageRequest) -> HttpResponse:
    """Leave nothing on a telephone that others use."""
    memory.forget(request)
    return go_to(request, "voices:follow")


@for_everyone
def my_recording(request: PageRequest) -> HttpResponseBase:
    case = _case_here(request)
    return file_response(files.opened(case.recording_file if case else None))


@for_everyone
def my_photo(request: PageRequest) -> HttpResponseBase:
    case = _case_here(request)
    return file_response(files.opened(case.photo_file if case else None))


def _case_here(request: PageRequest) -> queries.CaseForCitizen | None:
    case = memory.remembered(request, memory.FOLLOWED)
    return queries.case_for_citizen(case, request.programme.id) if case else None


def _contest(request: PageRequest, case: UUID, form: ContestForm) -> bool:
    return is_done(
        form,
        lambda: actions.contest_case(
            case=case,
            programme=request.programme.id,
            text=form.cleaned_data["text"],
            moment=timezone.now(),
        ),
    )
