"""Which tests stay together when several processes share them.

A module with a browser is handed out whole: each process has one server, on a copy of what the
first of them has loaded, and a browser as long as the module runs. What starts `benkan up` for each
test waits for its turn in one process: more servers at a time would be slower than their patience.
A module stays together as well where all its tests stand on one ground that takes long to lay: the
whole of Mali, hosts with their databases.

Groups are handed out before single tests: first those that take longest, then the ones with most
tests, so that no process is left with a group at the end when the others have done.
"""

from collections import deque

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

TOGETHER = {
    "tests/interfaces/cli/test_gateway.py": "servers",
    "tests/interfaces/cli/test_keeping.py": "servers",
    "tests/interfaces/cli/test_up.py": "servers",
    "tests/interfaces/cli/test_erasing.py": "hosts",
    "tests/interfaces/cli/test_importing.py": "calls",
    "tests/interfaces/test_neighbour.py": "neighbours",
    "tests/apps/registry/test_places_mali.py": "mali",
    "tests/architecture/test_contracts.py": "imports",
}
WHOLE = "tests/browser/"
# The first loads the demonstration, and none that comes second should have to wait for it.
FIRST = (
    "tests/browser/test_everybody.py",
    "servers",
    *(
        f"tests/browser/test_{one}.py"
        for one in ("offline", "citizen", "offline_animator", "offline_pages", "weight", "voice")
    ),
)


class Sharing(LoadScopeScheduling):
    """Hands out single tests, but for those that stay together."""

    def _split_scope(self, nodeid: str) -> str:
        for start, group in TOGETHER.items():
            if nodeid.startswith(start):
                return group
        return nodeid.partition("::")[0] if nodeid.startswith(WHOLE) else nodeid

    def _assign_work_unit(self, node: WorkerController) -> None:
        self._first = getattr(self, "_first", deque(FIRST))
        while self._first:
            if (first := self._first.popleft()) in self.workqueue:
                self.workqueue.move_to_end(first, last=False)
                break
        super()._assign_work_unit(node)
