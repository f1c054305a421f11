"""What benchmarks stand on: the source beside them, and a database of its own where one is needed."""

import os
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
# A benchmark measures the source that it lies beside, whatever is installed.
sys.path.insert(0, str(SOURCE))
APPS = (
    "journal",
    "files",
    "registry",
    "messaging",
    "activities",
    "voices",
    "assessments",
    "commitments",
    "results",
)


def prepare(folder: str = "") -> None:
    """Set Django up with the tables of the models as they are, in a temporary data folder; a database
    of `DATABASE_URL` must be empty. Given a folder that was prepared before, as it was left."""
    os.environ["BENKAN_DATA_DIR"] = folder or tempfile.mkdtemp(prefix="benkan-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benkan.config.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = dict.fromkeys(APPS)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.SECOND_STEP_ASKED = False
    django.setup()
    if not folder:
        call_command("migrate", run_syncdb=True, verbosity=0)
