"""`benkan keys`: carry the keys to another machine, sealed with a passphrase."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from benkan.interfaces.cli.exclusive import alone
from benkan.interfaces.cli.house import data_folder
from benkan.interfaces.cli.keeping import sealed
from benkan.interfaces.cli.keeping.fingerprints import keys_in
from benkan.interfaces.cli.keeping.needed import need_keys
from benkan.interfaces.cli.keeping.refusals import (
    FileExists,
    NoSuchFile,
    OtherKeysPresent,
    PassphraseNeeded,
)
from benkan.interfaces.cli.words import _

app = typer.Typer(
    help=_("Carry the keys to another machine, sealed with a passphrase."), no_args_is_help=True
)


@app.command("export", help=_("Write the keys to a file that only a passphrase opens."))
def export(file: Annotated[Path, typer.Argument(help=_("The file to write."))]) -> None:
    if file.exists():
        raise FileExists(file=str(file))
    keys = keys_in(_folder())
    content = sealed.seal(keys, _passphrase(twice=True))
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    typer.echo(
        _("%(count)s keys are in %(file)s. Without file and passphrase, sealed numbers are lost.")
        % {"count": len(keys), "file": file}
    )


@app.command("import", help=_("Take the keys from such a file, after a restore."))
def import_(
    file: Annotated[Path, typer.Argument(help=_("The file that `keys export` wrote."))],
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Put other keys that are here aside."))
    ] = False,
) -> None:
    if not file.is_file():
        raise NoSuchFile(file=str(file))
    keys = sealed.unseal(file, _passphrase(twice=False))
    with alone(data_folder()):
        others = _others(keys)
        if others and not replace:
            raise OtherKeysPresent(names=", ".join(others))
        for name, key in keys.items():
            _put(_folder(), name, key)
    typer.echo(_("%(count)s keys are in place.") % {"count": len(keys)})


@app.command("give-up", help=_("Go on without the keys of a restored database."))
def give_up() -> None:
    need_keys(data_folder(), {})
    typer.echo(_("New keys are made at the next start; what was sealed before stays unreadable."))


def _others(keys: dict[str, bytes]) -> list[str]:
    """Keys here that differ. That of the sessions does not count: it only logs people out."""
    here = keys_in(_folder())
    return sorted(
        name for name, key in keys.items() if name != "session" and here.get(name, key) != key
    )


def _put(folder: Path, name: str, key: bytes) -> None:
    """Put a key in place; another one of that name is kept beside it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    place = folder / f"{name}.key"
    if place.exists() and place.read_bytes() != key:
        aside = next(
            path
            for number in range(1, 1000)
            if not (path := folder / f"{name}.key.before-{number}").exists()
        )
        os.link(place, aside)
    draft = folder / f".{name}.import"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(place)


def _passphrase(*, twice: bool) -> str:
    given = os.environ.get("BENKAN_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise PassphraseNeeded()
    return str(typer.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=twice))


def _folder() -> Path:
    from django.conf import settings

    return Path(settings.KEYS_DIR)
