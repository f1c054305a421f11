"""The database: does it answer, has it the tables of this version, does the journal hold, which
reference data is in it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from benkan.apps.journal import queries as journal
from benkan.apps.registry import queries as registry
from benkan.interfaces.cli.findings.finding import Finding, well, wrong
from benkan.kit.refusals import N_


def findings() -> Iterator[Finding]:
    answers = _answers()
    yield answers
    if not answers.is_well:
        return
    tables = _tables()
    yield tables
    if tables.is_well:
        yield _journal()
        yield _reference()


def _answers() -> Finding:
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite" and not Path(database["NAME"]).exists():
        return wrong(N_("Database: there is none yet; `benkan up` makes it."))
    try:
        connection.ensure_connection()
    except DatabaseError:
        return wrong(N_("Database: it does not answer; is it running, and is DATABASE_URL right?"))
    return well(N_("Database: %(engine)s answers."), engine=connection.display_name)


def _tables() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return wrong(
            N_("Tables: %(count)s migrations are to be applied; run `benkan prepare`."),
            count=len(missing),
        )
    return well(N_("Tables: as this version wants them."))


def _journal() -> Finding:
    found = journal.verify()
    if found.faults:
        return wrong(
            N_("Journal: it does not hold in %(count)s programmes; see `benkan journal verify`."),
            count=len(found.faults),
        )
    return well(
        N_("Journal: %(sealed)s entries hold, %(unsealed)s wait to be sealed."),
        sealed=found.sealed,
        unsealed=found.unsealed,
    )


def _reference() -> Finding:
    packs = registry.loaded_packs()
    if not packs:
        return wrong(N_("Reference data: none is loaded; run `benkan load mali`."))
    pack = max(packs, key=lambda pack: pack.loaded_at)
    return well(
        N_("Reference data: %(name)s, loaded on %(day)s in %(seconds)s s."),
        name=pack.name,
        day=timezone.localtime(pack.loaded_at).strftime("%d/%m/%Y %H:%M"),
        seconds=f"{pack.seconds:.1f}",
    )
