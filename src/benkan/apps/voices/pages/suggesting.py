"""What may say the same as a message: join it with one tap, or say that it does not."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.voices import actions, queries
from benkan.apps.voices.pages.queue import walk_of
from benkan.apps.voices.pages.rows import case_rows
from benkan.apps.voices.rules.scope import SORTERS
from benkan.kit.forms import Form
from benkan.kit.pages import PageRequest, address, for_roles
from benkan.kit.refusals import NotFound


@for_roles(*SORTERS)
def alike(request: PageRequest, case_id: UUID) -> HttpResponse:
    """What may say the same. It is looked for when it is asked for, since it compares many words."""
    actor, programme = request.actor, request.programme.id
    row = queries.case_to_open(case_id, actor=actor, programme=programme, roles=SORTERS)
    found = queries.alike(case_id, actor=actor, programme=programme)
    rows = case_rows(request, [one.line for one in found.cases], now=timezone.now())
    shown = {
        "reference": row.reference,
        "case_id": case_id,
        "alike": found,
        "cases": list(zip(found.cases, rows, strict=True)),
        "along": walk_of(request).list_query,
    }
    return render(request, "voices/alike.html", shown)


class ApartForm(Form):
    """The other message, or the issue."""

    other = forms.UUIDField(required=False)
    issue = forms.UUIDField(required=False)


@for_roles(*SORTERS)
@require_POST
def tell_apart(request: PageRequest, case_id: UUID) -> HttpResponse:
    form = ApartForm(request.POST)
    if not form.is_valid():
        raise NotFound()
    actions.tell_apart(
        case=case_id, **form.cleaned_data, actor=request.actor, moment=timezone.now()
    )
    messages.success(request, gettext("It is not suggested again."))
    query = walk_of(request).list_query
    page = address(request, "voices:alike", case_id=case_id)
    return HttpResponseRedirect(f"{page}?{query}" if query else page)
