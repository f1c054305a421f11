"""Write the migrations that the changed tables need, and list them:

    python -m tests.migrations [WHAT_IT_ADDS]

What a migration has done to somebody's data cannot be done again otherwise: a migration that was
committed stays as it is, and a change is a new one (docs/decisions/0056). `tests/architecture/
migrations.lock` holds the digest of each; a test refuses one that was changed, lost or not listed.

Django writes every index and every constraint as a step of its own, and after each it builds all tables
anew in its mind: a first start would spend two thirds of its time on that. Here a new table gets them
at once.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.core.management.commands.makemigrations import Command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.migration import Migration
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

import benkan
from tests.architecture.house import ROOT, SOURCE

LOCK = ROOT / "tests" / "architecture" / "migrations.lock"


def written() -> dict[str, str]:
    """The digest of each migration that is there, by its path in the package."""
    found = sorted(SOURCE.glob("apps/*/migrations/[0-9]*.py"))
    return {str(one.relative_to(SOURCE)): sha256(one.read_bytes()).hexdigest() for one in found}


def listed() -> dict[str, str]:
    lines = (line.split() for line in LOCK.read_text().splitlines())
    return {path: digest for digest, path in lines}


def faults(listed: Mapping[str, str], written: Mapping[str, str]) -> list[str]:
    """What was done to migrations besides adding one and listing it, a sentence each."""
    lost = [f"{path} was taken away" for path in listed if path not in written]
    changed = [
        f"{path} was changed: add another one"
        for path, digest in written.items()
        if listed.get(path, digest) != digest
    ]
    new = [
        f"{path} is not listed: python -m tests.migrations"
        for path in written
        if path not in listed
    ]
    return sorted(lost + changed + new)


def list_new() -> list[str]:
    """Put the new ones into the list, and answer which; what is listed already stays as it is."""
    old, here = listed(), written()
    new = {path: digest for path, digest in here.items() if path not in old}
    together = sorted({**old, **new}.items())
    LOCK.write_text("".join(f"{digest}  {path}\n" for path, digest in together))
    return sorted(new)


def folded(operations: Sequence[Operation]) -> list[Operation]:
    """The same tables in fewer steps; a table that gets a field later keeps its steps."""
    grown = {one.model_name_lower for one in operations if isinstance(one, AddField)}
    made: dict[str, CreateModel] = {}
    kept: list[Operation] = []
    for one in operations:
        if isinstance(one, CreateModel) and one.name_lower not in grown:
            made[one.name_lower] = one
        if isinstance(one, AddIndex) and one.model_name_lower in made:
            made[one.model_name_lower].options.setdefault("indexes", []).append(one.index)
        elif isinstance(one, AddConstraint) and one.model_name_lower in made:
            made[one.model_name_lower].options.setdefault("constraints", []).append(one.constraint)
        else:
            kept.append(one)
    return kept


class Folding(MigrationAutodetector):
    def changes(self, *arguments: Any, **more: Any) -> dict[str, list[Migration]]:
        found: dict[str, list[Migration]] = super().changes(*arguments, **more)
        for migrations in found.values():
            for migration in migrations:
                migration.operations = folded(migration.operations)
        return found


class MakeMigrations(Command):
    autodetector = Folding


if __name__ == "__main__":
    # Django writes where it finds the package: in another tree it would not find what is here.
    if Path(benkan.__file__).resolve().parent != SOURCE.resolve():
        sys.exit("Another tree's benkan is installed here: run it with PYTHONPATH=src.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benkan.config.settings")
    django.setup()
    call_command(MakeMigrations(), **({"name": sys.argv[1]} if sys.argv[1:] else {}))
    for path in list_new():
        print(f"listed: {path}")
