"""Operations for tables in use: what a broken-off run left is made up for; the former program goes on writing."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connections, models
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.utils import IntegrityError

from zhike.kernel import migrating
from zhike.project import environment, migrations

APP, TABLE = "scratch", "scratch_used"
LIVING = models.Q(gone=False)


class Table:
    """A table with rows, and operations done to it."""

    def __init__(self) -> None:
        self.state = ProjectState()
        fields = [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]
        self.do(CreateModel("Used", [*fields, ("gone", models.BooleanField(default=False))]))
        self.say(f"INSERT INTO {TABLE} (name, gone) SELECT n::text, false FROM generate_series(1, 100) n")

    def do(self, operation: Operation, *, back: bool = False) -> None:
        after = self.state.clone()
        operation.state_forwards(APP, after)
        with connections["owner"].schema_editor(atomic=False) as editor:
            if back:
                operation.database_backwards(APP, editor, after, self.state)
            else:
                operation.database_forwards(APP, editor, self.state, after)
        if isinstance(operation, CreateModel):
            self.state = after

    def say(self, statement: str) -> list[tuple[object, ...]]:
        with connections["owner"].cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []

    def indexes(self) -> dict[object, object]:
        asked = self.say(
            f"SELECT relname, indisvalid FROM pg_index JOIN pg_class ON oid = indexrelid"
            f" WHERE indrelid = '{TABLE}'::regclass AND NOT indisprimary"
        )
        return dict(asked)  # type: ignore[arg-type]


@pytest.fixture
def table(database: None) -> Iterator[Table]:
    made = Table()
    yield made
    made.say(f"DROP TABLE {TABLE}")


def test_an_index_that_was_broken_off_is_built(table: Table) -> None:
    add = migrating.AddIndex("used", models.Index(fields=["name"], name="used_name"))
    server = environment.server()
    with psycopg.connect(host=server.host, user=server.user, dbname=server.name) as writer:
        writer.execute(f"UPDATE {TABLE} SET gone = true WHERE id = 1")  # the index waits for the end of this
        table.say("SET statement_timeout = '300ms'")
        with pytest.raises(OperationalError):
            table.do(add)
        table.say("RESET statement_timeout")
        writer.rollback()
    assert table.indexes() == {"used_name": False}
    for _ in range(2):
        table.do(add)
        assert table.indexes() == {"used_name": True}
    for _ in range(2):
        table.do(add, back=True)
        assert table.indexes() == {}


def test_it_waits_for_writers_though_others_give_way(table: Table) -> None:
    table.say(f"SET lock_timeout = '{migrations.LOCK_WAIT}'")
    table.do(migrating.AddIndex("used", models.Index(fields=["name"], name="used_name")))
    assert table.say("SHOW lock_timeout") == [(migrations.LOCK_WAIT,)]
    table.say("RESET lock_timeout")


def test_uniqueness_that_rows_broke_is_made_when_they_are_right(table: Table) -> None:
    add = migrating.AddUnique("used", models.UniqueConstraint(fields=["name"], condition=LIVING, name="used_once"))
    table.say(f"INSERT INTO {TABLE} (name, gone) VALUES ('7', false)")
    with pytest.raises(IntegrityError):
        table.do(add)
    assert table.indexes() == {"used_once": False}
    table.say(f"UPDATE {TABLE} SET gone = true WHERE id = 101")
    for _ in range(2):
        table.do(add)
        assert table.indexes() == {"used_once": True}
    with pytest.raises(IntegrityError):
        table.say(f"INSERT INTO {TABLE} (name, gone) VALUES ('7', false)")
    table.do(add, back=True)
    assert table.indexes() == {}
    with pytest.raises(TypeError):
        migrating.AddUnique("used", models.UniqueConstraint(fields=["name"], name="used_once"))


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        (models.BooleanField(default=True), True),
        (models.TextField(default="it's %s"), "it's %s"),
        (models.JSONField(default=dict), "{}"),
    ],
)
def test_the_former_program_adds_rows_without_the_column(table: Table, field: models.Field, kept: object) -> None:
    add = migrating.AddField("used", "more", field)
    table.do(add)
    table.say(f"INSERT INTO {TABLE} (name, gone) VALUES ('later', false)")
    assert {row[0] for row in table.say(f"SELECT more FROM {TABLE}")} == {kept}
    table.do(add, back=True)
    table.say(f"INSERT INTO {TABLE} (name, gone) VALUES ('later still', false)")
