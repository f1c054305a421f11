"""Open a case with its tracking code, as often as is fair."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from benkan.apps.voices.models import WrongCodes
from benkan.apps.voices.queries import CaseForCitizen, case_of_code, connection_digest
from benkan.apps.voices.rules import codes


def open_by_code(
    *, programme: UUID, tracking_code: str, connection: str, moment: datetime
) -> CaseForCitizen:
    """The case that a code opens. Wrong codes are counted by connection, and after too many of them
    every code is refused for a while, the right one too: else a guess would show by its answer."""
    window = _window(moment)
    with transaction.atomic():
        counted, _ = WrongCodes.objects.select_for_update().get_or_create(
            connection=connection_digest(connection), window=window
        )
        codes.check_attempts(counted.wrong, minutes=codes.WINDOW_MINUTES)
        case = case_of_code(tracking_code, programme)
        if case is None:
            WrongCodes.objects.filter(pk=counted.pk).update(wrong=F("wrong") + 1)
        WrongCodes.objects.filter(window__lt=window).delete()
    if case is None:
        raise codes.CodeUnknown()
    return case


def _window(moment: datetime) -> datetime:
    utc = moment.astimezone(UTC)
    minute = utc.minute - utc.minute % codes.WINDOW_MINUTES
    return utc.replace(minute=minute, second=0, microsecond=0)
