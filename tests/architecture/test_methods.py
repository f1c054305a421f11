"""Every method has all that belongs to it, and a server that shows figures loads no solver."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from benkan.interfaces.cli.method import app
from tests.architecture.house import ROOT, SOURCE

METHODS = sorted(path.parent.name for path in (SOURCE / "methods").glob("*/__init__.py"))
COMMANDS = {
    "barometer": ["barometer"],
    "budget_vote": ["budget-vote"],
    "opinion_map": ["opinion-map"],
    "panel": ["panel"],
    "suppression": ["suppress"],
    "survey": ["survey-estimate", "survey-size"],
    "survival": ["survival"],
}
# What stands for a method beside its computation, from the root of the repository.
BELONGS: Mapping[str, str] = {
    "a command": "src/benkan/interfaces/cli/method/{}/command.py",
    "French": "src/benkan/locale/{}/fr/LC_MESSAGES/django.po",
    "tests": "tests/methods/{}/__init__.py",
    "a benchmark": "benchmarks/{}.py",
    "reasons": "src/benkan/methods/{}/explaining.py",
    "a document": "src/benkan/interfaces/cli/method/{}/document.py",
    "a picture": "src/benkan/interfaces/cli/method/{}/plot.py",
}
HEAVY = """
import sys
{}
heavy = "numpy scipy highspy ninja av PIL qrcode httpx celery twilio.rest weasyprint".split()
print([name for name in heavy if name in sys.modules])
"""
SERVER = """
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import benkan.interfaces.cli.serving.thread
"""


@pytest.mark.parametrize("what", BELONGS)
def test_every_method_has_what_belongs_to_it(what: str) -> None:
    there = [name for name in METHODS if (ROOT / BELONGS[what].format(name)).is_file()]

    assert there == METHODS


def test_every_method_says_its_version() -> None:
    versions = {name: import_module(f"benkan.methods.{name}").VERSION for name in METHODS}

    assert [name for name, version in versions.items() if not version.isdecimal()] == []


def test_every_command_is_known_and_belongs_to_a_method() -> None:
    commands = {command.name for command in app.registered_commands}

    assert sorted(COMMANDS) == METHODS
    assert {name for names in COMMANDS.values() for name in names} == commands


@pytest.mark.parametrize("method", METHODS)
def test_every_command_has_a_page_that_shows_it(method: str) -> None:
    pages = {path: path.read_text("utf-8") for path in (ROOT / "docs" / "methods").glob("*.md")}

    for command in COMMANDS[method]:
        shown = f"benkan method {command} "
        at = [path.stem for path, text in pages.items() if shown in text]
        assert {command, method} & set(at), f"no page of its own shows `{shown}`"


def test_every_method_stands_in_the_contract_that_keeps_methods_apart() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    apart = next(
        each["modules"]
        for each in contracts["contracts"]
        if each["name"] == "Each method stands alone"
    )

    assert sorted(apart) == [f"benkan.methods.{name}" for name in METHODS]


@pytest.mark.parametrize(
    "programme",
    [
        pytest.param("\n".join(f"import benkan.methods.{name}" for name in METHODS), id="packages"),
        pytest.param("import benkan.interfaces.cli.main", id="command"),
        pytest.param(SERVER, id="server"),
    ],
)
def test_what_only_names_methods_and_operations_loads_nothing_that_few_pages_need(
    programme: str, tmp_path: Path
) -> None:
    paths = os.pathsep.join((str(SOURCE.parent), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-c", HEAVY.format(programme)],
        env={
            **os.environ,
            "PYTHONPATH": paths,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "BENKAN_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "[]\n"
