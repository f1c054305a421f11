"""Migrations are only ever added: whoever runs this house has data that earlier ones have shaped."""

import ast
import re
from collections.abc import Iterator
from itertools import groupby

import pytest

from tests.architecture.house import SOURCE
from tests.migrations import faults, listed, written

# What takes away what somebody has written, or does it where Django cannot see it.
LOSING = {"RemoveField", "DeleteModel", "RunSQL"}
NUMBER = re.compile(r"apps/(\w+)/migrations/(\d{4})_\w+\.py")


def steps_that_lose(text: str) -> list[str]:
    """The steps of a migration after which something is gone."""
    called = (one.func for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call))
    names = [one.attr for one in called if isinstance(one, ast.Attribute)]
    return [name for name in names if name in LOSING]


def test_each_migration_is_as_it_was_when_it_was_listed() -> None:
    assert faults(listed(), written()) == []


@pytest.mark.parametrize(
    ("here", "found"),
    [
        ({"a": "1", "b": "2"}, []),
        ({"a": "1"}, ["b was taken away"]),
        ({"a": "9", "b": "2"}, ["a was changed: add another one"]),
        ({"a": "1", "b": "2", "c": "3"}, ["c is not listed: python -m tests.migrations"]),
    ],
)
def test_what_was_done_to_migrations_is_found(here: dict[str, str], found: list[str]) -> None:
    assert faults({"a": "1", "b": "2"}, here) == found


def _numbers() -> Iterator[tuple[str, list[int]]]:
    places = [found.groups() for path in written() if (found := NUMBER.fullmatch(path))]
    assert len(places) == len(written()), "each is named by four digits and what it adds"
    for chapter, ones in groupby(places, key=lambda place: place[0]):
        yield chapter, [int(number) for _, number in ones]


def test_the_migrations_of_a_chapter_follow_on_one_another() -> None:
    wrong = {chapter: ns for chapter, ns in _numbers() if ns != list(range(1, len(ns) + 1))}

    assert wrong == {}


def test_no_migration_takes_away_what_somebody_has_written() -> None:
    found = {path: steps_that_lose((SOURCE / path).read_text()) for path in written()}

    assert {path: steps for path, steps in found.items() if steps} == {}


def test_a_migration_that_takes_away_is_found() -> None:
    assert steps_that_lose('migrations.RemoveField("case", "words")') == ["RemoveField"]
    assert steps_that_lose('migrations.AddField("case", "words", x)') == []
