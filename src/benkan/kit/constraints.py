"""A promise that a table keeps about time: what a row says once, it says for good.

Django knows constraints on what a row holds, none on how it came to hold it. This one is a trigger of
the database, so that no code of ours, of today or later, changes a value behind the back of those
who have read it.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models.constraints import BaseConstraint

_SQLITE = """CREATE TRIGGER %(name)s BEFORE UPDATE ON %(table)s WHEN %(changed)s
BEGIN SELECT RAISE(ABORT, '%(said)s'); END"""
# The columns stand in the function, not in the trigger: else none of them could be altered later.
_POSTGRES = """CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF %(changed)s THEN
RAISE EXCEPTION '%(said)s' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NEW;
END $$;
CREATE TRIGGER %(name)s BEFORE UPDATE ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(function)s()"""


class NeverChanged(BaseConstraint):
    """Columns that an update may not change; those in `once` may be filled in, and then stay."""

    def __init__(self, *, fields: Sequence[str], once: Sequence[str] = (), name: str) -> None:
        self.fields = tuple(fields)
        self.once = tuple(once)
        super().__init__(name=name)

    def create_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> Any:
        assert model is not None, "a trigger stands on a table"
        assert schema_editor is not None, "a trigger is written for one database"
        on_postgres = schema_editor.connection.vendor == "postgresql"
        quote = schema_editor.quote_name
        return Statement(
            _POSTGRES if on_postgres else _SQLITE,
            table=Table(model._meta.db_table, quote),
            name=quote(self.name),
            function=quote(f"{self.name}_refused"),
            said=self.name,
            changed=self._changed(model, quote, "IS DISTINCT FROM" if on_postgres else "IS NOT"),
        )

    def constraint_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        """Nothing inside CREATE TABLE: the trigger comes right after it."""
        assert schema_editor is not None, "a trigger is written for one database"
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def remove_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> Any:
        assert model is not None, "a trigger stands on a table"
        assert schema_editor is not None, "a trigger is written for one database"
        quote = schema_editor.quote_name
        on_postgres = schema_editor.connection.vendor == "postgresql"
        return Statement(
            "DROP TRIGGER IF EXISTS %(name)s ON %(table)s"
            if on_postgres
            else "DROP TRIGGER IF EXISTS %(name)s",
            table=Table(model._meta.db_table, quote),
            name=quote(self.name),
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Whether a row was otherwise before, only the database knows."""

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields, "once": self.once}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NeverChanged):
            return NotImplemented
        return bool(self.deconstruct() == other.deconstruct())

    def __hash__(self) -> int:
        return hash((self.name, self.fields, self.once))

    def _changed(self, model: type[models.Model], quote: Any, differs: str) -> str:
        def column(field: str) -> str:
            return str(quote(model._meta.get_field(field).column))  # type: ignore[union-attr]

        for_good = [f"OLD.{column(f)} {differs} NEW.{column(f)}" for f in self.fields]
        filled = [
            f"(OLD.{column(f)} IS NOT NULL AND OLD.{column(f)} {differs} NEW.{column(f)})"
            for f in self.once
        ]
        return " OR ".join(for_good + filled)
