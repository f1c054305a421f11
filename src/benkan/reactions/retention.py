"""Retention runs by itself, once a day, a batch a turn: nobody waits for it.

A run is a generator that the worker asks for one batch at each turn. Each batch is one short
transaction, which counts itself in the row of its run. Killed in the middle, the run stays without an
end, and the next start begins again and finds what is left.
"""

import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from benkan.apps.activities import actions as activities_actions
from benkan.apps.assessments.actions.representatives import let_representatives_go
from benkan.apps.commitments import actions as commitments
from benkan.apps.files import actions as files
from benkan.apps.messaging import actions as messaging_actions
from benkan.apps.messaging import queries as messaging
from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions import retention as runs
from benkan.apps.registry.rules.retention import EVERY, OF_A_PROGRAMME, SPAN, Kind
from benkan.apps.voices import actions as voices_actions
from benkan.apps.voices import queries as voices
from benkan.kit.archives.archive import opened
from benkan.kit.archives.refusals import NoSuchFile, NotABackup
from benkan.reactions.erasing import backups_here

BATCH, CONTACTS_AT_ONCE = 500, 50
LOOK_EVERY = timedelta(minutes=5)
_START = UUID(int=0)


@dataclass(frozen=True)
class Due:
    """One kind of thing of one programme, or of the host."""

    kind: Kind
    programme: UUID | None


class Retention:
    """A turn of the worker: looks every five minutes whether something is due, and then does one batch
    a turn until it is done."""

    def __init__(self) -> None:
        self._looked_at: datetime | None = None
        self._going: Iterator[int] | None = None

    def __call__(self, now: datetime) -> int:
        if self._going is None:
            if (
                self._looked_at is not None
                and self._looked_at <= now < self._looked_at + LOOK_EVERY
            ):
                return 0
            self._looked_at = now
            self._going = run_all(due(now), now=now)
        try:
            return next(self._going) + 1  # even an empty batch is work: the next one comes at once
        except StopIteration:
            self._going = None
            return 0
        except BaseException:
            self._going = None
            raise


def every_kind() -> list[Due]:
    """All that a run looks after, those of real programmes first, in one query."""
    real = [programme.id for programme in registry.programmes() if programme.is_real]
    own = [Due(kind, programme) for programme in real for kind in OF_A_PROGRAMME]
    return own + [Due(kind, None) for kind in SPAN if kind not in OF_A_PROGRAMME]


def due(now: datetime) -> list[Due]:
    """What was not looked after for a day."""
    return [
        one
        for one in every_kind()
        if (last := registry.retention_begun(one.kind, one.programme)) is None
        or not now - EVERY < last <= now
    ]


def run_all(what: list[Due], *, now: datetime) -> Generator[int, None, None]:
    """Let go of what has been kept long enough, a batch at each step."""
    for one in what:
        began = time.monotonic()
        run = runs.begin_run(kind=one.kind, programme=one.programme, moment=now)
        batches = _BATCHES[one.kind](one, now)
        while (removed := _counted(batches, run)) is not None:
            yield removed
        runs.end_run(run=run, moment=timezone.now(), seconds=time.monotonic() - began)
    messaging_actions.drop_unneeded_keys(now=now, at_once=False)


def _counted(batches: Iterator[int], run: UUID) -> int | None:
    """Do one batch and count it, both or neither; None when there is no more."""
    with transaction.atomic():
        removed = next(batches, None)
        if removed:
            runs.count_in_run(run, removed=removed)
        return removed


def _identities(one: Due, now: datetime) -> Iterator[int]:
    assert one.programme is not None, "a contact belongs to a programme"
    before, after = now - SPAN[Kind.IDENTITY], _START
    while contacts := messaging.contacts_long_unheard(
        one.programme,
        before=before,
        today=timezone.localdate(now),
        after=after,
        limit=CONTACTS_AT_ONCE,
    ):
        needed = voices.contacts_still_needed(contacts, before=before)
        over = [contact for contact in contacts if contact not in needed]
        yield messaging_actions.let_contacts_go(contacts=over, moment=now)
        after = contacts[-1]


