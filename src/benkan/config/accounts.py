"""How accounts come to be."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitation only: a stranger cannot sign up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
