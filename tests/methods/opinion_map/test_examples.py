"""The examples in the documentation of the code hold."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["votes", "map", "priority", "standing"])
def test_the_examples_hold(name: str) -> None:
    result = doctest.testmod(import_module(f"benkan.methods.opinion_map.{name}"))

    assert result.failed == 0
    assert result.attempted > 0
