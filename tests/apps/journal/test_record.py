"""An event is told with the change that caused it, or not at all."""

import json
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from benkan.apps.journal import actions, rules
from benkan.apps.journal.models import Entry
from benkan.kit.actor import Actor
from tests.make.journal import WellDug, happen
from tests.make.registry import NOW

PROGRAMME = uuid4()
wells = st.builds(WellDug)


@pytest.mark.django_db
def test_an_entry_says_what_happened_who_did_it_and_when() -> None:
    actor, well = Actor(account=uuid4()), UUID(int=7)

    with transaction.atomic():
        entry = actions.record(WellDug(well, 12), programme=PROGRAMME, actor=actor, moment=NOW)

    stored = Entry.objects.get(pk=entry)
    assert (stored.programme, stored.name, stored.version) == (PROGRAMME, "WellDug", 1)
    assert (stored.actor, stored.moment) == (actor.account, NOW)
    assert stored.body == '{"metres":12,"well":"00000000-0000-0000-0000-000000000007"}'
    assert (stored.position, stored.previous, stored.seal) == (None, None, None)


@pytest.mark.django_db
def test_a_change_that_is_taken_back_takes_its_event_with_it() -> None:
    with transaction.atomic():
        happen(PROGRAMME)
        transaction.set_rollback(True)

    assert Entry.objects.count() == 0


def test_an_event_outside_a_transaction_is_a_mistake(committed: None) -> None:
    with pytest.raises(AssertionError, match="belongs to the change"):
        actions.record(WellDug(uuid4(), 1), programme=PROGRAMME, actor=Actor(), moment=NOW)


@given(wells)
def test_an_event_comes_back_as_it_was_written(well: WellDug) -> None:
    assert rules.revived(WellDug, rules.canonical(well)) == well


@given(wells, wells)
def test_two_events_are_the_same_text_only_when_they_are_equal(one: WellDug, two: WellDug) -> None:
    assert (rules.canonical(one) == rules.canonical(two)) == (one == two)


@given(wells)
def test_the_text_is_plain_json_with_its_keys_in_order(well: WellDug) -> None:
    text = rules.canonical(well)

    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))


fields = st.dictionaries(st.sampled_from("abc"), st.text(max_size=3), min_size=1)


@given(st.tuples(st.text(max_size=2), st.integers(1, 99), fields))
def test_a_seal_is_the_same_each_time(sealed: tuple[str, int, dict[str, str]]) -> None:
    previous, position, stored = sealed

    assert rules.seal_of(previous, position, stored) == rules.seal_of(previous, position, stored)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"a": "x", "b": "yz"}, {"a": "xy", "b": "z"}),
        ({"a": "", "b": "x"}, {"a": "x", "b": ""}),
    ],
)
def test_words_that_move_from_one_field_to_the_next_change_the_seal(
    one: dict[str, str], two: dict[str, str]
) -> None:
    assert rules.seal_of("", 1, one) != rules.seal_of("", 1, two)
