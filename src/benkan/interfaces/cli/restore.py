"""`benkan restore FILE`: bring a backup back, checked, whole or not at all."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benkan.interfaces.cli.house import on_sqlite, open_house
from benkan.interfaces.cli.words import _

if TYPE_CHECKING:
    from benkan.interfaces.cli.keeping.key_files import Carried
    from benkan.interfaces.cli.keeping.restoring import Restored


def add_to(app: typer.Typer) -> None:
    app.command("restore", help=_("Bring a backup back into an empty data folder."))(restore)


def restore(
    file: Annotated[Path, typer.Argument(help=_("The archive that `benkan backup` wrote."))],
    keys: Annotated[
        Path | None,
        typer.Option(
            "--keys", help=_("The file that `keys export` wrote: asks for its passphrase.")
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("Put the data that is here aside first."))
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Put other keys that are here aside."))
    ] = False,
) -> None:
    open_house()
    from django.utils import timezone

    from benkan.interfaces.cli.keeping import restoring

    carried = _carried(file.absolute(), keys, replace=replace)
    done = restoring.restore(
        file.absolute(),
        carried=carried,
        force=force,
        moment=timezone.now(),
        on_sqlite=on_sqlite(),
    )
    _say(done)


def _carried(file: Path, keys: Path | None, *, replace: bool) -> "Carried | None":
    """The keys that come along, opened with their passphrase before anything is changed. Without
    being told, ask where they are when the backup wants other keys than there are here."""
    from django.conf import settings

    from benkan.interfaces.cli.keeping import sealed
    from benkan.interfaces.cli.keeping.fingerprints import missing_keys
    from benkan.interfaces.cli.keeping.key_files import check_no_others
    from benkan.interfaces.cli.keeping.passphrase import passphrase_again
    from benkan.kit.archives.archive import opened
    from benkan.kit.archives.refusals import NoSuchFile

    if keys is None:
        with opened(file) as (manifest, _members):
            wanted = missing_keys(manifest.keys, Path(settings.KEYS_DIR))
        keys = _asked_for(wanted) if wanted else None
    if keys is None:
        return None
    if not keys.is_file():
        raise NoSuchFile(file=str(keys))
    carried = sealed.unseal(keys, passphrase_again())
    if not replace:
        check_no_others(Path(settings.KEYS_DIR), carried.keys)
    return carried


def _asked_for(wanted: list[str]) -> Path | None:
    """Where the exported keys are; None without a terminal, or for an empty answer: later."""
    if not sys.stdin.isatty():
        return None
    text = _(
        "This backup needs keys that are not here (%(names)s). The file that `keys export` wrote "
        "(empty: later)"
    )
    given = typer.prompt(text % {"names": ", ".join(wanted)}, default="", show_default=False)
    return Path(given) if given else None


def _say(done: "Restored") -> None:
    manifest = done.manifest
    typer.echo(
        _("Restored %(rows)s rows and %(files)s files of %(made)s. The mark is %(mark)s.")
        % {
            "rows": sum(manifest.facts.rows.values()) + done.keys,
            "files": len(manifest.members) - 2 - done.erased_contents,
            "made": manifest.made_at[:16],
            "mark": manifest.fingerprint(),
        }
    )
    if done.erased_contents:
        text = _("%(count)s files did not come back: whoever had brought them was erased since.")
        typer.echo(text % {"count": done.erased_contents})
    if done.aside:
        typer.echo(_("What was here before lies in %(folder)s.") % {"folder": done.aside})
    if done.missing:
        typer.echo(
            _(
                "Sealed telephone numbers cannot be read until the keys are back: "
                "`benkan keys import FILE` (missing: %(names)s)."
            )
            % {"names": ", ".join(done.missing)}
        )
