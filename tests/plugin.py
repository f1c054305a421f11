"""Prepares the test run before Django is set up: its own data folder."""

import os
import tempfile

os.environ.setdefault("BENKAN_DATA_DIR", tempfile.mkdtemp(prefix="benkan-tests-"))
