"""Journal and audit entries as JSON lines, for whoever keeps them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from zhike.access.audit.entries import SEALED, opened
from zhike.kernel import db

SIZE = 1_000
CHANGE = (
    "json_build_object('object', c.object, 'verb', c.verb, 'record', c.record_id, 'records', c.ids, 'before', c.before,"
    " 'after', c.after)"
)


def entries(tenant_id: int) -> Iterator[str]:
    """Every entry as it is at one moment: the journal's first, then the others, each oldest first."""
    journal = (
        "SELECT json_build_object('entry', 'change', 'id', e.id, 'at', e.at, 'object', e.object, 'verb', e.verb,"
        " 'via', e.via, 'person', e.person_id, 'reason', e.reason, 'undo_of', e.undo_of, 'job', e.job_id,"
        f" 'changes', (SELECT json_agg({CHANGE} ORDER BY c.id) FROM kernel_change c WHERE c.tenant_id = {tenant_id}"
        f" AND c.change_set_id = e.id))::text FROM kernel_changeset e WHERE e.tenant_id = {tenant_id}"
        " ORDER BY e.xid, e.id"
    )
    others = (
        "SELECT json_build_object('entry', e.kind, 'id', e.id, 'at', e.at, 'via', e.via, 'person', e.person_id,"
        f" 'address', e.address, 'data', e.data)::text FROM access_auditentry e WHERE e.tenant_id = {tenant_id}"
        " ORDER BY e.xid, e.id"
    )
    with db.transaction(tenant_id, snapshot=True) as tx:
        for number, statement in enumerate((journal, others)):
            tx.execute(f"DECLARE zhike_lines_{number} NO SCROLL CURSOR FOR {statement}")
            while found := tx.rows(f"FETCH {SIZE} FROM zhike_lines_{number}"):
                yield from (_opened(tenant_id, row[0]) for row in found)


def _opened(tenant_id: int, line: str) -> str:
    """The line with what is sealed in its data."""
    entry = orjson.loads(line)
    if entry["entry"] not in SEALED:
        return line
    return orjson.dumps(entry | {"data": opened(tenant_id, entry["entry"], entry["data"])}).decode()
