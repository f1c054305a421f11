"""The examples in the documentation of the methods hold, and every method has one."""

import doctest
from importlib import import_module
from pkgutil import iter_modules, walk_packages

import pytest

from benkan import methods

METHODS = sorted(module.name for module in iter_modules(methods.__path__) if module.ispkg)
NAMES = sorted(
    module.name for module in walk_packages(methods.__path__, prefix=f"{methods.__name__}.")
)


def examples_in(name: str) -> list[doctest.DocTest]:
    """The examples of one module, without those that it has imported."""
    found = doctest.DocTestFinder().find(import_module(name))
    return [test for test in found if test.examples]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_in_the_documentation_hold(name: str) -> None:
    told: list[str] = []
    runner = doctest.DocTestRunner()

    for test in examples_in(name):
        runner.run(test, out=told.append)

    assert told == []


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_an_example(method: str) -> None:
    own = [name for name in NAMES if name.startswith(f"{methods.__name__}.{method}.")]

    assert any(examples_in(name) for name in own)
