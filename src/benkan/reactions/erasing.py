"""What was erased leaves the backups of this host and the list of erasures learns of it.

Every minute what is new is struck out of every backup in the folder, the newest first; once a day,
and at every start, all that was ever erased, so that a copy which was put back into the folder loses
it too. Everything here is safe to repeat, so that it may be killed at any moment.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from benkan.apps.activities import actions as activities_actions
from benkan.apps.activities import queries as activities
from benkan.apps.assessments.actions.representatives import erase_representatives_again
from benkan.apps.assessments.queries import representatives
from benkan.apps.commitments import actions as commitments_actions
from benkan.apps.commitments.queries import policy_comments
from benkan.apps.files import queries as files
from benkan.apps.messaging import actions as messaging_actions
from benkan.apps.messaging import queries as messaging
from benkan.apps.voices import actions as voices_actions
from benkan.apps.voices import queries as voices
from benkan.kit.archives.refusals import NoSuchFile, NotABackup
from benkan.kit.archives.striking import strike_out
from benkan.kit.erasures import Erasures, known_erasures, note_erasures

log = logging.getLogger(__name__)

OFTEN, ALL_OF_IT = timedelta(minutes=1), timedelta(days=1)
_CONTACTS_AT_ONCE = 200


@dataclass(frozen=True)
class Reached:
    """How many backups were looked into, how many keys and contents were struck out of them, and which
    could not be read."""

    backups: int
    keys: int
    contents: int
    unreadable: tuple[str, ...]


class EraseInBackups:
    """A turn of the worker: cheap when nothing was erased."""

    def __init__(self) -> None:
        self._all_at: datetime | None = None
        self._new_at: datetime | None = None

    def __call__(self, now: datetime) -> int:
        if self._all_at is None or not now - ALL_OF_IT < self._all_at <= now:
            since = None
        elif self._new_at is not None and now - OFTEN < self._new_at <= now:
            return 0
        else:
            # A transaction that was long at it may commit with a moment of some minutes ago.
            since = (self._new_at or now) - timedelta(minutes=10)
        erased = erased_since(since)
        if since is None:
            erased = erased | erase_again(known_erasures(Path(settings.DATA_DIR)), moment=now)
        did = _reach(erased)
        self._new_at = now
        self._all_at = now if since is None else self._all_at
        return did


def erased_since(moment: datetime | None) -> Erasures:
    """What was erased in the database, all or since a moment, in six queries at most."""
    return Erasures(
        frozenset(messaging.erased_contacts(since=moment)),
        frozenset(voices.forgotten_cases(since=moment)),
        frozenset(files.erased_contents(since=moment)),
        frozenset(activities.erased_attendees(since=moment)),
        frozenset(policy_comments.erased_comments(since=moment)),
        frozenset(representatives.erased_representatives(since=moment)),
    )


def erase_again(known: Erasures, *, moment: datetime) -> Erasures:
    """Erase what the list says and the database, restored from an older backup, has not erased.
    Returns the list. Safe to repeat."""
    contacts = sorted(known.contacts - messaging.erased_contacts())
    for at in range(0, len(contacts), _CONTACTS_AT_ONCE):
        messaging_actions.let_contacts_go(
            contacts=contacts[at : at + _CONTACTS_AT_ONCE], moment=moment
        )
    cases = sorted(known.cases - voices.forgotten_cases())
    for at in range(0, len(cases), _CONTACTS_AT_ONCE):
        voices_actions.forget_cases(cases=cases[at : at + _CONTACTS_AT_ONCE], moment=moment)
    attendees = sorted(known.attendees - activities.erased_attendees())
    for at in range(0, len(attendees), _CONTACTS_AT_ONCE):
        activities_actions.erase_again(
            attendees=attendees[at : at + _CONTACTS_AT_ONCE], moment=moment
        )
    comments = sorted(known.comments - policy_comments.erased_comments())
    for at in range(0, len(comments), _CONTACTS_AT_ONCE):
        commitments_actions.erase_comments_again(
            comments=comments[at : at + _CONTACTS_AT_ONCE], moment=moment
        )
    sent = sorted(known.representatives - representatives.erased_representatives())
    for at in range(0, len(sent), _CONTACTS_AT_ONCE):
        erase_representatives_again(
            representatives=sent[at : at + _CONTACTS_AT_ONCE], moment=moment
        )
    return known


def strike_out_of_backups(erased: Erasures, backups: list[Path]) -> Reached:
    """Strike what was erased out of backups. One that cannot be read is passed over."""
    keys = contents = 0
    unreadable = []
    for backup in backups:
        try:
            done = strike_out(backup, contacts=erased.contacts, contents=erased.contents)
        except (NotABackup, NoSuchFile):
            unreadable.append(backup.name)
            continue
        keys, contents = keys + done.keys, contents + done.contents
    return Reached(len(backups), keys, contents, tuple(unreadable))


def backups_here(folder: Path) -> list[Path]:
    """The archives of a folder, the newest first."""
    found = [path for path in folder.glob("[!.]*.tar") if path.is_file()]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _reach(erased: Erasures) -> int:
    if not erased:
        return 0
    new = note_erasures(Path(settings.DATA_DIR), erased)
    done = strike_out_of_backups(erased, backups_here(Path(settings.BACKUPS_DIR)))
    if done.unreadable:
        log.warning("%s backups could not be read, so nobody was erased there", done.unreadable)
    if new:
        forget_deleted_rows()
    return done.keys + done.contents


def forget_deleted_rows() -> None:
    """Have the database let go of the bytes of deleted keys: SQLite keeps old pages in its log,
    PostgreSQL dead rows in the table."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM {messaging.KEYS_TABLE}")
            return
        # Whoever reads at this moment is not waited for: the next time will do.
        cursor.execute("PRAGMA busy_timeout = 100")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA busy_timeout = 20000")
