"""A clock that leaps ahead makes nothing old; one that is put back keeps nothing waiting."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benkan.apps.journal import actions as journal
from benkan.apps.journal.models import Carriage
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging.models import OutboundMessage
from benkan.apps.messaging.rules.contracts import HttpContract
from benkan.reactions.clock import Clock
from benkan.reactions.now_and_then import bring_forward
from benkan.reactions.table import FOLLOWS
from tests.make.messaging import hear, make_contact, make_gateway, make_operator, queue
from tests.make.registry import NOW, make_programme

DAY = timedelta(days=1)


class Passing:
    """Seconds that really pass, and a time of day that may say something else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.seconds = 0.0
        self.start()

    def start(self) -> None:
        """As after a start of the machine: what was not written down is forgotten."""
        self._clock = Clock(lambda: self._folder, lambda: self.seconds)

    def says(self, moment: datetime, *, after: timedelta) -> bool:
        self.seconds += after.total_seconds()
        return self._clock.is_believed(moment)


def test_a_leap_is_believed_after_a_day_or_when_it_is_put_right(tmp_path: Path) -> None:
    here, later = Passing(tmp_path), NOW + 400 * DAY
    hour = timedelta(hours=1)

    before = [here.says(NOW, after=hour), here.says(NOW + DAY, after=hour)]
    leapt = here.says(later, after=hour)
    here.start()
    still = [here.says(later + n * hour, after=hour) for n in range(1, 4)]
    right = here.says(NOW + DAY + 5 * hour, after=hour)
    again = here.says(later, after=hour)
    believed = [here.says(later + n * hour, after=hour) for n in (1, 22, 24)]

    assert (before, leapt, still, right, again) == ([True, True], False, [False] * 3, True, False)
    assert believed == [False, False, False]
    assert here.says(later + DAY + hour, after=21 * hour)


def test_a_clock_that_is_put_back_or_a_spoilt_file_holds_nothing_up(tmp_path: Path) -> None:
    (tmp_path / "clock.json").write_text("{}")
    here = Passing(tmp_path)

    assert here.says(NOW, after=DAY)
    assert here.says(NOW - 400 * DAY, after=DAY)


@pytest.mark.django_db
def test_what_waits_for_a_moment_that_was_put_back_waits_no_more() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    with make_operator() as operator:
        gateway = make_gateway(programme, contract=HttpContract(send_url=operator.url)).gateway
        hear(gateway=gateway, moment=NOW)
        queue(programme, contact, moment=NOW)
        journal.seal(now=NOW)
        yesterday = NOW - DAY

        assert bring_forward(NOW) == 0
        assert bring_forward(yesterday) == Carriage.objects.count() + 1
        assert bring_forward(yesterday) == 0
        journal.carry(FOLLOWS, now=yesterday)
        bring_forward(yesterday)  # replies are queued at the moment of what they answer
        messaging.dispatch_due(now=yesterday)

    assert Carriage.objects.filter(done_at=None).count() == 0
    assert not OutboundMessage.objects.filter(state="queued").exists()


@pytest.mark.django_db
def test_nothing_is_given_up_by_a_clock_that_is_not_believed() -> None:
    programme = make_programme()
    contact, later = make_contact(programme), NOW + 400 * DAY
    message = queue(programme, contact, moment=NOW)

    messaging.dispatch_due(now=later, may_give_up=False)
    doubted = OutboundMessage.objects.get(pk=message).state
    messaging.dispatch_due(now=later + DAY)

    assert (doubted, OutboundMessage.objects.get(pk=message).state) == ("queued", "given_up")
