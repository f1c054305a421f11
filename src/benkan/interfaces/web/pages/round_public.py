"""What anybody reads of a released round, and of the promises around it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from benkan.apps.assessments.pages.public import reading_shown
from benkan.interfaces.web.gather.round_public import round_in_public
from benkan.kit.pages import PageRequest, for_everyone


@for_everyone
def public_round(request: PageRequest, round_id: UUID) -> HttpResponse:
    """A released round: what was said, what was promised, and what became of the last promises."""
    told = round_in_public(
        round_id,
        programme=request.programme.id,
        today=timezone.localdate(),
        language=(get_language() or "fr")[:2],
    )
    shown = {**reading_shown(told.read), "here": told.here, "last": told.last}
    return render(request, "web/round_public.html", shown)
