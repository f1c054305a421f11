"""Erase what somebody said who asks for it: first what goes and what stays, then for good."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benkan.apps.voices import actions, queries
from benkan.apps.voices.rules.scope import FORGETTERS
from benkan.kit.pages import PageRequest, for_roles, go_to


@for_roles(*FORGETTERS)
def forget(request: PageRequest, case_id: UUID) -> HttpResponse:
    if request.method == "POST":
        actions.forget_case(case=case_id, actor=request.actor, moment=timezone.now())
        return go_to(request, "voices:case", case_id=case_id, done=gettext("Deleted for good."))
    found = queries.what_is_to_forget(case_id, actor=request.actor, programme=request.programme.id)
    may = request.actor.holds(*FORGETTERS)
    return render(request, "voices/forget.html", {"found": found, "may_forget": may})
