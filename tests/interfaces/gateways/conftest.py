from collections.abc import Iterator

import pytest

from tests.make.calls import Archive, make_archive


@pytest.fixture
def archive() -> Iterator[Archive]:
    with make_archive() as here:
        yield here
