"""Files whose time is over: what was brought to be imported, what jobs have made, and what a crash left on the disk."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhike.engines.connect import storage
from zhike.kernel import db, jobs, specs
from zhike.kernel.actor import Actor
from zhike.kernel.kinds import File
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import FieldSpec, ObjectSpec

IMPORT = "import"  # the kind of job that reads an upload for as long as it runs
DAYS = 30


def prune(tenant_id: int) -> tuple[int, int]:
    """Forget the files that were kept for a while, and remove bytes that no file has any more; how many of each."""
    with db.transaction(tenant_id) as tx:
        needed = [one["upload"] for one in jobs.asked(tenant_id, IMPORT)]
        forgotten = tx.execute(
            f"DELETE FROM connect_upload u WHERE u.tenant_id = {tenant_id} AND starts_with(u.key, 'u_')"
            f" AND u.created_at < now() - interval '{DAYS} days' AND u.key <> ALL(%s::text[])",
            (needed,),
        ).rowcount
    whole = storage.folder(tenant_id)
    folders = [whole, *(one for one in whole.iterdir() if one.is_dir())] if whole.is_dir() else []
    return forgotten, sum(_sweep(tenant_id, one) for one in folders)


def of_records(tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: Sequence[int]) -> None:
    """Forget the files that records to be purged hold or once held, and no other holds; `prune` takes the bytes."""
    fields = [one for one in spec.own_fields if isinstance(one.kind, File)]
    if not fields:
        return
    parts = [
        f"SELECT {one.sql('t')}->>'key' FROM \"{spec.table}\" t WHERE t.tenant_id = {tx.tenant_id}"
        " AND t.id = ANY(%s::bigint[])"
        for one in fields
    ]
    rows = tx.rows(" UNION ".join(parts), [list(ids)] * len(parts))
    keys = {row[0] for row in rows if row[0]} | _once_held(tx, spec, fields, ids)
    tx.execute(
        f"DELETE FROM connect_upload WHERE tenant_id = {tx.tenant_id} AND key = ANY(%s::text[])",
        (sorted(keys - _held(tx, actor, spec, ids, keys)),),
    )


def _once_held(tx: db.Transaction, spec: ObjectSpec, fields: Sequence[FieldSpec], ids: Sequence[int]) -> set[str]:
    """The keys of the files that the journal knows the records to have held."""
    rows = tx.rows(
        f"SELECT record_id, before, after FROM kernel_change WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND record_id = ANY(%s::bigint[]) AND verb = 'update'",
        (spec.name, list(ids)),
    )
    own, vault = record_keys.of(tx, spec.name, ids), vaults.of(tx.tenant_id)
    held = [
        records.from_journal(spec, vault, own.get(record_id), values or {}).get(one.name)
        for record_id, *sides in rows
        for values in sides
        for one in fields
    ]
    return {one["key"] for one in held if one}


def _held(tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: Sequence[int], keys: set[str]) -> set[str]:
    """Those of the keys that other records hold."""
    found: set[str] = set()
    for other in specs.all_of(actor).values():
        for one in other.own_fields:
            if isinstance(one.kind, File) and keys:
                gone = list(ids) if other.name == spec.name else []
                rows = tx.rows(
                    f"SELECT {one.sql('t')}->>'key' FROM \"{other.table}\" t WHERE t.tenant_id = {tx.tenant_id}"
                    f" AND {one.sql('t')}->>'key' = ANY(%s::text[]) AND t.id <> ALL(%s::bigint[])",
                    (sorted(keys), gone),
                )
                found |= {row[0] for row in rows}
    return found


def temporary(tx: db.Transaction) -> int:
    """How many files of imports and exports there are."""
    row = tx.one(f"SELECT count(*) FROM connect_upload WHERE tenant_id = {tx.tenant_id} AND starts_with(key, 'u_')")
    return int(row[0]) if row else 0


def forget(tx: db.Transaction, keys: Sequence[str]) -> int:
    """Forget these files and all of imports and exports, for good; their bytes go after the commit."""
    rows = tx.rows(
        f"DELETE FROM connect_upload WHERE tenant_id = {tx.tenant_id}"
        " AND (key = ANY(%s::text[]) OR starts_with(key, 'u_')) RETURNING sha256",
        (list(keys),),
    )
    sums = {row[0] for row in rows}

    def remove() -> None:
        _remove(tx.tenant_id, {one: storage.path(tx.tenant_id, one) for one in sums})

    tx.after_commit.append(remove)
    return len(rows)


def _sweep(tenant_id: int, folder: Path) -> int:
    """Remove what is old and nobody's. The bytes of a file lie under their sum: several files may have the same."""
    return _remove(tenant_id, {one.name: one for one in _old(folder)})


def _remove(tenant_id: int, old: dict[str, Path]) -> int:
    """Remove bytes, by their sum, that no file has any more; how many."""
    with db.transaction(tenant_id) as tx:
        kept = _kept(tx, list(old))
    removed = 0
    for name in old.keys() - kept:
        with db.transaction(tenant_id) as tx:
            storage.hold(tx, name)
            if not _kept(tx, [name]):  # nobody has brought the same in the meantime
                old[name].unlink(missing_ok=True)
                removed += 1
    return removed


def _kept(tx: db.Transaction, sums: list[str]) -> set[str]:
    rows = tx.rows(
        f"SELECT DISTINCT sha256 FROM connect_upload WHERE tenant_id = {tx.tenant_id} AND sha256 = ANY(%s::text[])",
        (sums,),
    )
    return {row[0] for row in rows}


def _old(folder: Path) -> Iterator[Path]:
    since = time.time() - DAYS * 24 * 3600
    for one in folder.iterdir():
        try:
            if one.is_file() and one.stat().st_mtime < since:
                yield one
        except FileNotFoundError:  # a job has just put it away
            continue
