"""Events are told apart by name, hold nobody's words or numbers, and nothing that follows is lost."""

import dataclasses
import inspect
from collections import Counter
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benkan import reactions
from benkan.apps.journal.events import Event
from benkan.apps.journal.rules import canonical, revived
from benkan.reactions.table import FOLLOWS
from tests.architecture.house import SOURCE

ROOMS = sorted((SOURCE / "apps").glob("*/events*"))
CHAPTERS = [room.parent.name for room in ROOMS]
REACTIONS = sorted(path.stem for path in (SOURCE / "reactions").glob("*.py"))
# Words that people said, and what finds a person, stay in the tables of their chapter.
PERSONAL = {"name", "text", "number", "phone", "email", "note", "reason", "answer", "address"}


def _kinds() -> list[type[Event]]:
    found = []
    for chapter in CHAPTERS:
        room = import_module(f"benkan.apps.{chapter}.events")
        found += [
            kind
            for _, kind in inspect.getmembers(room, inspect.isclass)
            if issubclass(kind, Event) and kind is not Event and kind.__module__ == room.__name__
        ]
    return found


KINDS = _kinds()


def test_no_two_events_share_a_name() -> None:
    names = Counter(kind.name() for kind in KINDS)

    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name())
def test_an_event_holds_ids_codes_numbers_and_moments_only(kind: type[Event]) -> None:
    fields = {field.name for field in dataclasses.fields(kind)}

    assert fields & PERSONAL == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name())
@given(data=st.data())
def test_an_event_comes_back_as_it_was_written(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(st.builds(kind))

    assert revived(kind, canonical(event)) == event


def test_a_reaction_is_listed_in_the_table() -> None:
    listed = {reaction.__name__ for row in FOLLOWS.values() for reaction in row}

    assert _reactions() - listed == set()


def test_no_two_reactions_share_a_name() -> None:
    """The journal remembers by its name that a reaction has run: of two, one would never run."""
    different = {reaction for row in FOLLOWS.values() for reaction in row}

    names = Counter(reaction.__name__ for reaction in different)

    assert [name for name, times in names.items() if times > 1] == []


def _reactions() -> set[str]:
    """The public functions of this floor that take an occurrence."""
    found = set()
    for name in REACTIONS:
        module = import_module(f"{reactions.__name__}.{name}") if name != "__init__" else reactions
        for each, function in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), "")
            if first == "occurrence" and not each.startswith("_"):
                found.add(each)
    return found
