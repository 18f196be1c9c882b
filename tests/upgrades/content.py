"""What a database holds, so that two moments can be compared as far as both can hold it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from tests.project import homes

# Django's notes, which a round changes by its nature: the migrations that were applied, and a name and four permissions
# for each model there ever was, of which nothing is asked.
NOTES = {"django_migrations", "django_content_type", "auth_permission"}


@dataclass(frozen=True)
class Content:
    """The columns and the rows of each table, and indexes, constraints, policies, rights and identities."""

    columns: Mapping[str, frozenset[str]]
    rows: Mapping[str, list[dict[str, Any]]]
    shape: list[Any]

    def within(self, other: "Content") -> dict[str, list[str]]:
        """The rows of those tables and columns that the other has, too, in an order of their own."""
        return {
            table: sorted(
                json.dumps({name: row[name] for name in self.columns[table] & other.columns[table]}, sort_keys=True)
                for row in rows
            )
            for table, rows in self.rows.items()
            if table in other.columns
        }

    def added_to(self, other: "Content") -> set[str]:
        """The tables, and columns as `table.column`, that the other does not have."""
        names = {f"{table}.{name}" for table, held in self.columns.items() for name in held}
        return {name for name in names if name.split(".")[1] not in other.columns.get(name.split(".")[0], frozenset())}


def read(base: "psycopg.Connection[tuple[Any, ...]]") -> Content:
    columns, rows = {}, {}
    for table in homes.tables(base, whole=True):
        if table in NOTES:
            continue
        cursor = base.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(table)))
        columns[table] = frozenset(one.name for one in cursor.description or [])
        found = base.execute(sql.SQL("SELECT to_jsonb(t)::text FROM {} t").format(sql.Identifier(table)))
        rows[table] = [json.loads(row[0]) for row in found]
    return Content(columns, rows, homes.shape(base, whole=True))
