"""Make a data folder ready to serve: tables as this version wants them, static files collected."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from benkan.interfaces.cli.serving.mark import mark_first_start


def make_ready() -> None:
    """Bring the database and the static files up to date; a second call changes nothing."""
    if not _has_tables():
        mark_first_start(Path(settings.DATA_DIR))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.scss"])
    connections.close_all()


def _has_tables() -> bool:
    return "django_migrations" in connection.introspection.table_names()
