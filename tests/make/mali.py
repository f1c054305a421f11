"""The whole of Mali for the tests of one module: loaded once, rolled back after the last of them.

Import the fixture and mark the module; `tests/sharing.py` keeps the module in one worker:

    from tests.make.mali import whole_mali
    pytestmark = [pytest.mark.django_db,
                  pytest.mark.usefixtures("whole_mali")]
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from benkan.apps.registry.actions import LoadReport, load_mali

LOADED = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def whole_mali(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LoadReport]:
    """The report of the loading; the rows are there for every test of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_mali(moment=LOADED)
        transaction.set_rollback(True)
