"""The settings as a host starts with them, where nothing is set and no test has replaced anything."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import import_string

from benkan.config import settings as here


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.delenv("BENKAN_DEBUG", raising=False)
    return runpy.run_path(str(Path(here.__file__)))


def test_a_host_starts_without_debugging(said: dict[str, Any]) -> None:
    assert said["DEBUG"] is False


def test_passwords_are_kept_by_argon2(said: dict[str, Any]) -> None:
    [hasher] = [import_string(name)() for name in said["PASSWORD_HASHERS"]]

    kept = hasher.encode("quatre mots bien choisis", hasher.salt())

    assert kept.split("$")[:4] == ["argon2", "argon2id", "v=19", "m=102400,t=2,p=8"]
