"""The people of the programme: who they are, what they may do, whom to invite."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions import invitations, roles
from benkan.apps.registry.forms.people import InviteForm
from benkan.apps.registry.pages.letters import invited
from benkan.apps.registry.rules import roles as rules
from benkan.kit.actor import EVERY_ROLE, Role
from benkan.kit.forms import attempt
from benkan.kit.lists import page_of
from benkan.kit.pages import PageRequest, for_roles, go_to
from benkan.kit.refusals import NotFound

INVITES = tuple(rules.MAY_GIVE)


@for_roles(*rules.SEES_PEOPLE)
def team(request: PageRequest) -> HttpResponse:
    programme, actor, moment = request.programme.id, request.actor, timezone.now()
    page = page_of(
        request,
        count=registry.people_count(programme, actor=actor, moment=moment),
        rows=lambda start, limit: registry.people_of(
            programme, actor=actor, moment=moment, start=start, limit=limit
        ),
    )
    open_invitations = registry.invitations_open(programme, actor=actor, moment=moment)
    may_invite = actor.holds_anywhere(*INVITES)
    return render(
        request,
        "registry/team.html",
        {
            "page": page,
            "invitations": open_invitations,
            "may_invite": may_invite,
            "closes_sessions": actor.holds(Role.ADMINISTRATOR),
            "sees_people": True,
        },
    )


@for_roles(*INVITES)
def invite(request: PageRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, request=request)
    if form.is_valid():
        said = form.cleaned_data
        invitation = attempt(
            form,
            lambda: invitations.invite(
                programme=request.programme.id, actor=request.actor, moment=timezone.now(), **said
            ),
        )
        if invitation is not None:
            return invited(request, invitation)
    return render(request, "registry/invite.html", {"form": form})


@for_roles(*EVERY_ROLE)
def end_role(request: PageRequest, grant: UUID) -> HttpResponse:
    """Say what will end, then end it."""
    programme, actor, moment = request.programme.id, request.actor, timezone.now()
    person = registry.role_line(programme, grant, actor=actor, moment=moment)
    if person is None:
        raise NotFound()
    if request.method != "POST":
        return render(request, "registry/end_role.html", {"person": person})
    roles.end_role(programme=programme, grant=grant, actor=actor, moment=moment)
    messages.success(cast(HttpRequest, request), gettext("The role has ended."))
    if actor.account == person.account:
        return go_to(request, "web:home")
    return go_to(request, "registry:team")


@require_POST
@for_roles(*INVITES)
def withdraw(request: PageRequest, invitation: UUID) -> HttpResponse:
    invitations.withdraw_invitation(
        programme=request.programme.id,
        invitation=invitation,
        actor=request.actor,
        moment=timezone.now(),
    )
    messages.success(cast(HttpRequest, request), gettext("The invitation is withdrawn."))
    return go_to(request, "registry:team")


@require_POST
@for_roles(Role.ADMINISTRATOR)
def close_sessions(request: PageRequest, account: UUID) -> HttpResponse:
    roles.close_sessions(
        programme=request.programme.id,
        account=account,
        actor=request.actor,
        moment=timezone.now(),
    )
    messages.success(
        cast(HttpRequest, request), gettext("The person is logged out on every device.")
    )
    return go_to(request, "registry:team")
