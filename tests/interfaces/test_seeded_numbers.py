"""A hundred numbers come in by every way; none is in an answer, a table, a log or a letter.

`tests/soak/test_seeded_numbers.py` does the same with ten thousand on a whole machine, with its files and backups.
"""

import logging

import pytest
from pytest_django import Settings

from tests.seeding import RECORDER, Log, Recorder, a_seeding, open_the_desk, sent
from tests.seeker import Seeker, Written, every_value, hits_by_place, seeded

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_hundred_numbers_are_found_nowhere(settings: Settings) -> None:
    settings.MIDDLEWARE = [RECORDER, *settings.MIDDLEWARE]
    Recorder.answers.clear()
    log, root = Log(), logging.getLogger()
    root.addHandler(log)
    before = root.level
    root.setLevel(logging.DEBUG)
    numbers = seeded(100)
    try:
        with a_seeding() as here:
            here.bring(numbers, typed=5)
            here.follow()
            open_the_desk(here)
    finally:
        root.removeHandler(log)
        root.setLevel(before)

    written = [*Recorder.answers, *every_value(), *sent(here)]
    written.append(Written("the log", "\n".join(log.lines).encode()))
    assert hits_by_place(Seeker(numbers), written) == {}
