"""The forms for a code of the second step: one that is wrong is written into the log, without the code."""

import logging
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError

log = logging.getLogger("benkan.log_ins")


class _Noted(BaseAuthenticateForm):  # type: ignore[misc]  # allauth has no types
    def clean_code(self) -> Any:
        try:
            return super().clean_code()
        except ValidationError as refused:
            log.warning("code refused: account %s, %s", self.user.pk, refused.code)
            raise


class CodeAtLogIn(_Noted, AuthenticateForm):  # type: ignore[misc]  # as above
    pass


class CodeOnceMore(_Noted, ReauthenticateForm):  # type: ignore[misc]  # as above
    pass
