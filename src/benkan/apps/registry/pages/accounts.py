"""The own account: log in, what protects it, log out everywhere."""

from functools import wraps
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions import roles
from benkan.apps.registry.rules.roles import DemonstrationAccountStays
from benkan.kit.pages import Page, PageRequest, for_accounts


class LogIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """Logging in; beside it the accounts of a demonstration, where the host has one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        accounts = [
            {"account": account, "role": gettext(account.role.label)}
            for account in registry.demonstration_accounts()
        ]
        shown = {"demonstration": accounts, "password": settings.DEMONSTRATION_PASSWORD}
        return {**super().get_context_data(**kwargs), **shown}


log_in: Page = LogIn.as_view()


def not_in_demonstrations(page: Page) -> Page:
    """What would lock out everybody else who tries the demonstration is refused to its accounts."""

    @wraps(page)
    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        account = request.actor.account
        if account is not None and registry.is_demonstration_only(account):
            raise DemonstrationAccountStays()
        return page(request, *args, **kwargs)

    return guarded


@for_accounts
def mine(request: PageRequest) -> HttpResponse:
    assert request.actor.account is not None, "only accounts come here"
    shown = {
        "is_protected": is_mfa_enabled(request.user),
        "programmes": registry.programmes_of(request.actor.account, moment=timezone.now()),
    }
    return render(request, "account/mine.html", shown)


@for_accounts
def protect(request: PageRequest) -> HttpResponse:
    """Ask for a second step at log-in. Who was sent here may say "later" once a session."""
    assert request.user.is_authenticated, "only accounts come here"
    if is_mfa_enabled(request.user):
        return redirect(_next(request))
    request.session["second_step_asked"] = True
    must = registry.administers_for_real(request.user.pk, moment=timezone.now())
    shown = {"next": _next(request), "is_later_possible": not must}
    return render(request, "account/protect.html", shown)


@require_POST
@for_accounts
def log_out_everywhere(request: PageRequest) -> HttpResponse:
    assert request.actor.account is not None, "only accounts come here"
    roles.log_out_everywhere(account=request.actor.account)
    request.session.flush()
    messages.success(request, gettext("You are logged out on every device."))
    return redirect("account_login")


def _next(request: PageRequest) -> str:
    """Where the reader wanted to go, on this host only."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return "/"
