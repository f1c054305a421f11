"""A commit waits for the disk, whatever the server was set to; where it does not, it is said."""

import copy

import pytest
from django.db import connection

from benkan.interfaces.cli.findings.lasting import lasting

pytestmark = pytest.mark.django_db


def test_the_check_names_what_does_not_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENKAN_LANGUAGE", "en")

    found = lasting()

    # The PostgreSQL of the tests waits for no disk, which costs them minutes otherwise.
    held = connection.vendor == "sqlite" or "fsync = off" in found.sentence
    assert (held, found.is_well) == (True, connection.vendor == "sqlite")


def test_a_server_that_does_not_wait_is_asked_to() -> None:
    if connection.vendor != "postgresql":
        return
    lazy = connection.copy()
    lazy.settings_dict = copy.deepcopy(lazy.settings_dict)
    lazy.settings_dict["OPTIONS"]["options"] = "-c synchronous_commit=off"
    try:
        with lazy.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
    finally:
        lazy.close()
