"""Count what a connection does, so that nobody floods the desk or tries all codes."""

from datetime import UTC, datetime, timedelta

from benkan.apps.voices.models import ConnectionCount
from benkan.apps.voices.queries import connection_digest


def counted(
    what: ConnectionCount.What, *, connection: str, window: timedelta, moment: datetime
) -> ConnectionCount:
    """The count of a connection in the stretch of time that is running, locked. Those of stretches
    that are over are forgotten."""
    begins = _begin(moment, window)
    row, _ = ConnectionCount.objects.select_for_update().get_or_create(
        connection=connection_digest(connection), what=what, window=begins
    )
    ConnectionCount.objects.filter(what=what, window__lt=begins).delete()
    return row


def count_comment(*, connection: str, most: int, moment: datetime) -> bool:
    """Count a comment that comes from a connection; False, and not counted, where `most` came from it
    in this hour."""
    row = counted(
        ConnectionCount.What.COMMENTED,
        connection=connection,
        window=timedelta(hours=1),
        moment=moment,
    )
    if row.count >= most:
        return False
    count_one(row)
    return True


def count_one(row: ConnectionCount) -> None:
    """One more, of a count that the caller has locked."""
    row.count += 1
    row.save(update_fields=["count"])


def _begin(moment: datetime, window: timedelta) -> datetime:
    """When the stretch began that a moment lies in; stretches follow each other from midnight."""
    midnight = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return moment.astimezone(UTC) - (moment - midnight) % window
