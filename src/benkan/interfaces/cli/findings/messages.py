"""Messages: what waits to be sent, and the gateways of each programme."""

from collections.abc import Iterator

from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.interfaces.cli.findings.finding import Finding, well, wrong
from benkan.kit.pages import ProgrammeHere
from benkan.kit.refusals import N_


def findings() -> Iterator[Finding]:
    for programme in registry.programmes():
        yield _outbox(programme)
        if programme.is_real:
            yield _gateways(programme)


def _outbox(programme: ProgrammeHere) -> Finding:
    state = messaging.outbox_state(programme.id)
    tried = len(state.trying_again)
    queued = messaging.messages_queued(programme.id)
    if tried:
        return wrong(
            N_("Outbox of %(slug)s: %(queued)s messages wait, %(tried)s could not be sent yet."),
            slug=programme.slug,
            queued=queued,
            tried=tried,
        )
    return well(
        N_("Outbox of %(slug)s: %(queued)s messages wait."), slug=programme.slug, queued=queued
    )


def _gateways(programme: ProgrammeHere) -> Finding:
    open_ones = [gateway for gateway in messaging.gateways_of(programme.id) if gateway.is_open]
    if not open_ones:
        return wrong(
            N_("Gateways of %(slug)s: none is open, so no SMS comes in or goes out."),
            slug=programme.slug,
        )
    names = ", ".join(gateway.code for gateway in open_ones)
    return well(N_("Gateways of %(slug)s: %(names)s."), slug=programme.slug, names=names)
