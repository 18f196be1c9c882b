"""The keys of records, kept with every write: a guard of the write path, and made anew for all."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.duplicates import entry, keyed
from zhike.engines.duplicates import layout as layouts
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write.draft import Draft


class Guard:
    """What this engine does with each write."""

    def ahead(self, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
        """Make the keys of what will be new records."""
        layout = layouts.of(spec)
        if layout is not None:
            keyed.of_new(actor.tenant_id, layout, drafts)

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
            _drop(tx, spec.name, [one.id or 0 for one in changed if one.old is not None])
            _, made = keyed.of_drafts(tx.tenant_id, layout, changed)
            put(tx, spec.name, [one.id or 0 for one in changed], made)


def put(tx: db.Transaction, name: str, ids: Sequence[int], made: Sequence[Sequence[int]]) -> None:
    """Keep the keys of records that have none yet."""
    tx.execute(
        "INSERT INTO duplicates_key (tenant_id, object, key, record_id)"
        f" SELECT {tx.tenant_id}, %s, s.key, s.record_id FROM unnest(%s::bigint[], %s::bigint[]) AS s(key, record_id)"
        " ORDER BY s.key ON CONFLICT DO NOTHING",
        (
            name,
            db.bigints(key for own in made for key in own),
            db.bigints(record_id for record_id, own in zip(ids, made, strict=True) for _ in own),
        ),
    )


def _drop(tx: db.Transaction, name: str, ids: Sequence[int]) -> None:
    if ids:
        tx.execute(
            f"DELETE FROM duplicates_key WHERE tenant_id = {tx.tenant_id} AND object = %s"
            " AND record_id = ANY(%s::bigint[])",
            (name, list(ids)),
        )


def forget(tx: db.Transaction, name: str, ids: Sequence[int]) -> None:
    """Drop what is kept of records that are erased or purged."""
    for table in ("duplicates_key", "duplicates_member", "duplicates_joinrequest"):
        tx.execute(
            f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = ANY(%s::bigint[])",
            (name, list(ids)),
        )
    tx.execute(
        f"DELETE FROM duplicates_pair WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND (first_id = ANY(%s::bigint[]) OR second_id = ANY(%s::bigint[]))",
        (name, list(ids), list(ids)),
    )
