"""Is the database of this version, of an earlier one that can be brought up, or of a later one?"""

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from benkan.kit.refusals import N_, Refused


class LaterVersion(Refused):
    code = "later_version"
    text = N_(
        "These data are of a later version of Benkan (%(what)s): install that version or a newer "
        "one. Nothing was changed."
    )


def check_not_later() -> None:
    """Refuse data that a later version has shaped: this one would write what that one cannot read."""
    loader = MigrationLoader(connection)
    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("benkan.")}
    unknown = [
        f"{label}.{name}"
        for label, name in loader.applied_migrations
        if label in ours and (label, name) not in loader.disk_migrations
    ]
    if unknown:
        raise LaterVersion(what=max(unknown))


def is_behind() -> bool:
    """Whether tables are to be brought up; asking is cheaper than doing it when there is nothing to do."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
