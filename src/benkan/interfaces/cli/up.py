"""`benkan up`: serve, from an empty folder to a running programme, with one command."""

import os
import socket
import sys
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Annotated

import typer

from benkan.interfaces.cli.exclusive import alone
from benkan.interfaces.cli.house import data_folder, on_sqlite
from benkan.interfaces.cli.keeping.needed import check_keys_present
from benkan.interfaces.cli.serving.server import Serving, serve
from benkan.interfaces.cli.words import _
from benkan.kit.refusals import N_, Refused

SECONDS_FOR_THE_OLD_SERVER = 3.0


class PortTaken(Refused):
    """Another program answers there."""

    code = "port_taken"
    text = N_("Port %(port)s is taken by another program: choose one with --port.")


class PortNotAllowed(Refused):
    """The system keeps it for itself."""

    code = "port_not_allowed"
    text = N_("This account may not listen on %(host)s port %(port)s: choose another one.")


class CertificateIncomplete(Refused):
    """One of the two is missing, or no such file."""

    code = "certificate_incomplete"
    text = N_("TLS needs both files: --cert with the certificate and --key with its key.")


class WorkerNotSeparable(Refused):
    """Nobody would do the background work."""

    code = "worker_not_separable"
    text = N_("--no-worker needs PostgreSQL (DATABASE_URL): on SQLite only one process may write.")


class SeveralNeedPostgres(Refused):
    """Several processes would write to SQLite."""

    code = "several_need_postgres"
    text = N_("Several processes need PostgreSQL (DATABASE_URL): on SQLite only one may write.")


class NotMadeReady(Refused):
    """Migrations or static files failed."""

    code = "not_made_ready"
    text = N_(
        "The database could not be made ready, so nothing was started; the lines above say why."
    )


def add_to(app: typer.Typer) -> None:
    app.command("up", help=_("Start Benkan: pages, background work and, once, the first data."))(up)


def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help=_("Port to listen on."))] = 8000,
    host: Annotated[str, typer.Option(help=_("Address to listen on."))] = "127.0.0.1",
    lan: Annotated[
        bool, typer.Option("--lan", help=_("Let other devices of the local network in."))
    ] = False,
    cert: Annotated[Path | None, typer.Option(help=_("TLS certificate (PEM)."))] = None,
    key: Annotated[Path | None, typer.Option(help=_("Key of the certificate (PEM)."))] = None,
    worker: Annotated[
        bool, typer.Option(help=_("Do the background work here (PostgreSQL: may run apart)."))
    ] = True,
    processes: Annotated[
        int,
        typer.Option(
            min=1,
            max=64,
            envvar="BENKAN_PROCESSES",
            help=_("How many processes answer; several need PostgreSQL."),
        ),
    ] = 1,
    demonstration: Annotated[
        bool, typer.Option(help=_("Load the demonstration programme at the first start."))
    ] = True,
) -> None:
    if (cert is None) != (key is None) or not all(p.is_file() for p in (cert, key) if p):
        raise CertificateIncomplete()
    host = "0.0.0.0" if lan and host == "127.0.0.1" else host  # noqa: S104  what --lan asks for
    serving = Serving(
        host=host,
        port=port,
        certificate=cert,
        key=key,
        works=worker,
        demonstration=demonstration,
        address=_announce(host, port, over_tls=cert is not None),
        processes=processes,
    )
    if not worker and on_sqlite():
        raise WorkerNotSeparable()
    if processes > 1 and on_sqlite():
        raise SeveralNeedPostgres()
    folder = data_folder()
    check_keys_present(folder, folder / "keys")
    with alone(folder, patience=SECONDS_FOR_THE_OLD_SERVER) if on_sqlite() else nullcontext():
        _check_port(host, port)
        _greet(serving, folder)
        if not serve(serving):
            raise NotMadeReady()


def _announce(host: str, port: int, *, over_tls: bool) -> str:
    """Tell the settings, before they are read, under which addresses this server is reached."""
    scheme = "https" if over_tls else "http"
    outside = _own_addresses() if host in {"0.0.0.0", "::"} else [host]  # noqa: S104
    address = os.environ.setdefault("BENKAN_ORIGIN", f"{scheme}://{outside[0]}:{port}")
    os.environ.setdefault("BENKAN_HOSTS", ",".join(["127.0.0.1", "localhost", "[::1]", *outside]))
    if outside != ["127.0.0.1"] and not over_tls and address.startswith("http://"):
        os.environ["BENKAN_PLAIN_LAN"] = "1"
    return address


def _own_addresses() -> list[str]:
    """The addresses of this machine, the one towards the local network first."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for examples; UDP: nothing is sent
            found.append(probe.getsockname()[0])
        except OSError:
            pass
    name = socket.gethostname()
    with suppress(OSError):
        found += socket.gethostbyname_ex(name)[2]
    return [*dict.fromkeys(found), name, f"{name}.local"]


def _check_port(host: str, port: int) -> None:
    """The server shares its port with its successor, so the system would let two share it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise PortNotAllowed(host=host, port=port) from None
        except OSError:
            raise PortTaken(port=port) from None


def _greet(serving: Serving, folder: Path) -> None:
    print(_("Benkan answers on %(address)s") % {"address": serving.address})
    print(_("Everything it writes lies in %(folder)s; stop it with Ctrl+C.") % {"folder": folder})
    if os.environ.get("BENKAN_PLAIN_LAN"):
        print(
            _(
                "Without TLS, browsers on other devices allow neither voice recording nor offline "
                "use: give --cert and --key for these. What is sent can be read on the network."
            )
        )
    sys.stdout.flush()
