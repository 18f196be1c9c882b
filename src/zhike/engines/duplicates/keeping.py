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
            _, made = keyed.of_drafts(tx.tenant_id, layout, changed)
            known = [one.id or 0 for one in changed if one.old is not None]
            put(tx, spec.name, [one.id or 0 for one in changed], made, known)


def put(
    tx: db.Transaction, name: str, ids: Sequence[int], made: Sequence[Sequence[int]], known: Sequence[int] = ()
) -> None:
    """Keep the keys of some records; of those that are `known` here the keys that they no longer have are dropped."""
    given = [
        db.bigints(key for own in made for key in own),
        db.bigints(record_id for record_id, own in zip(ids, made, strict=True) for _ in own),
    ]
    gone, there = "", ""  # of new records no key is there: to look costs a quarter of the writing
    if known:
        gone = (
            f", gone AS (DELETE FROM duplicates_key k WHERE k.tenant_id = {tx.tenant_id} AND k.object = %s"
            " AND k.record_id = ANY(%s::bigint[])"
            " AND NOT EXISTS (SELECT 1 FROM s WHERE s.key = k.key AND s.record_id = k.record_id))"
        )
        there = " ON CONFLICT DO NOTHING"
        given += [name, db.bigints(known)]
    tx.execute(
        f"WITH s AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS s(key, record_id)){gone}"
        " INSERT INTO duplicates_key (tenant_id, object, key, record_id)"
        f" SELECT {tx.tenant_id}, %s, s.key, s.record_id FROM s ORDER BY s.key{there}",
        [*given, name],
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
