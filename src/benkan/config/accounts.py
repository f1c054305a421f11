"""How accounts come to be, log in, and are held off after too many tries."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from benkan.apps.registry import queries as registry
from benkan.kit.pages import note_logged_in


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitation only: a stranger cannot sign up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        shown = get_authentication_records(request, user)
        note_logged_in(user.pk, *(str(one.get("type", one["method"])) for one in shown))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing leaves the house for the invented people of a demonstration."""
        if not registry.is_demonstration_address(email):
            super().send_mail(template_prefix, email, context)


def name_tried(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """The address that somebody tries to log in with: allauth calls it `email`, the form `login`."""
    tried = credentials or request.POST.dict()
    return (tried.get("email") or tried.get("login") or "").strip().lower()


def nobody_named(*known: object) -> str:
    """How the log names somebody with a wrong password: not at all."""
    return "somebody"


def held_off(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, str] | None
) -> HttpResponse:
    """The page after too many wrong passwords."""
    return render(request, "account/held_off.html", status=429)
