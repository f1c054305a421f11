"""Refusals and codes become words here, in the reader's language: the same on a page, in an SMS and
in a command."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from benkan.kit.refusals import Refused


def sentence(refusal: Refused) -> str:
    """The refusal as one sentence: clear, gentle, short, and it says what to do."""
    return gettext(refusal.text) % {name: _said(it) for name, it in refusal.details.items()}


def _said(detail: Any) -> Any:
    """A day as it is said, not as it is stored."""
    return date_format(detail) if isinstance(detail, date) else detail
