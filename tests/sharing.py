"""Which tests stay together when several processes share them.

What starts a server of its own waits for its turn in one process: the machine is too small for two
of them, and they would be slower than their patience. The module that loads the whole of Mali stays
in one process as well, so that it is loaded once.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/browser/": "servers",
    "tests/interfaces/cli/": "servers",
    "tests/apps/registry/test_places_mali.py": "mali",
}


class Sharing(LoadScopeScheduling):
    """Hands out single tests, but for those of TOGETHER."""

    def _split_scope(self, nodeid: str) -> str:
        for start, group in TOGETHER.items():
            if nodeid.startswith(start):
                return group
        return nodeid
