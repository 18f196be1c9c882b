"""What of a company lies in the database, as whoever gets hold of it reads it."""

from __future__ import annotations

from django.db import connections

PHONE, OTHER, EMAIL, IDENTITY = "13911223344", "13755667788", "zhang.san.secret@example.com", "11010519491231002X"
WORD, ACCOUNT = "Sesame opens 88", "6222000011112222"  # of fields of a company's own
PARTS = ("139 1122 3344", "137 5566 7788", "11223344", "55667788", "zhang.san.secret")
PLANTED = (PHONE, OTHER, EMAIL, IDENTITY, WORD, ACCOUNT, *PARTS)


def tables(tenant: int) -> dict[str, str]:
    """The rows of a company by table, and the queue's, as text."""
    found = {}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant_id'")
        for (table,) in cursor.fetchall():
            held = f"WHERE tenant_id = {int(tenant)}"
            cursor.execute(f"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM \"{table}\" t {held}")
            found[table] = cursor.fetchone()[0]
        cursor.execute("SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM procrastinate_jobs t")
        found["procrastinate_jobs"] = cursor.fetchone()[0]
    return found


def seen(text: str) -> list[str]:
    """Which of the planted values stand in a text."""
    return [one for one in PLANTED if one.lower() in text.lower()]
