"""Refusals and codes become words here, in the reader's language: the same on a page, in an SMS and
in a command."""

from django.utils.translation import gettext

from benkan.kit.refusals import Refused


def sentence(refusal: Refused) -> str:
    """The refusal as one sentence: clear, gentle, short, and it says what to do."""
    return gettext(refusal.text) % refusal.details
