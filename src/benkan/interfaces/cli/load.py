"""`benkan load`: reference data and the demonstration, by hand. Both are safe to repeat."""

import sys
from time import perf_counter

import typer

from benkan.interfaces.cli.house import writing
from benkan.interfaces.cli.words import _

app = typer.Typer(
    help=_("Load reference data or the demonstration; safe to repeat."), no_args_is_help=True
)


@app.command("mali", help=_("Load the places, schools and health centres of Mali."))
def mali() -> None:
    with writing():
        from benkan.interfaces.cli.serving.first_start import load_mali

        report = load_mali(_tell)
    typer.echo(_("Loaded in %(seconds)s s.") % {"seconds": f"{report.seconds:.1f}"})
    for name, count in sorted(report.counts.items()):
        typer.echo(f"  {name}: {count}")


@app.command("demonstration", help=_("Build the demonstration programme (fictional people)."))
def demonstration() -> None:
    with writing():
        from benkan.interfaces.cli.serving.first_start import (
            demonstration_accounts,
            load_demonstration,
        )

        began = perf_counter()
        load_demonstration(_tell)
        seconds = perf_counter() - began
        accounts = demonstration_accounts()
    typer.echo(_("The demonstration programme is there."))
    typer.echo(_("Loaded in %(seconds)s s.") % {"seconds": f"{seconds:.1f}"})
    for account in accounts:
        typer.echo(f"  {account}")


def _tell(what: str, done: float, total: float = 1) -> None:
    """One line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        share = 100 * done / total if total else 100
        print(f"\r{share:3.0f} %  {what:60.60}", end="", file=sys.stderr, flush=True)
