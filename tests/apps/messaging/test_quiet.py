"""Nobody is woken, but whoever has just written gets her answer."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.messaging.rules.contracts import HttpContract
from benkan.apps.messaging.rules.outbox import Purpose, Standing
from benkan.apps.messaging.rules.quiet import QuietHours, may_wake
from tests.make.messaging import hear, make_contact, make_gateway, make_operator, queue
from tests.make.registry import make_programme

NIGHT = QuietHours(21, 7)


def at(hour: int, minute: int = 0, *, day: int = 3) -> datetime:
    """Bamako keeps the time of Greenwich."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "morning"),
    [
        (NIGHT, at(20, 59), None),
        (NIGHT, at(21), at(7, day=4)),
        (NIGHT, at(23, 59), at(7, day=4)),
        (NIGHT, at(0), at(7)),
        (NIGHT, at(6, 59), at(7)),
        (NIGHT, at(7), None),
        (QuietHours(12, 15), at(11, 59), None),
        (QuietHours(12, 15), at(12), at(15)),
        (QuietHours(12, 15), at(15), None),
        (QuietHours(0, 6), at(3), at(6)),
        (QuietHours(0, 6), at(23), None),
        (QuietHours(0, 0), at(0), None),
        (QuietHours(0, 0), at(23), None),
        (QuietHours(8, 8), at(8), None),
    ],
)
def test_the_night_ends_in_the_morning_after(
    hours: QuietHours, moment: datetime, morning: datetime | None
) -> None:
    assert hours.morning_after(moment) == morning


@pytest.mark.parametrize(
    ("purpose", "heard", "may"),
    [
        (Purpose.REPLY, at(22, 59), True),
        (Purpose.REPLY, at(22), True),
        (Purpose.REPLY, at(21, 59), False),
        (Purpose.REPLY, None, False),
        (Purpose.STOP_NOTICE, None, True),
        (Purpose.ANSWER, at(22, 59), False),
        (Purpose.SURVEY, at(22, 59), False),
    ],
)
def test_who_has_just_written_is_awake(purpose: Purpose, heard: datetime | None, may: bool) -> None:
    known = Standing(
        is_erased=False, is_service=False, has_consent=True, stopped_at=None, last_heard_at=heard
    )

    assert may_wake(purpose, known, now=at(23)) is may


@pytest.mark.django_db
def test_what_is_due_at_night_goes_once_in_the_morning(settings: Settings) -> None:
    settings.QUIET_HOURS = [21, 7]
    programme = make_programme()
    with make_operator() as operator:
        make_gateway(programme, contract=HttpContract(send_url=operator.url))
        queue(programme, make_contact(programme), "Bonne nouvelle", moment=at(20, 59))
        operator.status = 503
        actions.dispatch_due(now=at(20, 59))
        operator.status, operator.letters = 200, []

        asleep = [actions.dispatch_due(now=at(23)), actions.dispatch_due(now=at(6, 59, day=4))]
        waiting = queries.waiting_for_morning(programme.pk, now=at(23))
        awake = [actions.dispatch_due(now=at(7, day=4)), actions.dispatch_due(now=at(8, day=4))]

    assert (asleep, waiting, awake) == ([0, 0], 1, [1, 0])
    assert operator.texts == ["Bonne nouvelle"]
    assert OutboundMessage.objects.get().attempts == 2
    assert queries.waiting_for_morning(programme.pk, now=at(9, day=4)) == 0


@pytest.mark.django_db
def test_a_reply_and_the_end_of_it_go_at_once(settings: Settings) -> None:
    settings.QUIET_HOURS = [21, 7]
    programme = make_programme()
    with make_operator() as operator:
        gateway = make_gateway(programme, contract=HttpContract(send_url=operator.url)).gateway
        contact = make_contact(programme)
        hear("pompe", gateway=gateway, moment=at(23))
        queue(programme, contact, "Bien recu", purpose="reply", moment=at(23))
        queue(programme, contact, "Enquete", purpose="answer", moment=at(23))
        actions.dispatch_due(now=at(23, 1))
        hear("STOP", gateway=gateway, moment=at(23, 2))
        actions.dispatch_due(now=at(23, 3))

    assert operator.texts[0] == "Bien recu"
    assert len(operator.texts) == 2, "and that nothing more will be written"


@pytest.mark.django_db
def test_a_night_of_waiting_takes_none_of_the_tries(settings: Settings) -> None:
    settings.QUIET_HOURS = [21, 7]
    programme = make_programme()
    queue(programme, make_contact(programme), moment=at(21))

    for minute in range(3):
        actions.dispatch_due(now=at(22, minute))

    row = OutboundMessage.objects.get()
    assert (row.attempts, row.state, row.next_try_at) == (0, "queued", at(7, day=4))


@pytest.mark.django_db
def test_a_demonstration_is_not_quiet(settings: Settings) -> None:
    settings.QUIET_HOURS = [21, 7]
    programme = make_programme(kind="demonstration")
    queue(programme, make_contact(programme), moment=at(23))

    assert actions.dispatch_due(now=at(23) + timedelta(minutes=1)) == 1
