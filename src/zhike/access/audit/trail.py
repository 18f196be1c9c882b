"""The text of journal and audit entries that a seal is made over, and its place in the order of commit.

Each source is read in the order (xid, id) of transactions that are over, as `kernel.events` reads the journal, so that
nothing can appear behind a seal. The transaction's number is not part of the text: a restored database counts anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhike.kernel import db

Place = tuple[int, int]  # xid, id
MOMENT = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
CHANGE = "jsonb_build_array(c.id, c.object, c.verb, c.record_id, c.ids, c.before, c.after)::text"
CHANGES = (
    f"coalesce((SELECT string_agg({CHANGE}, E'\\n' ORDER BY c.id) FROM kernel_change c"
    " WHERE c.tenant_id = {tenant} AND c.change_set_id = e.id), '')"
)


@dataclass(frozen=True)
class Source:
    """A table whose rows are sealed."""

    name: str
    table: str
    text: str  # SQL of a row's text, of `e`


JOURNAL = Source(
    "journal",
    "kernel_changeset",
    f"jsonb_build_array(e.id, {MOMENT.format('e.at')}, e.object, e.verb, e.via, e.person_id, e.reason, e.undo_of,"
    f" e.job_id, e.records)::text || E'\\n' || {CHANGES}",
)
AUDIT = Source(
    "audit",
    "access_auditentry",
    f"jsonb_build_array(e.id, {MOMENT.format('e.at')}, e.kind, e.person_id, e.via, e.address, e.data)::text",
)
SOURCES = (JOURNAL, AUDIT)


def last(tx: db.Transaction, source: Source, after: Place, most: int) -> tuple[Place, int]:
    """Where the next `most` entries after a place end, and how many they are; only of transactions that are over."""
    row = tx.one(
        f"SELECT n.xid, n.id, count(*) OVER () FROM (SELECT e.xid, e.id FROM {source.table} e"
        f" WHERE e.tenant_id = {tx.tenant_id} AND (e.xid, e.id) > (%s::bigint, %s::bigint)"
        f" AND e.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY e.xid, e.id LIMIT {int(most)}) n"
        " ORDER BY n.xid DESC, n.id DESC LIMIT 1",
        after,
    )
    return ((row[0], row[1]), row[2]) if row else (after, 0)


def digest(tx: db.Transaction, source: Source, after: Place, upto: Place) -> tuple[bytes, int]:
    """The SHA-256 over the entries beyond one place up to another, and how many there are."""
    text = source.text.replace("{tenant}", str(tx.tenant_id))
    row = tx.one(
        f"SELECT sha256(convert_to(coalesce(string_agg(t.text, E'\\n' ORDER BY t.xid, t.id), ''), 'UTF8')), count(*)"
        f" FROM (SELECT e.xid, e.id, {text} AS text FROM {source.table} e WHERE e.tenant_id = {tx.tenant_id}"
        " AND (e.xid, e.id) > (%s::bigint, %s::bigint) AND (e.xid, e.id) <= (%s::bigint, %s::bigint)) t",
        (*after, *upto),
    )
    assert row is not None
    return bytes(row[0]), int(row[1])
