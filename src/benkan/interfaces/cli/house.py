"""Open the house for a command: settings, language, and the right to write."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benkan.interfaces.cli.exclusive import alone
from benkan.interfaces.cli.words import language


def open_house() -> None:
    """Read the settings and load the chapters; speak the language of the command."""
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language())


def name_settings() -> None:
    """Say where the settings are, for this process and its children."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benkan.config.settings")


def data_folder() -> Path:
    """The folder in which everything lies that Benkan writes."""
    from django.conf import settings

    return Path(settings.DATA_DIR)


def on_sqlite() -> bool:
    """Whether the database is a file of this machine, in which one process at a time may write."""
    from django.conf import settings

    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


@contextmanager
def writing(*, patience: float = 0.0) -> Iterator[None]:
    """The house, open for a command that writes; refused while the server runs on SQLite."""
    if not on_sqlite():
        open_house()
        yield
        return
    with alone(data_folder(), patience=patience):
        open_house()
        yield
