"""The sentence for every refusal: clear, gentle, short, and it says what to do.

Each chapter gives its sentences in `rules` beside the refusal itself; this module only finds
and fills them, so that a page, an SMS and a command say the same.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benkan.kit.refusals import Refused

WORDS: dict[str, str | Promise] = {
    "refused": _("This cannot be done now."),
    "not_allowed": _("Your account may not do this here. Ask the person who invited you."),
    "not_found": _("There is nothing here under this address."),
}


def sentence(refusal: Refused) -> str:
    """The refusal in the reader's language."""
    return str(WORDS.get(refusal.code, WORDS["refused"])) % refusal.details
