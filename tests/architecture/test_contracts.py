"""The directions of imports: they hold, they cover every chapter, and a breach is named."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, SOURCE

LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)
CHAPTERS = sorted(path.parent.name for path in (SOURCE / "apps").glob("*/__init__.py"))
INTERFACES = sorted(path.parent.name for path in (SOURCE / "interfaces").glob("*/__init__.py"))

FLOORS = "Floors look down only"
STORY = "A later chapter may look back, never ahead"
ROOMS = "A room sees the rooms above it in the table of DESIGN"
APART = "Interfaces do not import each other"
METHODS = "Methods are plain computation: no Django, no clock of the server, no network"
ALONE = "Each method stands alone"
PLAIN = "Rules and events know no Django"
OWN_TABLES = "Only {} touches its own tables"

# The contract, the module that breaks it and what that module imports.
BREACHES = [
    (FLOORS, "methods.planted", "benkan.kit.text"),
    (ALONE, "methods.panel.planted", "benkan.methods.budget_vote"),
    (FLOORS, "kit.planted", "benkan.apps.voices.rules"),
    (FLOORS, "apps.voices.pages.planted_up", "benkan.reactions.table"),
    (FLOORS, "reactions.planted", "benkan.interfaces.web"),
    (FLOORS, "interfaces.cli.planted_up", "benkan.config.settings"),
    (STORY, "apps.voices.queries.planted_ahead", "benkan.apps.commitments.events"),
    (STORY, "apps.journal.planted_ahead", "benkan.apps.files.rules"),
    (ROOMS, "apps.registry.rules.planted_down", "benkan.apps.registry.queries"),
    (ROOMS, "apps.registry.queries.planted_down", "benkan.apps.registry.actions"),
    (ROOMS, "apps.registry.models.planted_down", "benkan.apps.registry.queries"),
    (OWN_TABLES.format("registry"), "reactions.planted", "benkan.apps.registry.models"),
    (OWN_TABLES.format("messaging"), "apps.voices.planted", "benkan.apps.messaging.models"),
    (APART, "interfaces.web.planted", "benkan.interfaces.cli"),
    (APART, "interfaces.cli.planted", "benkan.interfaces.gateways"),
    (METHODS, "methods.planted_django", "django.db"),
    (METHODS, "methods.planted_socket", "socket"),
    (PLAIN, "apps.registry.rules.planted", "django.utils"),
]


def _lint(root: Path) -> dict[str, str]:
    """What import-linter says about each broken contract, by its name."""
    done = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    _, _, broken = done.stdout.partition("Broken contracts")
    headings = re.split(r"^(.+)\n-+\n", broken, flags=re.MULTILINE)[1:]
    return dict(zip(headings[::2], headings[1::2], strict=True))


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said about a copy of the package in which every breach is planted at once."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", root)
    for path in SOURCE.rglob("*.py"):
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    for _, importer, imported in BREACHES:
        _plant(root / "src" / "benkan", importer, imported)
    return _lint(root)


def _plant(source: Path, importer: str, imported: str) -> None:
    planted = source.joinpath(*importer.split(".")).with_suffix(".py")
    room = planted.parent
    # A room that is a file becomes a folder, so that nothing of the package is lost.
    if not room.is_dir():
        room.mkdir()
        file = room.with_suffix(".py")
        (room / "__init__.py").write_text(file.read_text() if file.exists() else "")
        file.unlink(missing_ok=True)
    with planted.open("a") as file_of_module:
        file_of_module.write(f"import {imported}\n")


def test_all_contracts_are_kept() -> None:
    assert _lint(ROOT) == {}


@pytest.mark.parametrize(("contract", "importer", "imported"), BREACHES)
def test_a_planted_import_is_caught_by_its_contract(
    reported: dict[str, str], contract: str, importer: str, imported: str
) -> None:
    said = reported.get(contract, "")

    seen = imported if imported.startswith("benkan") else imported.partition(".")[0]
    assert re.search(rf"benkan\.{re.escape(importer)} -> {re.escape(seen)}\b", said), said


def test_every_kind_of_contract_has_a_planted_breach() -> None:
    planted = {contract for contract, _, _ in BREACHES}

    kinds = {name for name in _contracts() if not name.startswith("Only ")}

    assert kinds - planted == set()


def _contracts() -> dict[str, dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {one["name"]: one for one in settings["tool"]["importlinter"]["contracts"]}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_contracts_cover_every_chapter(chapter: str) -> None:
    contracts = _contracts()

    app = f"benkan.apps.{chapter}"
    plain = {
        f"{app}.{room}"
        for room in ("rules", "events")
        if list((SOURCE / "apps" / chapter).glob(f"{room}*"))
    }
    assert contracts[STORY]["exhaustive"] is True
    assert app in _list(contracts[ROOMS]["containers"])
    assert plain - set(_list(contracts[PLAIN]["source_modules"])) == set()
    assert contracts[OWN_TABLES.format(chapter)] == {
        "name": OWN_TABLES.format(chapter),
        "type": "protected",
        "protected_modules": [f"{app}.models"],
        "allowed_importers": [app],
    }


def test_the_contracts_cover_every_interface() -> None:
    kept_apart = _list(_contracts()[APART]["modules"])

    assert sorted(kept_apart) == [f"benkan.interfaces.{name}" for name in INTERFACES]


def _list(value: object) -> list[str]:
    assert isinstance(value, list), "import-linter wants a list here"
    return value
