"""Operations for migrations beside which people go on working, and which can be run again after they were broken off.

A migration with `AddIndex`, `RemoveIndex` or `AddUnique` says `atomic = False` and holds nothing else: it is not one
transaction, so what is run again is every one of its operations. Rules and reasons: CONTRIBUTING.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, NotInTransactionMixin, RemoveIndexConcurrently
from django.db import migrations, models

Given = Any  # what Django hands to an operation: states, and a schema editor


class AddField(migrations.AddField):
    """A column whose default stays in the table: the former program, which does not name it, goes on adding rows."""

    def database_forwards(self, app_label: str, schema_editor: Given, from_state: Given, to_state: Given) -> None:
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        model = to_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        changes, params = schema_editor._alter_column_default_sql(model, None, field)
        names = {"table": schema_editor.quote_name(model._meta.db_table), "changes": changes}
        schema_editor.execute(schema_editor.sql_alter_column % names, params)


class AddIndex(AddIndexConcurrently):
    """An index that is built while rows are written."""

    def database_forwards(self, app_label: str, schema_editor: Given, from_state: Given, to_state: Given) -> None:
        with _built(schema_editor, self.index.name) as missing:
            if missing:
                super().database_forwards(app_label, schema_editor, from_state, to_state)


class RemoveIndex(RemoveIndexConcurrently):
    """The end of an index, without waiting in the way of others."""

    def database_backwards(self, app_label: str, schema_editor: Given, from_state: Given, to_state: Given) -> None:
        with _built(schema_editor, self.name) as missing:
            if missing:
                super().database_backwards(app_label, schema_editor, from_state, to_state)


class AddUnique(NotInTransactionMixin, migrations.AddConstraint):
    """Uniqueness under a condition (all ours are: of living records), whose index is built while rows are written.

    Where rows break it, it fails and says which value; run again when that is put right.
    """

    atomic = False

    def __init__(self, model_name: str, constraint: models.UniqueConstraint) -> None:
        if not isinstance(constraint, models.UniqueConstraint) or constraint.condition is None:
            raise TypeError("AddUnique takes a UniqueConstraint with a condition")
        super().__init__(model_name, constraint)

    def database_forwards(self, app_label: str, schema_editor: Given, from_state: Given, to_state: Given) -> None:
        self._ensure_not_in_transaction(schema_editor)
        model = to_state.apps.get_model(app_label, self.model_name)
        with _built(schema_editor, self.constraint.name) as missing:
            if missing:
                plain = str(self.constraint.create_sql(model, schema_editor))
                statement = plain.replace("CREATE UNIQUE INDEX", "CREATE UNIQUE INDEX CONCURRENTLY", 1)
                schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Given, from_state: Given, to_state: Given) -> None:
        self._ensure_not_in_transaction(schema_editor)
        _drop(schema_editor, self.constraint.name)


@contextmanager
def _built(schema_editor: Given, name: str) -> Iterator[bool]:
    """Whether the index is to be built: what a broken-off run left is no index. It may wait for those who write.

    Sessions that bring tables up to date give up waiting for locks after some seconds (`project.migrations`): they
    would hold up all who come after them. Building an index beside others holds up nobody, and waits for everybody.
    """
    if schema_editor.collect_sql:
        yield True
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        limit = cursor.fetchone()[0]
        cursor.execute("SET lock_timeout = 0")
        cursor.execute(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)", [schema_editor.quote_name(name)]
        )
        found = cursor.fetchone()
    if found == (False,):
        _drop(schema_editor, name)
    try:
        yield found != (True,)
    finally:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [limit])


def _drop(schema_editor: Given, name: str) -> None:
    schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {schema_editor.quote_name(name)}")
