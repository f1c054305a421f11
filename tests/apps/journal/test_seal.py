"""The chain of a programme: what is sealed stays, and whoever changes it is found out."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import F

from benkan.apps.journal.actions import seal
from benkan.apps.journal.models import Chain, Entry
from benkan.apps.journal.queries import Fault, Verification, backlog, verify
from benkan.apps.journal.rules import seal_of
from tests.make.journal import happen
from tests.make.registry import NOW

pytestmark = pytest.mark.django_db
PROGRAMME, NEIGHBOUR = UUID(int=1), UUID(int=2)


def _positions(programme: UUID = PROGRAMME) -> list[tuple[UUID, int | None]]:
    entries = Entry.objects.filter(programme=programme).order_by("position")
    return list(entries.values_list("pk", "position"))


def test_entries_are_sealed_in_the_order_of_their_moments() -> None:
    (later,) = happen(PROGRAMME, moment=NOW + timedelta(minutes=1))
    (sooner,) = happen(PROGRAMME, moment=NOW)

    assert seal(now=NOW) == 2

    assert _positions() == [(sooner, 1), (later, 2)]


def test_sealing_twice_is_sealing_once() -> None:
    happen(PROGRAMME, times=3)
    seal(now=NOW)
    once = _positions()

    assert seal(now=NOW) == 0
    assert _positions() == once


def test_a_long_queue_is_sealed_a_piece_at_a_time() -> None:
    happen(PROGRAMME, times=7)

    assert [seal(now=NOW, limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert verify().faults == ()


def test_each_programme_has_a_chain_of_its_own() -> None:
    happen(PROGRAMME, times=2)
    happen(NEIGHBOUR)

    seal(now=NOW)

    assert [position for _, position in _positions(NEIGHBOUR)] == [1]
    assert [(programme, position) for programme, position, _ in verify().heads] == [
        (PROGRAMME, 2),
        (NEIGHBOUR, 1),
    ]


def test_a_whole_journal_says_how_much_is_sealed_and_how_much_is_not_yet() -> None:
    happen(PROGRAMME, times=4)
    seal(now=NOW)
    happen(PROGRAMME, times=3, moment=NOW + timedelta(hours=1))

    found = verify()

    assert (found.sealed, found.unsealed, found.faults) == (4, 3, ())
    assert backlog().oldest == NOW + timedelta(hours=1)


def _at(position: int) -> Entry:
    return Entry.objects.get(programme=PROGRAMME, position=position)


def _change_a_word() -> None:
    Entry.objects.filter(pk=_at(2).pk).update(body='{"metres":999}')


def _change_who_did_it() -> None:
    Entry.objects.filter(pk=_at(2).pk).update(actor=uuid4())


def _change_a_moment() -> None:
    Entry.objects.filter(pk=_at(2).pk).update(moment=F("moment") + timedelta(seconds=1))


def _take_one_out() -> None:
    _at(2).delete()


def _take_the_first_out() -> None:
    _at(1).delete()


def _take_one_out_and_close_the_gap() -> None:
    _at(2).delete()
    for position in (3, 4):
        Entry.objects.filter(pk=_at(position).pk).update(position=position - 1)
    Chain.objects.filter(programme=PROGRAMME).update(position=3)


def _exchange_two() -> None:
    second, third = _at(2), _at(3)
    Entry.objects.filter(pk=second.pk).update(position=99)
    Entry.objects.filter(pk=third.pk).update(position=2)
    Entry.objects.filter(pk=second.pk).update(position=3)


def _cut_the_tail() -> None:
    _at(4).delete()


def _unseal_the_last() -> None:
    Entry.objects.filter(pk=_at(4).pk).update(position=None, previous=None, seal=None)


def _add_one_at_the_end() -> None:
    last = _at(4)
    added = Entry(programme=PROGRAMME, name="WellDug", version=1, body="{}", moment=NOW)
    added.position, added.previous = 5, last.seal
    added.seal = seal_of(str(last.seal), 5, {"body": "{}"})
    added.save()


def _change_the_last_with_its_seal() -> None:
    Entry.objects.filter(pk=_at(4).pk).update(seal="0" * 64)


def _move_the_head() -> None:
    Chain.objects.filter(programme=PROGRAMME).update(head="0" * 64)


@pytest.mark.parametrize(
    ("tamper", "position", "reason"),
    [
        (_change_a_word, 2, "changed"),
        (_change_who_did_it, 2, "changed"),
        (_change_a_moment, 2, "changed"),
        (_take_one_out, 2, "missing"),
        (_take_the_first_out, 1, "missing"),
        (_take_one_out_and_close_the_gap, 2, "reordered"),
        (_exchange_two, 2, "reordered"),
        (_cut_the_tail, 4, "tail_cut"),
        (_unseal_the_last, 4, "tail_cut"),
        (_add_one_at_the_end, 5, "added"),
        (_change_the_last_with_its_seal, 4, "changed"),
        (_move_the_head, 4, "head_changed"),
    ],
)
def test_whoever_touches_the_chain_is_found_out(
    tamper: Callable[[], None], position: int, reason: str
) -> None:
    happen(PROGRAMME, times=4)
    happen(NEIGHBOUR, times=2)
    seal(now=NOW)

    tamper()

    assert verify().faults == (Fault(PROGRAMME, position, reason),)


def test_a_chain_without_its_head_is_found_out() -> None:
    happen(PROGRAMME, times=2)
    seal(now=NOW)

    Chain.objects.all().delete()

    assert verify() == Verification(
        sealed=0, unsealed=0, faults=(Fault(PROGRAMME, 1, "chain_missing"),), heads=()
    )
