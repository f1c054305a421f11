"""Erase once more what the list of this host says."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from benkan.interfaces.cli.house import open_house
from benkan.kit.erasures import known_erasures


def erase_what_the_list_says() -> None:
    """Nothing where there is no list, so that keys may be imported before there is a database."""
    known = known_erasures(Path(settings.DATA_DIR))
    if not known:
        return
    open_house()
    from benkan.interfaces.cli.house import on_sqlite
    from benkan.interfaces.cli.keeping import sqlite
    from benkan.reactions.erasing import erase_again

    if not on_sqlite() or sqlite.has_tables(Path(settings.DATABASES["default"]["NAME"])):
        erase_again(known, moment=timezone.now())
