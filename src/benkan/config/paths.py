"""Where everything is that Benkan writes: one folder."""

import os
from pathlib import Path

from platformdirs import user_data_path

SOURCE = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """`BENKAN_DATA_DIR`; else `data/` in a checkout; else the user's own data folder."""
    if given := os.environ.get("BENKAN_DATA_DIR"):
        return Path(given).resolve()
    checkout = SOURCE.parents[1]
    if (checkout / "pyproject.toml").exists():
        return checkout / "data"
    return user_data_path("benkan")
