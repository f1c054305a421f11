"""Sensitive messages that nobody may read: about somebody, and all who could read answer for her."""

from collections.abc import Iterator

from django.utils import timezone

from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries as voices
from benkan.interfaces.cli.findings.finding import Finding, well, wrong
from benkan.kit.refusals import N_


def findings() -> Iterator[Finding]:
    now = timezone.now()
    waiting = {
        programme.slug: voices.unread_by_anybody(programme.id, moment=now).count()
        for programme in registry.programmes()
    }
    if not any(waiting.values()):
        yield well(N_("Sensitive messages: each has somebody who may read it."))
    for slug, count in waiting.items():
        if count:
            yield wrong(
                N_(
                    "Sensitive messages: %(count)s in %(programme)s wait for a person who may read "
                    "them; name somebody from outside on the page of those named."
                ),
                count=count,
                programme=slug,
            )
    for programme in registry.programmes():
        if left := voices.forgotten_in_part(programme.id):
            yield wrong(
                N_(
                    "Deleted in part: %(count)s people in %(programme)s. Somebody named for sensitive"
                    " messages deletes once more what they said."
                ),
                count=left,
                programme=programme.slug,
            )
