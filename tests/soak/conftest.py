"""What takes long: `make soak`. Each drill prints what it measured, and fails when a goal is missed.

With `BENKAN_FIGURES=1` its table also goes into docs/figures.md, below its own mark, with the day, the
machine and the load: what was lost or missed is written down like the rest.
"""

import os
from collections.abc import Callable

import pytest
from benchmarks.ground import figures

Record = Callable[[str], None]


@pytest.fixture
def record(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Record:
    """Prints a table in Markdown; written down under `<!-- begin tests/soak/<file>.py:<test> -->`."""
    name = f"{request.path.relative_to(figures.ROOT)}:{request.node.name}"

    def write(table: str) -> None:
        with capsys.disabled():
            print(f"\n{table}")
        if os.environ.get("BENKAN_FIGURES"):
            figures.record(name, table)

    return write
