"""`benkan journal verify`: is the record of what happened whole?"""

import typer

from benkan.interfaces.cli.house import open_house
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import N_

app = typer.Typer(help=_("The record of what has happened."), no_args_is_help=True)

_REASONS = {
    "changed": N_("the entry was changed after it was sealed"),
    "missing": N_("an entry is missing"),
    "reordered": N_("entries were put in another order"),
    "tail_cut": N_("the end was cut off, or something was added to it"),
    "chain_missing": N_("the head of the chain is missing"),
}


@app.callback()
def journal() -> None:
    """A group of one command, so that its name stays when others join it."""


@app.command("verify", help=_("Walk every chain from its start; exit 1 when one does not hold."))
def verify() -> None:
    open_house()
    from benkan.apps.journal import queries

    found = queries.verify()
    for programme, position, head in found.heads:
        typer.echo(f"{programme}  {position}  {head[:16]}")
    typer.echo(
        _("%(sealed)s sealed entries hold; %(unsealed)s wait to be sealed.")
        % {"sealed": found.sealed, "unsealed": found.unsealed}
    )
    for fault in found.faults:
        text = _("Programme %(programme)s, entry %(position)s: %(reason)s.")
        details = {
            "programme": fault.programme,
            "position": fault.position,
            "reason": _(_REASONS[fault.reason]),
        }
        typer.echo(text % details, err=True)
    if found.faults:
        raise typer.Exit(1)
