"""Two homes side by side: what their databases and files hold."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from zhike.project import embedded

Found = dict[str, Any]


@contextmanager
def looked_into(home: Path) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
    """A session of the owner on the database of a home that may be stopped."""
    with embedded.Use(embedded.Cluster(home=home)), embedded.connect(home) as connection:
        yield connection  # type: ignore[misc]


def tables(connection: "psycopg.Connection[tuple[Any, ...]]", *, whole: bool = False) -> list[str]:
    """The tables that hold rows; `whole`: one that is kept in parts, as by months, instead of its parts."""
    kinds = "relkind IN ('r', 'p') AND NOT relispartition" if whole else "relkind = 'r'"
    found = connection.execute(
        f"SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND {kinds} ORDER BY 1".encode()
    )
    return [row[0] for row in found]


def rows(connection: "psycopg.Connection[tuple[Any, ...]]") -> Found:
    """A hash over the ordered rows of each table, without the numbers of transactions; and how many rows they are."""
    text = "(to_jsonb(t) - ARRAY['xid', 'journal_xid', 'audit_xid'])::text"
    ask = f"SELECT count(*), md5(coalesce(string_agg({text}, E'\\n' ORDER BY {text}), '')) FROM {{}} t"
    return {
        name: connection.execute(sql.SQL(ask).format(sql.Identifier(name))).fetchone() for name in tables(connection)
    }


def sequences(connection: "psycopg.Connection[tuple[Any, ...]]") -> Found:
    """Where each sequence stands."""
    return dict(connection.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall())


def order(connection: "psycopg.Connection[tuple[Any, ...]]") -> list[Any]:
    """Journal and audit entries in the order in which subscribers and seals read them."""
    return [
        connection.execute(f"SELECT tenant_id, id FROM {table} ORDER BY tenant_id, xid, id").fetchall()
        for table in ("kernel_changeset", "access_auditentry")
    ]


def shape(connection: "psycopg.Connection[tuple[Any, ...]]", *, whole: bool = False) -> list[Any]:
    """Indexes, constraints, policies, rights and identities; `whole` as of `tables`."""
    parts = "SELECT oid FROM pg_class WHERE relispartition" + ("" if whole else " AND FALSE")
    named = f"(SELECT oid::regclass::text FROM ({parts}) p)"
    asks = (
        f"SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT IN {named}",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        f" WHERE connamespace = 'public'::regnamespace AND conrelid NOT IN ({parts})",
        f"SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE tablename NOT IN {named}",
        "SELECT relname, relrowsecurity, relforcerowsecurity, has_table_privilege('zhike_app', oid, 'INSERT'),"
        " has_table_privilege('zhike_app', oid, 'UPDATE'), has_table_privilege('zhike_app', oid, 'DELETE')"
        " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        f" AND oid NOT IN ({parts})",
        "SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity"
        f" FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN {named}",
    )
    return [sorted(_plain(row) for row in connection.execute(ask.encode())) for ask in asks]


def _plain(row: tuple[Any, ...]) -> str:
    """Without casts and brackets: PostgreSQL writes a condition in another way once it was read back."""
    return re.sub(r"::[a-z_. ]+(\[\])?|[()]", "", repr(row))


def sums(home: Path) -> dict[str, str]:
    """The SHA-256 of each file."""
    folder = home / "files"
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }
