"""The heads of the journal: does somebody outside keep them?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from benkan.apps.journal import queries as journal
from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.interfaces.cli.findings.finding import Finding, well, wrong
from benkan.kit.refusals import N_

LONGEST_SILENCE = timedelta(days=2)


def findings(now: datetime | None = None) -> Iterator[Finding]:
    """One, where a real programme has something to keep."""
    begun = {head.programme for head in journal.heads()}
    if any(one.is_real and one.id in begun for one in registry.programmes()):
        yield _kept(now or timezone.now())


def _kept(now: datetime) -> Finding:
    if not settings.ANCHOR_TO:
        return wrong(
            N_("Journal: nobody outside keeps its head; name two addresses in BENKAN_ANCHOR_TO.")
        )
    last = messaging.last_told_a_witness()
    if last is None:
        return well(N_("Journal: its head goes out every morning; none has yet."))
    when = timezone.localtime(last).strftime("%d/%m/%Y %H:%M")
    if now - last > LONGEST_SILENCE:
        return wrong(
            N_("Journal: its head has reached nobody since %(when)s; see `E-mails`."), when=when
        )
    return well(N_("Journal: its head went out on %(when)s."), when=when)
