from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder of files."""
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"
