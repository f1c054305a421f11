"""Put a message or an issue before an office; the office's own page, and the desk's follow-up."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.voices import actions, queries
from benkan.apps.voices.forms.handing import HandOverForm, OfficeAnswerForm, RequestStepForm
from benkan.apps.voices.rules.handing import State
from benkan.apps.voices.rules.scope import ANSWERERS
from benkan.kit.actor import Role
from benkan.kit.forms import attempt, is_done
from benkan.kit.lists import page_number
from benkan.kit.pages import PageRequest, for_roles, go_to

TAKERS = (*ANSWERERS, Role.OFFICE_HOLDER)


@for_roles(*ANSWERERS)
def hand_over(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Choose the office, and say what is asked of it."""
    actor, programme = request.actor, request.programme.id
    row = queries.case_to_open(case_id, actor=actor, programme=programme, roles=ANSWERERS)
    offices = queries.offices_to_ask(row, on=timezone.localdate())
    doubted = queries.whom_about(row, on=timezone.localdate()).proposed
    form = HandOverForm(request.POST or None)
    form.offer_offices(offices, doubted={one.id for one in doubted})
    if form.is_valid() and is_done(
        form,
        lambda: actions.hand_over_case(
            case=case_id, **form.cleaned_data, actor=actor, moment=timezone.now()
        ),
    ):
        return go_to(request, "voices:case", case_id=case_id, done=gettext("The office is asked."))
    shown = {"form": form, "offices": offices, "reference": row.reference, "case_id": case_id}
    status = 422 if form.errors else 200
    return render(request, "voices/hand_over.html", shown, status=status)


@for_roles(*ANSWERERS)
def hand_over_issue(request: PageRequest, issue_id: UUID) -> HttpResponse:
    """The same for an issue: no words of a message go along."""
    actor, programme = request.actor, request.programme.id
    row = queries.issue_to_ask_about(issue_id, actor=actor, programme=programme)
    offices = queries.offices_to_ask(row, on=timezone.localdate())
    form = HandOverForm(request.POST or None)
    del form.fields["excerpt"]
    form.offer_offices(offices)
    if form.is_valid() and is_done(
        form,
        lambda: actions.hand_over_issue(
            issue=issue_id, **form.cleaned_data, actor=actor, moment=timezone.now()
        ),
    ):
        return go_to(
            request, "voices:issue", issue_id=issue_id, done=gettext("The office is asked.")
        )
    shown = {"form": form, "offices": offices, "reference": row.title, "issue_id": issue_id}
    status = 422 if form.errors else 200
    return render(request, "voices/hand_over.html", shown, status=status)


@for_roles(*TAKERS)
def requests(request: PageRequest) -> HttpResponse:
    """What is asked of my office; for the desk, what it has asked."""
    only = request.GET.get("show", "")
    found = queries.requests(
        request.actor,
        request.programme.id,
        only=only if only in {"open", "back"} else "",
        page=page_number(request),
        on=timezone.localdate(),
    )
    shown = {
        "found": found,
        "only": only,
        "is_office": request.actor.holds_anywhere(Role.OFFICE_HOLDER),
        "is_desk": request.actor.holds_anywhere(*ANSWERERS),
    }
    return render(request, "voices/requests.html", shown)


@for_roles(*TAKERS)
def one_request(request: PageRequest, hand_over_id: UUID) -> HttpResponse:
    """One request: what is asked, and what the reader may say to it."""
    return _shown(request, hand_over_id)


@for_roles(*TAKERS)
@require_POST
def move_request(request: PageRequest, hand_over_id: UUID) -> HttpResponse:
    form = RequestStepForm(request.POST)
    page = _page(request, hand_over_id)
    if form.is_valid():
        step = form.cleaned_data
        attempt(
            form,
            lambda: actions.move_request(
                hand_over=hand_over_id, **step, actor=request.actor, moment=timezone.now()
            ),
        )
    if form.errors:
        return _shown(request, hand_over_id, failed=form)
    if page.is_desk and page.case and form.cleaned_data["state"] is State.WITHDRAWN:
        return go_to(request, "voices:case", case_id=page.case, done=gettext("Done."))
    done = gettext("Thank you. It is written down, and the desk sees it.")
    return go_to(request, "voices:request", hand_over_id=hand_over_id, done=done)


@for_roles(*ANSWERERS)
@require_POST
def answer_request(request: PageRequest, hand_over_id: UUID) -> HttpResponse:
    """Tell the citizen what came of it."""
    page = _page(request, hand_over_id)
    form = OfficeAnswerForm(request.POST)
    if form.is_valid():
        attempt(
            form,
            lambda: actions.answer_from_office(
                hand_over=hand_over_id,
                **form.cleaned_data,
                actor=request.actor,
                moment=timezone.now(),
            ),
        )
    if form.errors or page.case is None:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return _shown(request, hand_over_id)
    return go_to(
        request, "voices:case", case_id=page.case, done=gettext("The citizen has your answer.")
    )


def _page(request: PageRequest, hand_over_id: UUID) -> queries.RequestPage:
    return queries.request_page(
        hand_over_id,
        actor=request.actor,
        programme=request.programme.id,
        on=timezone.localdate(),
    )


def _shown(
    request: PageRequest, hand_over_id: UUID, failed: forms.Form | None = None
) -> HttpResponse:
    page = _page(request, hand_over_id)
    failed_at = failed.data.get("state", "") if failed else ""
    shown: dict[str, Any] = {
        "page": page,
        "line": page.line,
        "failed": failed,
        "steps_open": [
            (state, failed if failed_at == state else RequestStepForm(auto_id=f"{state}-%s"))
            for state in (State.ANSWERED, State.REFUSED, State.ELSEWHERE)
            if state in page.may_become
        ],
        "may_see": State.SEEN in page.may_become and page.is_mine,
        "may_withdraw": State.WITHDRAWN in page.may_become,
        "may_take_up": State.TAKEN_UP in page.may_become,
        "answer_form": OfficeAnswerForm(initial={"answer": page.said}),
    }
    return render(request, "voices/request.html", shown, status=422 if failed else 200)
