"""What a browser is allowed to see again for half an hour, so that no code is in an address.

Many telephones are shared: it is short, and the page has a button that ends it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

LASTS = timedelta(minutes=30)


def remember(request: HttpRequest, what: str, case: UUID) -> None:
    # A new name for the session: one that somebody planted in this browser opens nothing.
    request.session.cycle_key()
    request.session[what] = [str(case), timezone.now().isoformat()]


def remembered(request: HttpRequest, what: str) -> UUID | None:
    """The case that this browser opened a moment ago."""
    kept = request.session.get(what)
    if not kept or timezone.now() - datetime.fromisoformat(kept[1]) > LASTS:
        return None
    return UUID(kept[0])


def forget(request: HttpRequest) -> None:
    for what in (SENT, FOLLOWED):
        request.session.pop(what, None)


SENT = "voices_sent"
FOLLOWED = "voices_followed"
