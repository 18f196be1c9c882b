"""The keys of records, kept with every write: a guard of the write path, and made anew for all."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from zhike.engines.duplicates import entry
from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage import keys
from zhike.engines.duplicates.matching import Values
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write.draft import Draft


class Guard:
    """What this engine does with each write."""

    def check(self, tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
        """Refuse, or warn of, what is probably there already, as the rules say."""
        entry.check(tx, actor, spec, drafts)

    def saved(self, tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
        """Keep the keys of what was stored."""
        layout = layouts.of(spec)
        if layout is None:
            return
        names = {one.name for one in layout.fields}
        changed = [one for one in drafts if one.old is None or names & one.changes().keys()]
        if changed:
            put(tx, layout, [one.id or 0 for one in changed], [layout.given(one.after()) for one in changed])


def put(tx: db.Transaction, layout: Layout, ids: Sequence[int], rows: Sequence[Values]) -> None:
    """Keep the keys of some records."""
    made = keys.of_rows(layout.table(rows), layouts.secret(tx.tenant_id, layout.spec.name))
    store(tx, layout.spec.name, ids, keys.listed(made))


def store(tx: db.Transaction, name: str, ids: Sequence[int], made: Sequence[Sequence[int]]) -> None:
    """Keep keys that were made already."""
    told = [{"i": record_id, "k": own} for record_id, own in zip(ids, made, strict=True)]
    tx.execute(
        "INSERT INTO duplicates_keys (tenant_id, object, record_id, keys)"
        f" SELECT {tx.tenant_id}, %s, s.i, s.k FROM json_to_recordset(%s::json) AS s(i bigint, k bigint[])"
        " ON CONFLICT (tenant_id, object, record_id) DO UPDATE SET keys = excluded.keys",
        (name, orjson.dumps(told).decode()),
    )


def forget(tx: db.Transaction, name: str, ids: Sequence[int]) -> None:
    """Drop what is kept of records that are erased or purged."""
    for table in ("duplicates_keys", "duplicates_member", "duplicates_joinrequest"):
        tx.execute(
            f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = ANY(%s::bigint[])",
            (name, list(ids)),
        )
    tx.execute(
        f"DELETE FROM duplicates_pair WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND (first_id = ANY(%s::bigint[]) OR second_id = ANY(%s::bigint[]))",
        (name, list(ids), list(ids)),
    )
