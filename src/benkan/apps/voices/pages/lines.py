"""Open and close the voice lines of a programme."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.messaging import actions, queries
from benkan.apps.voices.forms.prompts import LineForm
from benkan.kit.actor import Role
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound


@for_roles(Role.ADMINISTRATOR)
def open_line(request: PageRequest) -> HttpResponse:
    """Open a line, once it can say all that it has to."""
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(
            form,
            lambda: actions.open_gateway(
                programme=request.programme.id,
                code=form.cleaned_data["code"],
                contract=form.contract(),
                actor=request.actor,
                moment=timezone.now(),
            ),
        )
        if form.is_valid():
            done = gettext("The line is open. Give its address to the provider.")
            return go_to(request, "voices:prompts", done=done)
    status = 422 if form.is_bound else 200
    return render(request, "voices/open_line.html", {"form": form}, status=status)


@for_roles(Role.ADMINISTRATOR)
@require_POST
def close_line(request: PageRequest, gateway: UUID) -> HttpResponse:
    """Let nobody in by a line any more."""
    if gateway not in {line.id for line in queries.voice_lines_of(request.programme.id)}:
        raise NotFound()
    actions.close_gateway(gateway=gateway, actor=request.actor, moment=timezone.now())
    return go_to(request, "voices:prompts", done=gettext("The line is closed."))
