"""Many at the same moment: one case, no reference twice, and no guess too many."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from benkan.apps.voices.actions import open_by_code
from benkan.apps.voices.models import Case, ReferenceCounter
from benkan.apps.voices.rules.codes import MOST_SKIPPED, WRONG_CODES, CodeUnknown, TooManyCodes
from tests.make.messaging import at_once
from tests.make.registry import NOW, make_place, make_programme
from tests.make.voices import open_one

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")


def _together(act: Callable[[int], T], times: int) -> list[T]:
    def once(number: int) -> T:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once(8)) as threads:
        return list(threads.map(once, range(times)))


def test_a_form_sent_ten_times_at_once_opens_one_case() -> None:
    programme, place = make_programme(), make_place("Kati")

    opened = _together(lambda _: open_one(programme, place, client_key="k"), 10)

    assert Case.objects.count() == 1
    assert {(one.reference, one.tracking_code) for one in opened} == {
        ("KAT-0001", opened[0].tracking_code)
    }
    assert ReferenceCounter.objects.get().last == 1


def test_ten_cases_opened_at_once_have_ten_references() -> None:
    programme, place = make_programme(), make_place("Kati")

    opened = _together(lambda number: open_one(programme, place, client_key=f"k{number}"), 10)

    assert len({one.reference for one in opened}) == 10
    assert ReferenceCounter.objects.get().last < 1 + 10 * MOST_SKIPPED


def test_guesses_made_at_once_are_all_counted() -> None:
    programme = make_programme()

    def guess(_: int) -> str:
        try:
            open_by_code(
                programme=programme.pk,
                tracking_code="0000000000",
                connection="10.0.0.1",
                moment=NOW,
            )
        except (CodeUnknown, TooManyCodes) as refusal:
            return refusal.code
        return "opened"

    answers = Counter(_together(guess, WRONG_CODES + 10))

    assert answers == {"code_unknown": WRONG_CODES, "too_many_codes": 10}
