"""What no text may hold, whatever way it came in: it is looked at where all of them go through.

PostgreSQL keeps no NUL and answers with an error; SQLite keeps it, and its own functions then stop
reading there. What comes by a form is refused by the form; a box, an address, a header or a message
of a gateway is not a form, and whoever asks the database with it is refused here on both.
"""

from collections.abc import Callable, Iterable
from typing import Any

from benkan.kit.refusals import SignNotKept

Run = Callable[[str, Any, bool, dict[str, Any]], Any]


def refuse_nul(execute: Run, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement if no text of it holds a NUL; for `execute_wrappers` of a connection."""
    rows: Iterable[Any] = params if many else (params,)
    if many and not isinstance(params, list | tuple):
        rows = params = list(params)
    if any(_holds_nul(row) for row in rows):
        raise SignNotKept()
    return execute(sql, params, many, context)


def _holds_nul(row: Any) -> bool:
    texts = row.values() if isinstance(row, dict) else row or ()
    return any(isinstance(one, str) and "\0" in one for one in texts)
