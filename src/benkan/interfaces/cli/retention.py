"""`benkan retention`: what is kept how long, and what has gone; `--run` lets go now."""

from pathlib import Path
from typing import Annotated

import typer

from benkan.interfaces.cli.house import open_house, writing
from benkan.interfaces.cli.words import _


def add_to(app: typer.Typer) -> None:
    app.command("retention", help=_("Say what is kept how long, and what has gone."))(retention)


def retention(
    run: Annotated[
        bool, typer.Option("--run", help=_("Let go now of what has been kept long enough."))
    ] = False,
    strike: Annotated[
        list[Path] | None,
        typer.Option(
            "--strike",
            help=_(
                "Strike whoever was erased out of a backup that lies elsewhere; may be repeated."
            ),
        ),
    ] = None,
) -> None:
    if run:
        with writing():
            _run()
    if strike:
        open_house()
        _strike(strike)
    if not run and not strike:
        open_house()
        _show()


def _show() -> None:
    from django.utils.timezone import localtime
    from django.utils.translation import gettext

    from benkan.apps.registry import queries as registry
    from benkan.apps.registry.rules.retention import TABLE

    for line in TABLE:
        text = _("%(what)s: %(how_long)s")
        typer.echo(text % {"what": gettext(line.what), "how_long": gettext(line.how_long)})
        typer.echo(f"    {gettext(line.why)}")
    typer.echo()
    runs = registry.retention_runs(None)
    if not runs:
        typer.echo(_("Nothing has run yet: the server does it once a day."))
    for one in runs:
        when = localtime(one.began_at).strftime("%d/%m/%Y %H:%M")
        text = _("%(when)s  %(kind)s: %(removed)s gone in %(seconds)s s")
        if one.ended_at is None:
            text = _("%(when)s  %(kind)s: %(removed)s gone, then cut short")
        seconds = f"{one.seconds:.1f}"
        typer.echo(
            text % {"when": when, "kind": one.kind, "removed": one.removed, "seconds": seconds}
        )


def _run() -> None:
    from django.utils import timezone

    from benkan.reactions.retention import every_kind, run_all

    now = timezone.now()
    removed = sum(run_all(every_kind(), now=now))
    typer.echo(_("%(removed)s gone; `benkan retention` says what.") % {"removed": removed})


def _strike(backups: list[Path]) -> None:
    from django.conf import settings

    from benkan.kit.archives.refusals import NotABackup
    from benkan.kit.erasures import known_erasures
    from benkan.reactions.erasing import erased_since, strike_out_of_backups

    erased = erased_since(None) | known_erasures(Path(settings.DATA_DIR))
    done = strike_out_of_backups(erased, backups)
    if done.unreadable:
        raise NotABackup(file=done.unreadable[0])
    text = _("Struck out of %(backups)s backups: %(keys)s keys of contacts and %(contents)s files.")
    typer.echo(text % {"backups": done.backups, "keys": done.keys, "contents": done.contents})
