"""The ways in and out of a programme: whether they live, what waits, and what they cost."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.journal.queries import waiting_in
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.forms.price import PriceForm
from benkan.apps.messaging.queries import Traffic
from benkan.apps.messaging.rules import said
from benkan.kit.actor import Role
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to

CARERS = (Role.ADMINISTRATOR, Role.PROGRAMME_STAFF)


@for_roles(*CARERS)
def gateways(request: PageRequest) -> HttpResponseBase:
    """Each gateway without its secrets, and what operators wrote to our numbers."""
    return _shown(request)


@for_roles(*CARERS)
@require_POST
def price(request: PageRequest, gateway: UUID) -> HttpResponseBase:
    """Say what a part of a message costs there."""
    form = PriceForm(request.POST, auto_id=f"{gateway}-%s")
    if form.is_valid() and is_done(
        form,
        lambda: actions.set_segment_price(
            gateway=gateway,
            francs=form.cleaned_data["price"],
            actor=request.actor,
            moment=timezone.now(),
        ),
    ):
        messages.success(request, gettext("Done."))
        return go_to(request, "messaging:gateways")
    return _shown(request, failed=(gateway, form), status=422)


def _shown(
    request: PageRequest, *, failed: tuple[UUID, PriceForm] | None = None, status: int = 200
) -> HttpResponseBase:
    programme, now = request.programme.id, timezone.now()
    shown = {
        "lines": [_line(one, failed) for one in queries.traffic_of(programme, now=now)],
        "queued": queries.messages_queued(programme),
        "unread": waiting_in(programme),
        "notices": queries.notices_of(programme),
    }
    return render(request, "messaging/gateways.html", shown, status=status)


def _line(one: Traffic, failed: tuple[UUID, PriceForm] | None) -> dict[str, Any]:
    here = one.gateway
    form = PriceForm(initial={"price": here.segment_price}, auto_id=f"{here.id}-%s")
    if failed is not None and failed[0] == here.id:
        form = failed[1]
    return {
        "traffic": one,
        "gateway": here,
        "kind": gettext(said.KINDS[here.contract]),
        "form": form,
    }