def _requests(one: Due, now: datetime) -> Iterator[int]:
    assert one.programme is not None, "a request belongs to a programme"
    programme, before = one.programme, now - SPAN[Kind.REQUESTS]
    return _until_none(
        lambda: messaging_actions.let_requests_go(programme=programme, before=before, limit=BATCH)
    )


def _voices(one: Due, now: datetime) -> Iterator[int]:
    assert one.programme is not None, "a case belongs to a programme"
    programme, before = one.programme, now - SPAN[Kind.VOICES]
    return _until_none(
        lambda: voices_actions.let_voices_go(
            programme=programme, before=before, limit=CONTACTS_AT_ONCE, moment=now
        )
    )


def _names(one: Due, now: datetime) -> Iterator[int]:
    assert one.programme is not None, "a sheet belongs to a programme"
    programme, today = one.programme, timezone.localdate(now)

    def batch() -> int:
        met = activities_actions.let_names_go(
            programme=programme, today=today, limit=CONTACTS_AT_ONCE, moment=now
        )
        sent = let_representatives_go(
            programme=programme, today=today, limit=CONTACTS_AT_ONCE, moment=now
        )
        return met + sent

    return _until_none(batch)


def _own_numbers(one: Due, now: datetime) -> Iterator[int]:
    assert one.programme is not None, "a number is an account's in a programme"
    programme, before = one.programme, now - SPAN[Kind.OWN_NUMBERS]
    return _until_none(
        lambda: messaging_actions.let_own_numbers_go(
            programme=programme, before=before, limit=CONTACTS_AT_ONCE, moment=now
        )
    )


def _emails(one: Due, now: datetime) -> Iterator[int]:
    assert one.programme is not None, "an e-mail belongs to a programme"
    programme, before = one.programme, now - SPAN[Kind.EMAILS]
    return _until_none(
        lambda: messaging_actions.let_letters_go(programme=programme, before=before, limit=BATCH)
    )


def _comments(one: Due, now: datetime) -> Iterator[int]:
    assert one.programme is not None, "a comment belongs to a programme"
    programme, before = one.programme, now - SPAN[Kind.COMMENTS]
    return _until_none(
        lambda: commitments.let_comments_go(programme=programme, before=before, limit=BATCH)
    )


def _uploads(one: Due, now: datetime) -> Iterator[int]:
    yield files.remove_expired(now=now)


def _connections(one: Due, now: datetime) -> Iterator[int]:
    before = now - SPAN[Kind.CONNECTIONS]
    return _until_none(lambda: voices_actions.let_connections_go(before=before, limit=BATCH))


def _sessions(one: Due, now: datetime) -> Iterator[int]:
    return _until_none(lambda: runs.let_sessions_go(now=now, limit=BATCH))


def _backups(one: Due, now: datetime) -> Iterator[int]:
    yield sum(map(_delete, backups_over(Path(settings.BACKUPS_DIR), now=now)))


def backups_over(folder: Path, *, now: datetime) -> list[Path]:
    """Backups older than 35 days, never the newest. What is no backup is left alone."""
    made = {path: moment for path in backups_here(folder) if (moment := _made_at(path))}
    by_age = sorted(made, key=lambda path: made[path], reverse=True)
    return [path for path in by_age[1:] if made[path] < now - SPAN[Kind.BACKUPS]]


def _made_at(path: Path) -> datetime | None:
    try:
        with opened(path) as (manifest, _):
            return datetime.fromisoformat(manifest.made_at)
    except (NotABackup, NoSuchFile):
        return None


def _delete(path: Path) -> int:
    path.unlink(missing_ok=True)
    return 1


def _until_none(batch: Callable[[], int]) -> Iterator[int]:
    while removed := batch():
        yield removed


_BATCHES: dict[Kind, Callable[[Due, datetime], Iterator[int]]] = {
    Kind.IDENTITY: _identities,
    Kind.REQUESTS: _requests,
    Kind.VOICES: _voices,
    Kind.NAMES: _names,
    Kind.OWN_NUMBERS: _own_numbers,
    Kind.EMAILS: _emails,
    Kind.COMMENTS: _comments,
    Kind.UPLOADS: _uploads,
    Kind.CONNECTIONS: _connections,
    Kind.SESSIONS: _sessions,
    Kind.BACKUPS: _backups,
}
