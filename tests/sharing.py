"""Which tests stay together when several processes share them.

What runs `benkan up` waits for its turn in one process: the machine is too small for two servers at
a time, and they would be slower than their patience. A module stays together as well where all its
tests stand on one ground that takes long to lay: the whole of Mali, hosts with their databases.

Groups are handed out before single tests, the one with most tests first, so that no process is left
with a group at the end when the others have done.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/browser/": "servers",
    "tests/interfaces/cli/test_gateway.py": "servers",
    "tests/interfaces/cli/test_keeping.py": "servers",
    "tests/interfaces/cli/test_up.py": "servers",
    "tests/interfaces/cli/test_erasing.py": "hosts",
    "tests/interfaces/cli/test_importing.py": "calls",
    "tests/interfaces/test_neighbour.py": "neighbours",
    "tests/apps/registry/test_places_mali.py": "mali",
    "tests/architecture/test_contracts.py": "imports",
}


class Sharing(LoadScopeScheduling):
    """Hands out single tests, but for those of TOGETHER."""

    def _split_scope(self, nodeid: str) -> str:
        for start, group in TOGETHER.items():
            if nodeid.startswith(start):
                return group
        return nodeid
