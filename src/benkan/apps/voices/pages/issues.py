"""Issues: group cases, and put them before a meeting."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.activities import queries as meetings
from benkan.apps.voices import actions, queries
from benkan.apps.voices.forms.desk import AgendaForm, ChosenIssueForm, NewIssueForm, named
from benkan.apps.voices.pages.rows import case_rows
from benkan.apps.voices.pages.several import chosen
from benkan.apps.voices.rules.scope import ANSWERERS, READERS, SORTERS
from benkan.apps.voices.rules.states import IssueState
from benkan.kit.forms import attempt
from benkan.kit.lists import page_number
from benkan.kit.pages import PageRequest, for_roles, go_to


@for_roles(*READERS)
def issues(request: PageRequest) -> HttpResponse:
    """The issues of one's places, the latest first."""
    asked = request.GET.get("state", "")
    state = asked if asked in set(IssueState) else ""
    found = queries.issues(
        request.actor, request.programme.id, state=state, page=page_number(request)
    )
    shown = {"found": found, "state": state, "states": list(IssueState)}
    return render(request, "voices/issues.html", shown)


@for_roles(*READERS)
def issue(request: PageRequest, issue_id: UUID) -> HttpResponse:
    """An issue with its cases and the meetings that speak to it."""
    actor, programme = request.actor, request.programme.id
    card = queries.issue_for(issue_id, actor=actor, programme=programme)
    agenda = queries.agendas_of_issue(issue_id)
    on_it = meetings.activity_cards({line.activity for line in agenda})
    coming = meetings.upcoming(programme, actor.places(*SORTERS), today=timezone.localdate())
    lines = queries.case_lines_of_issue(issue_id, actor=actor, programme=programme)
    shown = {
        "issue": card,
        "rows": case_rows(request, lines),
        "agenda": [(line, on_it[line.activity]) for line in agenda],
        "coming": [meeting for meeting in coming if meeting.id not in on_it],
        "may_sort": actor.holds_anywhere(*SORTERS),
        "may_answer": actor.holds_anywhere(*ANSWERERS),
        "handed": queries.requests_about(issue=issue_id, on=timezone.localdate()),
    }
    return render(request, "voices/issue.html", shown)


@for_roles(*SORTERS)
def group(request: PageRequest) -> HttpResponse:
    """Make an issue of the chosen cases, or add them to one."""
    lines = chosen(request)
    if not lines:
        messages.warning(request, gettext("Choose at least one message in the list."))
        return go_to(request, "voices:triage")
    form = _issue_form(request, lines)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _open_issue(request, form, lines))
        if made:
            done = gettext("The issue is made. Put it before a meeting.")
            return go_to(request, "voices:issue", issue_id=made, done=done)
    known = queries.issues(request.actor, request.programme.id, open_only=True)
    shown = {
        "form": form,
        "lines": lines,
        "rows": case_rows(request, lines),
        "issues": _nearest_first(known.lines, lines),
    }
    return render(request, "voices/group.html", shown, status=422 if form.errors else 200)


@for_roles(*SORTERS)
@require_POST
def join(request: PageRequest) -> HttpResponse:
    """Add the chosen cases to an issue that is there already."""
    lines, form = chosen(request), ChosenIssueForm(request.POST)
    if not form.is_valid():
        return go_to(request, "voices:triage")
    issue_id = form.cleaned_data["issue"]
    attempt(
        form,
        lambda: actions.add_to_issue(
            issue=issue_id,
            cases=[line.id for line in lines],
            actor=request.actor,
            moment=timezone.now(),
        ),
    )
    _say_errors(request, form)
    done = "" if form.errors else gettext("The messages are in this issue.")
    return go_to(request, "voices:issue", issue_id=issue_id, done=done)


@for_roles(*SORTERS)
@require_POST
def put_on_agenda(request: PageRequest, issue_id: UUID) -> HttpResponse:
    queries.issue_for(issue_id, actor=request.actor, programme=request.programme.id)
    form = AgendaForm(request.POST)
    if form.is_valid():
        attempt(
            form,
            lambda: actions.put_on_agenda(
                issue=issue_id,
                activity=form.cleaned_data["activity"],
                actor=request.actor,
                moment=timezone.now(),
            ),
        )
    _say_errors(request, form)
    done = "" if form.errors else gettext("It is on the agenda.")
    return go_to(request, "voices:issue", issue_id=issue_id, done=done)


def _say_errors(request: PageRequest, form: forms.Form) -> None:
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))


def _nearest_first(
    known: Iterable[queries.IssueCard], lines: tuple[queries.CaseLine, ...]
) -> list[queries.IssueCard]:
    """The issues that the chosen cases may belong to: of the same commune, then of the same service."""
    places = {line.place_name for line in lines}
    services = {line.service for line in lines}
    return sorted(
        known, key=lambda issue: (issue.place_name not in places, issue.service not in services)
    )


def _issue_form(request: PageRequest, chosen: tuple[queries.CaseLine, ...]) -> NewIssueForm:
    """Filled in with what most of the cases are about and where they are."""
    places = Counter(
        (str(line.place), named(line.place_name, line.cercle)) for line in chosen if line.place
    )
    services = Counter(line.service.value for line in chosen)
    choices = [place for place, _ in places.most_common()]
    return NewIssueForm(
        request.POST if request.method == "POST" else None,
        places=choices,
        initial={"service": services.most_common(1)[0][0]},
    )


def _open_issue(
    request: PageRequest, form: NewIssueForm, chosen: tuple[queries.CaseLine, ...]
) -> UUID:
    return actions.open_issue(
        programme=request.programme.id,
        title=form.cleaned_data["title"],
        description=form.cleaned_data["description"],
        place=UUID(form.cleaned_data["place"]),
        service=form.cleaned_data["service"],
        cases=[line.id for line in chosen],
        actor=request.actor,
        moment=timezone.now(),
    )
