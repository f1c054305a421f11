"""Make the first migrations anew, each table at once with its indexes and constraints:

    python -m tests.migrations

Until Benkan is released there is one migration a chapter, made anew when its tables change. Django
writes every index and every constraint as a step of its own, and after each it builds all tables
anew in its mind: a first start would spend two thirds of its time on that.
"""

import os
import sys
from collections.abc import Sequence
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
from tests.architecture.house import SOURCE


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
    # Django writes where it finds the package: in another tree it would not bring back what goes here.
    if Path(benkan.__file__).resolve().parent != SOURCE.resolve():
        sys.exit("Another tree's benkan is installed here: run it with PYTHONPATH=src.")
    for first in SOURCE.glob("apps/*/migrations/0*.py"):
        first.unlink()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benkan.config.settings")
    django.setup()
    call_command(MakeMigrations())
