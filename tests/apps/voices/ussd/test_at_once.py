"""A provider that repeats itself faster than we answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from benkan.apps.messaging.models import Contact, OutboundMessage
from benkan.apps.registry.models import Programme
from benkan.apps.voices.actions import dial
from benkan.apps.voices.models import Case, UssdSession
from benkan.apps.voices.queries import UssdScreen
from tests.make.messaging import NUMBER, at_once
from tests.make.registry import NOW, make_programme

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")
WAY = ["", "1", "1*3", "1*3*0", "1*3*0*La pompe", "1*3*0*La pompe*1"]


def _together(act: Callable[[int], T], times: int) -> list[T]:
    def once(number: int) -> T:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once(6)) as threads:
        return list(threads.map(once, range(times)))


def _request(programme: Programme, text: str, number: str = NUMBER) -> UssdScreen:
    return dial(programme=programme.pk, number=number, session="s", text=text, moment=NOW)


def test_each_request_sent_six_times_at_once_opens_one_case() -> None:
    programme = make_programme()

    seen = [set(_together(lambda _, text=text: _request(programme, text), 6)) for text in WAY]

    assert [len(screens) for screens in seen] == [1] * len(WAY)
    rows = (Contact, UssdSession, Case, OutboundMessage)
    assert [model.objects.count() for model in rows] == [1, 1, 1, 1]


def test_six_telephones_at_once_open_six_cases() -> None:
    programme = make_programme()

    def call(number: int) -> bool:
        screens = [_request(programme, text, f"+2236500000{number}") for text in WAY]
        return screens[-1].ends

    assert _together(call, 6) == [True] * 6
    assert Case.objects.count() == 6
