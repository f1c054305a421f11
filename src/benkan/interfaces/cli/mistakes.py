"""A command that was written wrongly: what is wrong and where to read how it is meant.

Typer finds the mistake and says it in English and over several lines; here it is one sentence in
the language of the command.
"""

import re
from typing import Any

import typer

from benkan.interfaces.cli.words import _
from benkan.methods.refusals import quoted

# Every mistake of this kind: an unknown option, a missing file name. Typer names only one of them.
WrongUse: type[Exception] = typer.BadParameter.__mro__[1]

# Typer gives an unknown command, and an argument too many, no kind of its own.
_NO_COMMAND = re.compile(r"No such command '(.*)'")
_TOO_MANY = re.compile(r"Got unexpected extra arguments? ?\(?s?\)? ?\((.*)\)", re.DOTALL)


def said_of(mistake: Any) -> str:
    """One sentence; a command without its parts shows them instead."""
    context = mistake.ctx
    if type(mistake).__name__ == "NoArgsIsHelpError":
        return str(context.get_help())
    command = context.command_path if context else "benkan"
    what = _("%(why)s: `%(command)s --help` shows how it is written.")
    return what % {"why": _why(mistake), "command": command}


def _why(mistake: Any) -> str:
    parameter = getattr(mistake, "param", None)
    if type(mistake).__name__ == "NoSuchOption":
        why = _("There is no option %(name)s") % {"name": quoted(mistake.option_name)}
    elif type(mistake).__name__ == "BadOptionUsage":
        why = _("The option %(name)s needs a value") % {"name": mistake.option_name}
    elif (found := _NO_COMMAND.match(mistake.message or "")) is not None:
        why = _("There is no command %(name)s") % {"name": quoted(found[1])}
    elif (found := _TOO_MANY.match(mistake.message or "")) is not None:
        why = _("%(name)s is one argument too many") % {"name": quoted(found[1])}
    elif type(mistake).__name__ == "MissingParameter" and parameter is not None:
        why = _("%(name)s is missing") % {"name": _name(parameter)}
    elif isinstance(mistake, typer.BadParameter) and parameter is not None:
        why = _("The value of %(name)s does not fit") % {"name": _name(parameter)}
    else:
        why = mistake.format_message().rstrip(".").splitlines()[0]
    return str(why)


def _name(parameter: Any) -> str:
    """`--seats` of an option, `VOTES.csv` of a file name."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name.upper())
