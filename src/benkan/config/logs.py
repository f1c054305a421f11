"""What goes into the log: where something broke and of which kind, never what somebody said."""

import logging
import re
from traceback import format_tb
from types import TracebackType

# Where a provider can send no header, the token of a gateway ends its address.
_TOKEN_IN_ADDRESS = re.compile(r"(/passerelles/[^/\s]+/ussd/)[^\s?]+")
Problem = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Leaves the message of an exception out of its trace: a database names the values that it
    refuses, a parser the text that it cannot read, and both may be a number or somebody's words."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN_IN_ADDRESS.sub(r"\1…", super().format(record))

    def formatException(self, ei: Problem) -> str:  # noqa: N802  the name that logging calls
        problem, said = ei[1], []
        while problem is not None:
            said.append("".join(format_tb(problem.__traceback__)) + type(problem).__qualname__)
            problem = problem.__cause__ or (
                None if problem.__suppress_context__ else problem.__context__
            )
        return "\n".join(said)
