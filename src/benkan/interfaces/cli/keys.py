"""`benkan keys`: change the keys, and carry them to another machine, sealed with a passphrase."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from benkan.interfaces.cli.exclusive import alone
from benkan.interfaces.cli.house import data_folder, on_sqlite, writing
from benkan.interfaces.cli.words import _

app = typer.Typer(
    help=_("Change the keys, or carry them to another machine, sealed with a passphrase."),
    no_args_is_help=True,
)


class Rotated(StrEnum):
    """The keys that can be changed."""

    MASTER = "master"
    NUMBERS = "numbers"


@app.command("export", help=_("Write the keys to a file that only a passphrase opens."))
def export(file: Annotated[Path, typer.Argument(help=_("The file to write."))]) -> None:
    from benkan.interfaces.cli.keeping import sealed
    from benkan.interfaces.cli.keeping.fingerprints import keys_in
    from benkan.interfaces.cli.keeping.key_files import Carried, make_those_not_needed_yet
    from benkan.interfaces.cli.keeping.needed import needed_keys
    from benkan.interfaces.cli.keeping.passphrase import new_passphrase
    from benkan.kit.archives.refusals import FileExists
    from benkan.kit.erasures import known_erasures

    if file.exists():
        raise FileExists(file=str(file))
    if not needed_keys(data_folder(), _folder()):
        make_those_not_needed_yet(_folder())
    carried = Carried(keys_in(_folder()), known_erasures(data_folder()))
    content = sealed.seal(carried, new_passphrase())
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    typer.echo(
        _("%(count)s keys are in %(file)s. Without file and passphrase, sealed numbers are lost.")
        % {"count": len(carried.keys), "file": file}
    )


@app.command("import", help=_("Take the keys from such a file, after a restore."))
def import_(
    file: Annotated[Path, typer.Argument(help=_("The file that `keys export` wrote."))],
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Put other keys that are here aside."))
    ] = False,
) -> None:
    from benkan.interfaces.cli.keeping import sealed
    from benkan.interfaces.cli.keeping.erased import erase_what_the_list_says
    from benkan.interfaces.cli.keeping.key_files import check_no_others, put_keys
    from benkan.interfaces.cli.keeping.passphrase import passphrase_again
    from benkan.kit.archives.refusals import NoSuchFile
    from benkan.kit.erasures import note_erasures

    if not file.is_file():
        raise NoSuchFile(file=str(file))
    carried = sealed.unseal(file, passphrase_again())
    with alone(data_folder()):
        if not replace:
            check_no_others(_folder(), carried.keys)
        note_erasures(data_folder(), carried.erasures)
        put_keys(_folder(), carried.keys)
        erase_what_the_list_says()
    typer.echo(_("%(count)s keys are in place.") % {"count": len(carried.keys)})


@app.command("rotate", help=_("Begin a new key, and bring all that the old one kept under it."))
def rotate(
    which: Annotated[Rotated, typer.Argument(help=_("The key to change."))],
) -> None:
    with writing():
        from benkan.interfaces.cli.keeping.rotating import finish, is_begun
        from benkan.kit.keys import MASTER, NUMBERS

        series = {Rotated.MASTER: MASTER, Rotated.NUMBERS: NUMBERS}[which]
        if is_begun(series):
            typer.echo(_("An older key is still here: what it keeps is brought under the new one."))
        else:
            series.begin_next(_folder())
        done = finish(series, at_once=on_sqlite())
    typer.echo(
        _("%(count)s rows are under the key %(name)s now.")
        % {"count": done.rows, "name": done.current}
    )
    for name in done.dropped:
        typer.echo(_("The key %(name)s is deleted: nothing here needs it.") % {"name": name})
    for name in done.kept:
        text = _("The key %(name)s stays for now: it is needed, or another process may need it.")
        typer.echo(text % {"name": name})
    typer.echo(_("Backups made before need the keys exported before. Export the new ones now."))


@app.command("give-up", help=_("Go on without the keys of a restored database."))
def give_up() -> None:
    from benkan.interfaces.cli.keeping.needed import need_keys

    need_keys(data_folder(), {})
    typer.echo(_("New keys are made at the next start; what was sealed before stays unreadable."))


def _folder() -> Path:
    from django.conf import settings

    return Path(settings.KEYS_DIR)
