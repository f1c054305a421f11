from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from benkan.apps.registry.models import Programme
from tests.make.hotline import SLUG, load, make_regions, programme_of_calls, whole_file


@pytest.fixture(scope="module")
def hotline(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Programme]:
    """The programme with all 10,928 calls of the file that is shipped: loaded once for a module,
    whose tests all stand in its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_regions()
        load(whole_file(), slug=SLUG)
        yield programme_of_calls()
        transaction.set_rollback(True)
