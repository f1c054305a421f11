"""What goes into the log: where something broke and of which kind, never what somebody said."""

import logging
import re
import time
from traceback import format_tb
from types import TracebackType

# What opens something by being known: the token of a gateway that can send no header, an invitation,
# the link to a new password.
_TOKEN_IN_ADDRESS = re.compile(
    r"(/passerelles/[^/\s]+/ussd/|/invitation/|/comptes/mot-de-passe/nouveau/)[^\s?]+"
)
# Whatever ends a line somewhere, or moves the cursor of a terminal.
_ENDS_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
Problem = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Leaves the message of an exception out of its trace: a database names the values that it
    refuses, a parser the text that it cannot read, and both may be a number or somebody's words.

    Hours are of UTC, and say so. What was asked for makes no line of its own.
    """

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN_IN_ADDRESS.sub(r"\1…", super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the name that logging calls
        return _ENDS_A_LINE.sub(lambda found: ascii(found[0])[1:-1], super().formatMessage(record))

    def formatException(self, ei: Problem) -> str:  # noqa: N802  the name that logging calls
        problem, said = ei[1], []
        while problem is not None:
            said.append("".join(format_tb(problem.__traceback__)) + type(problem).__qualname__)
            problem = problem.__cause__ or (
                None if problem.__suppress_context__ else problem.__context__
            )
        return "\n".join(said)
