"""Refusals and codes become words here, in the reader's language: the same on a page, in an SMS and
in a command."""

import re
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from benkan.kit.refusals import Refused

_FIRST = re.compile(r"(?<![\d:])1 (?=[a-zéû]{3})")


def sentence(refusal: Refused) -> str:
    """The refusal as one sentence: clear, gentle, short, and it says what to do."""
    return gettext(refusal.text) % {name: _said(it) for name, it in refusal.details.items()}


def _said(detail: Any) -> Any:
    """A day as it is said, not as it is stored."""
    return first_of_month(date_format(detail)) if isinstance(detail, date) else detail


def first_of_month(words: str) -> str:
    """French says `1er décembre`, and `2 décembre`; other languages stay as they are."""
    if not (get_language() or "").startswith("fr"):
        return words
    return _FIRST.sub("1er ", words)
