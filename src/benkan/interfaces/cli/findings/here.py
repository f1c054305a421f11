"""This machine: the settings, the keys, the room on the disk."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks

from benkan.interfaces.cli.findings.finding import Finding, well, wrong
from benkan.interfaces.cli.keeping.fingerprints import keys_in
from benkan.interfaces.cli.keeping.needed import needed_keys
from benkan.kit.refusals import N_

LEAST_FREE_MB = 500


def findings() -> Iterator[Finding]:
    yield _settings()
    yield _keys(Path(settings.DATA_DIR), Path(settings.KEYS_DIR))
    yield _disk(Path(settings.DATA_DIR))


def _settings() -> Finding:
    found = [message for message in checks.run_checks() if message.is_serious()]
    if found:
        return wrong(N_("Settings: %(first)s"), first=str(found[0].msg).splitlines()[0])
    if settings.DEBUG:
        return wrong(N_("Settings: BENKAN_DEBUG is on, and error pages would show the inside."))
    return well(
        N_("Settings: in order; everything is written to %(folder)s."), folder=settings.DATA_DIR
    )


def _keys(folder: Path, keys: Path) -> Finding:
    if names := needed_keys(folder, keys):
        return wrong(
            N_("Keys: missing since the restore (%(names)s); run `benkan keys import FILE`."),
            names=", ".join(names),
        )
    open_to_others = [path.name for path in keys.glob("*") if path.stat().st_mode & 0o077]
    if open_to_others:
        return wrong(
            N_("Keys: others can read %(names)s; set its mode to 0600."),
            names=", ".join(sorted(open_to_others)),
        )
    damaged = [name for name, key in keys_in(keys).items() if len(key) != 32]
    if damaged:
        return wrong(
            N_("Keys: damaged (%(names)s); bring them back with `benkan keys import FILE`."),
            names=", ".join(damaged),
        )
    return well(N_("Keys: %(count)s, readable by this account alone."), count=len(keys_in(keys)))


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < LEAST_FREE_MB:
        return wrong(
            N_("Disk: only %(free)s MB are free; make room, or writing will fail."), free=free
        )
    return well(N_("Disk: %(free)s MB are free."), free=free)
