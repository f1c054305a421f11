"""Every morning, the heads of the journal go to somebody outside who keeps them."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from benkan.apps.journal import queries as journal
from benkan.apps.journal.rules import Anchor, written_anchors
from benkan.apps.messaging import actions as messaging
from benkan.apps.registry import queries as registry
from benkan.kit.pages import ProgrammeHere

FROM_HOUR = 6
"""Of the morning: so that the letter lies there when somebody comes to work."""


def send_heads(now: datetime) -> int:
    """Write today's letter to each witness of each real programme; those that are written stand.
    Returns how many witnesses were thought of."""
    if not settings.ANCHOR_TO or timezone.localtime(now).hour < FROM_HOUR:
        return 0
    heads = {head.programme: head for head in journal.heads()}
    real = [one for one in registry.programmes() if one.is_real and one.id in heads]
    for programme in real:
        _write(programme, heads[programme.id], now)
    return len(real) * len(settings.ANCHOR_TO)


def _write(programme: ProgrammeHere, head: Anchor, now: datetime) -> None:
    day = timezone.localdate(now)
    with override(settings.LANGUAGE_CODE):
        said = {"name": programme.name, "day": date_format(day, "j F Y")}
        subject = gettext("Benkan: head of the journal of %(name)s, %(day)s") % said
        text = _text(head, said, now)
    for witness, _ in enumerate(settings.ANCHOR_TO, 1):
        messaging.write_to_witness(
            programme=programme.id,
            witness=witness,
            key=f"anchor:{day.isoformat()}:{witness}",
            subject=subject,
            text=text,
            moment=now,
        )


def _text(head: Anchor, said: dict[str, str], now: datetime) -> str:
    parts = (
        gettext(
            "Keep this letter: it shows later that nothing was changed in what the programme "
            "%(name)s has written down. It names nobody. You need not do anything today."
        )
        % said,
        gettext("This is where the journal stood, with %(count)s entries:")
        % {"count": head.position},
        written_anchors([head], moment=now),
        gettext(
            "Once a month, save a letter and hand it to the programme, or read the two lines out: "
            "`benkan journal verify --anchor FILE` says whether the journal still answers to it. If "
            "no letter comes for two days, ask why."
        ),
    )
    return "\n\n".join(part.strip() for part in parts) + "\n"
