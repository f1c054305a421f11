"""One meeting across chapters: its agenda, what was agreed, and what became of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from benkan.kit.pages import EVERY_ROLE, PageRequest, for_roles


@for_roles(*EVERY_ROLE)
def meeting(request: PageRequest, activity: UUID) -> HttpResponse:
    """The agenda from voices, the commitments that came of it."""
    return render(request, "web/meeting.html", {"activity": activity})
