"""What must not be forgotten: promises that should climb, letters under way, offices to be told."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.commitments.actions import reminding as actions
from benkan.apps.commitments.queries import escalating, reminding
from benkan.apps.commitments.rules.reminding import TELLERS
from benkan.kit.lists import page_number
from benkan.kit.pages import PageRequest, for_roles, go_to


@for_roles(*TELLERS)
def following(request: PageRequest) -> HttpResponse:
    """Three lists for whoever sees to it that nothing agreed is forgotten."""
    actor, programme, today = request.actor, request.programme.id, timezone.localdate()
    page = page_number(request)
    shown = {
        "to_climb": escalating.to_climb(actor, programme, today=today, page=page),
        "climb_count": escalating.to_climb_count(actor, programme, today=today),
        "letters": escalating.climbing(actor, programme, today=today, page=page),
        "to_tell": reminding.to_tell(actor, programme, today=today),
    }
    return render(request, "commitments/following.html", shown)


@require_POST
@for_roles(*TELLERS)
def told(request: PageRequest, reminder_id: UUID) -> HttpResponse:
    """Write down that the office was told by word of mouth."""
    actions.note_told(reminder=reminder_id, actor=request.actor, moment=timezone.now())
    done = gettext("It is written down that the office was told.")
    return go_to(request, "commitments:following", done=done)
