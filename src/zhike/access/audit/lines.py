"""Journal and audit entries as JSON lines, for whoever keeps them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson

from zhike.access.audit.entries import SEALED, opened
from zhike.kernel import db

SIZE = 1_000
# What JSON leaves as it is, and what ends a line, turns text around or is a command of the terminal for some readers.
UNFIT = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
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
                yield from (_safe(_opened(tenant_id, row[0])) for row in found)


def _safe(line: str) -> str:
    """The same JSON with such characters written as their codes; they stand in strings only."""
    return UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _opened(tenant_id: int, line: str) -> str:
    """The line with what is sealed in its data."""
    entry = orjson.loads(line)
    if entry["entry"] not in SEALED:
        return line
    return orjson.dumps(entry | {"data": opened(tenant_id, entry["entry"], entry["data"])}).decode()
