"""Open a case with its tracking code, as often as is fair."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from benkan.apps.voices.actions.connections import count_one, counted
from benkan.apps.voices.models import ConnectionCount
from benkan.apps.voices.queries import CaseForCitizen, case_of_code
from benkan.apps.voices.rules import codes


def open_by_code(
    *, programme: UUID, tracking_code: str, connection: str, moment: datetime
) -> CaseForCitizen:
    """The case that a code opens. Wrong codes are counted by connection, and after too many of them
    every code is refused for a while, the right one too: else a guess would show by its answer."""
    with transaction.atomic():
        tried = counted(
            ConnectionCount.What.WRONG_CODE,
            connection=connection,
            window=codes.WINDOW,
            moment=moment,
        )
        codes.check_attempts(tried.count)
        case = case_of_code(tracking_code, programme)
        if case is None:
            count_one(tried)
    if case is None:
        raise codes.CodeUnknown()
    return case
