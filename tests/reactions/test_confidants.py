"""A sensitive message that nobody named may read finds a reader; twice is once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from benkan.apps.journal.actions import carry, seal
from benkan.apps.journal.events import Occurrence
from benkan.apps.registry.models import Programme, RoleGrant
from benkan.apps.registry.queries import actor_for
from benkan.apps.voices import queries
from benkan.apps.voices.actions import end_confidant, guard_case
from benkan.apps.voices.events import CaseOpened, ConfidantEnded
from benkan.apps.voices.models import Confidant
from benkan.interfaces.cli.findings import confidants as findings
from benkan.kit.actor import Actor, Role
from benkan.reactions.confidants import entrust_the_case, entrust_what_was_left
from benkan.reactions.now_and_then import entrust
from benkan.reactions.table import FOLLOWS
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import make_case, make_confidant

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=1)


def _follow() -> None:
    while seal(now=LATER) + carry(FOLLOWS, now=LATER):
        pass


def _reads(actor: Actor) -> int:
    assert actor.programme is not None
    return queries.cases_known_to(actor, actor.programme).filter(is_sensitive=True).count()


def test_a_sensitive_message_goes_to_the_administrator_when_nobody_is_named() -> None:
    programme, place = make_programme(), make_place()
    chief = make_actor(programme, Role.ADMINISTRATOR)
    make_case(programme, place, is_sensitive=True)
    make_case(programme, place)
    before = _reads(chief)

    _follow()

    assert (before, _reads(chief)) == (0, 1)


def test_what_is_marked_later_goes_there_as_well() -> None:
    programme, place = make_programme(), make_place()
    chief = make_actor(programme, Role.ADMINISTRATOR)
    case = make_case(programme, place)
    _follow()
    guard_case(case=case, is_sensitive=True, actor=chief, moment=NOW)

    _follow()

    assert _reads(chief) == 1


def test_when_the_last_of_those_named_ends_the_administrator_reads() -> None:
    programme, place = make_programme(), make_place()
    chief, reader = make_actor(programme, Role.ADMINISTRATOR), make_actor(programme, Role.ANIMATOR)
    named = make_confidant(reader)
    make_case(programme, place, is_sensitive=True)
    _follow()
    before = _reads(chief)

    end_confidant(programme=programme.pk, confidant=named, actor=chief, moment=LATER)
    _follow()

    assert (before, _reads(chief), _reads(reader)) == (0, 1, 0)


def _occurrence(programme: Programme, event: Any) -> Occurrence[Any]:
    return Occurrence(id=programme.pk, programme=programme.pk, actor=None, moment=NOW, event=event)


@pytest.mark.parametrize("which", ["the case", "what was left"])
def test_twice_is_once(which: str) -> None:
    programme, place = make_programme(), make_place()
    chief = make_actor(programme, Role.ADMINISTRATOR)
    case = make_case(programme, place, is_sensitive=True)
    assert chief.account is not None
    react: Callable[[Occurrence[Any]], None]
    if which == "the case":
        react = entrust_the_case
        event: Any = CaseOpened(case=case, channel="web", service="water", place=place.pk)
    else:
        react = entrust_what_was_left
        event = ConfidantEnded(confidant=case, account=chief.account, case=None)

    react(_occurrence(programme, event))
    react(_occurrence(programme, event))

    assert Confidant.objects.filter(account=chief.account).count() == 1


def test_whose_reader_has_left_is_found_now_and_then() -> None:
    programme, place = make_programme(), make_place()
    chief, gone = make_actor(programme, Role.ADMINISTRATOR), make_actor(programme, Role.ANIMATOR)
    assert gone.account is not None
    make_confidant(gone)
    make_case(programme, place, is_sensitive=True)
    _end_roles(gone)

    found = [entrust(LATER) for _ in range(2)]

    assert (found, _reads(chief)) == ([1, 0], 1)


def _end_roles(actor: Actor) -> None:
    RoleGrant.objects.filter(account=actor.account).update(closes_at=NOW)
    assert actor.account is not None
    assert actor.programme is not None
    assert actor_for(actor.account, programme=actor.programme, moment=LATER).posts == ()


def test_the_check_says_when_a_message_waits_for_a_reader() -> None:
    programme, place = make_programme(), make_place()
    make_case(programme, place, is_sensitive=True)
    waiting = [finding.is_well for finding in findings.findings()]
    make_confidant(make_actor(programme, Role.ANIMATOR))

    assert (waiting, [finding.is_well for finding in findings.findings()]) == ([False], [True])
