"""The `benkan` command: its parts, and how a refusal is said.

Every refusal is one sentence on the error stream and exit code 2; what a check finds wrong is
exit code 1. `BENKAN_DEBUG=1` shows the trace of what nobody foresaw.
"""

import os
import sys

import typer

from benkan.interfaces.cli import (
    account,
    backup,
    check,
    gateway,
    importing,
    journal,
    keys,
    load,
    method,
    prepare,
    programme,
    restore,
    retention,
    up,
    work,
)
from benkan.interfaces.cli.house import name_settings
from benkan.interfaces.cli.mistakes import WrongUse, said_of
from benkan.interfaces.cli.said import said
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import Refused

app = typer.Typer(
    name="benkan",
    help=_("Benkan runs a civic-engagement programme, from a citizen's voice to a promise kept."),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (up, check, backup, restore, retention, prepare, work):
    command.add_to(app)
app.add_typer(load.app, name="load")
app.add_typer(importing.app, name="import")
app.add_typer(journal.app, name="journal")
app.add_typer(keys.app, name="keys")
app.add_typer(programme.app, name="programme")
app.add_typer(account.app, name="account")
app.add_typer(gateway.app, name="gateway")
app.add_typer(method.app, name="method")


def main() -> None:
    """Run the command; every end has a sentence."""
    name_settings()
    os.umask(0o077)  # whatever Benkan writes is for its own account alone
    try:
        answer = app(prog_name="benkan", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(answer if isinstance(answer, int) else 0)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the answer has read enough (`| head`). Nothing is left to say, nor to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except WrongUse as mistake:
        _end(said_of(mistake))
    except Refused as refusal:
        _end(said(refusal))
    except Exception as problem:
        if os.environ.get("BENKAN_DEBUG"):
            raise
        _end(_unforeseen(problem))


def _end(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    sys.exit(2)


def _unforeseen(problem: Exception) -> str:
    if type(problem).__name__ in {"OperationalError", "ProgrammingError"}:
        text = _(
            "The database does not answer as it should (%(why)s). Is DATABASE_URL right, "
            "and have you run `benkan prepare`?"
        )
    else:
        text = _(
            "Something went wrong that nobody foresaw (%(why)s). "
            "With BENKAN_DEBUG=1 the same command shows where; please report it."
        )
    why = str(problem).strip().splitlines()[0] if str(problem).strip() else ""
    return text % {"why": f"{type(problem).__name__}: {why}" if why else type(problem).__name__}
