"""What `benkan check` looks at, a file a subject. Everything here only reads."""

from collections.abc import Iterator

from benkan.interfaces.cli.findings import (
    confidants,
    database,
    here,
    messages,
    witnesses,
    work,
)
from benkan.interfaces.cli.findings.finding import Finding
from benkan.interfaces.cli.findings.lasting import lasting


def everything() -> Iterator[Finding]:
    """All findings, the causes before what follows from them; without a database, only those that
    need none."""
    yield from here.findings()
    ready = True
    for finding in database.findings():
        ready = ready and finding.is_well
        yield finding
    if ready:
        yield lasting()
        yield from work.findings()
        yield from messages.findings()
        yield from confidants.findings()
        yield from witnesses.findings()
