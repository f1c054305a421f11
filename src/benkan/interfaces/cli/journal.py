"""`benkan journal`: is the record of what happened whole, and where does it stand?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benkan.interfaces.cli.house import open_house
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import N_

if TYPE_CHECKING:
    from benkan.apps.journal.queries import Fault, Verification
    from benkan.apps.journal.rules import Anchor

app = typer.Typer(help=_("The record of what has happened."), no_args_is_help=True)

_REASONS = {
    "changed": N_("the entry was changed after it was sealed"),
    "missing": N_("an entry is missing"),
    "reordered": N_("entries were put in another order"),
    "tail_cut": N_("the end was cut off, or something was added to it"),
    "added": N_("an entry was added behind the head of the chain"),
    "head_changed": N_("the head of the chain was changed"),
    "chain_missing": N_("the head of the chain is missing"),
    "not_as_anchored": N_("the seal is not the one that was kept elsewhere: it was written anew"),
    "anchored_missing": N_("it was kept elsewhere, and is not here: the end was cut off"),
}


@app.command("verify", help=_("Walk every chain from its start; exit 1 when one does not hold."))
def verify(
    anchor: Annotated[
        list[Path] | None,
        typer.Option(
            "--anchor",
            help=_("Compare with heads kept elsewhere: a letter, a backup, a folder of them."),
        ),
    ] = None,
) -> None:
    open_house()
    from benkan.apps.journal import queries
    from benkan.interfaces.cli.keeping.anchors import anchors_of

    anchors = anchors_of(anchor or ())
    found = queries.verify(anchors)
    _say(found)
    if anchor:
        _say_compared(found, anchors)
    for fault in found.faults:
        _say_fault(fault)
    if found.faults:
        raise typer.Exit(1)


@app.command("heads", help=_("Say where each chain stands, to be kept elsewhere: print it."))
def heads() -> None:
    open_house()
    from django.utils import timezone

    from benkan.apps.journal import queries, rules

    typer.echo(rules.written_anchors(queries.heads(), moment=timezone.now()), nl=False)


def _say(found: "Verification") -> None:
    for programme, position, head in found.heads:
        typer.echo(f"{programme}  {position}  {head[:16]}")
    typer.echo(
        _("%(sealed)s sealed entries hold; %(unsealed)s wait to be sealed.")
        % {"sealed": found.sealed, "unsealed": found.unsealed}
    )
    if found.oldest_unsealed:
        text = _("Nothing guards those that wait, the oldest since %(since)s.")
        typer.echo(text % {"since": found.oldest_unsealed.isoformat(timespec="seconds")})


def _say_compared(found: "Verification", anchors: "list[Anchor]") -> None:
    text = _(
        "Compared with %(count)s heads that were kept elsewhere; %(beyond)s sealed entries are newer."
    )
    typer.echo(text % {"count": len(set(anchors)), "beyond": found.beyond})


def _say_fault(fault: "Fault") -> None:
    text = _("Programme %(programme)s, entry %(position)s: %(reason)s.")
    details = {
        "programme": fault.programme,
        "position": fault.position,
        "reason": _(_REASONS[fault.reason]),
    }
    typer.echo(text % details, err=True)
