"""The own telephone of an account: give it, confirm it, take it away."""

import secrets

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.forms.own_number import CodeForm, NumberForm
from benkan.apps.messaging.rules.own_number import CODE_DIGITS
from benkan.kit.actor import EVERY_ROLE
from benkan.kit.forms import is_done
from benkan.kit.pages import PageRequest, for_roles, go_to


@for_roles(*EVERY_ROLE)
def own_number(request: PageRequest) -> HttpResponse:
    """Where the reader is reminded; a number that is given is sent a code."""
    form = NumberForm(request.POST or None)
    if form.is_valid() and is_done(form, lambda: _give(request, form)):
        done = gettext("A code is on its way. Type it here.")
        return go_to(request, "messaging:own_number", done=done)
    return _shown(request, form=form)


@require_POST
@for_roles(*EVERY_ROLE)
def confirm(request: PageRequest) -> HttpResponse:
    """Prove the number by the code that was sent there."""
    form = CodeForm(request.POST)
    if form.is_valid() and is_done(form, lambda: _confirm(request, form)):
        done = gettext("The number is yours: you will be reminded there.")
        return go_to(request, "messaging:own_number", done=done)
    return _shown(request, code_form=form)


@require_POST
@for_roles(*EVERY_ROLE)
def take_away(request: PageRequest) -> HttpResponse:
    """No reminders by SMS any more."""
    actions.take_own_number_away(
        programme=request.programme.id, actor=request.actor, moment=timezone.now()
    )
    done = gettext("You get no reminders by SMS any more.")
    return go_to(request, "messaging:own_number", done=done)


def _give(request: PageRequest, form: NumberForm) -> None:
    actions.give_own_number(
        programme=request.programme.id,
        number=form.cleaned_data["number"],
        code=f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}",
        actor=request.actor,
        moment=timezone.now(),
    )


def _confirm(request: PageRequest, form: CodeForm) -> None:
    actions.confirm_own_number(
        programme=request.programme.id,
        code=form.cleaned_data["code"],
        actor=request.actor,
        moment=timezone.now(),
    )


def _shown(
    request: PageRequest, *, form: NumberForm | None = None, code_form: CodeForm | None = None
) -> HttpResponse:
    assert request.actor.account is not None, "only accounts come here"
    shown = {
        "own": queries.own_number(request.actor.account, programme=request.programme.id),
        "form": form or NumberForm(),
        "code_form": code_form or CodeForm(),
    }
    return render(request, "messaging/own_number.html", shown)
