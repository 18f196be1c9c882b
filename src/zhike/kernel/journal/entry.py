"""Writing to the journal, in the transaction of the change itself. Nothing here is ever changed or deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.secrets import records
from zhike.kernel.secrets.vault import Lock
from zhike.kernel.spec import ObjectSpec


@dataclass(frozen=True, kw_only=True)
class Why:
    """Through what and for what a change set came about.

    `into` is the id of a change set that somebody has reserved and will open: several writes that are one act.
    """

    into: int | None = None
    reason: str | None = None
    undo_of: int | None = None
    job_id: int | None = None


def begin(tx: db.Transaction, actor: Actor, object_name: str, verb: str, records: int, why: Why) -> int:
    """Open a change set, unless this write goes into one that is another's to open; gives its id."""
    return why.into or put(tx, actor, object_name, verb, records, why, "DEFAULT")


def reserve(tx: db.Transaction) -> int:
    """An id for a change set whose writes come first, so that `put` can tell how many records they were."""
    row = tx.one("SELECT nextval(pg_get_serial_sequence('kernel_changeset', 'id'))")
    assert row is not None
    return int(row[0])


def put(
    tx: db.Transaction, actor: Actor, object_name: str, verb: str, records: int, why: Why, set_id: int | str
) -> int:
    """The row of a change set."""
    row = tx.one(
        "INSERT INTO kernel_changeset"
        " (tenant_id, id, at, xid, object, verb, via, person_id, reason, undo_of, job_id, records)"
        f" VALUES ({tx.tenant_id}, {set_id}, now(), pg_current_xact_id()::text::bigint, %s, %s, %s, %s, %s, %s, %s, %s)"
        " RETURNING id",
        (object_name, verb, actor.via, actor.person_id, why.reason, why.undo_of, why.job_id, records),
    )
    assert row is not None
    tx.wakes = True
    return int(row[0])


def created(tx: db.Transaction, change_set: int, object_name: str, ids: Sequence[int]) -> None:
    """Note new records: one row however many."""
    tx.execute(
        "INSERT INTO kernel_change (tenant_id, change_set_id, object, verb, ids)"
        f" VALUES ({tx.tenant_id}, {int(change_set)}, %s, 'create', %s)",
        (object_name, list(ids)),
    )


@dataclass(frozen=True)
class Changed:
    """A changed record: the changed fields before and after, and what seals those of them that are personal."""

    id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    lock: Lock | None  # None: none of them is sealed


def changed(tx: db.Transaction, change_set: int, spec: ObjectSpec, rows: Sequence[Changed]) -> None:
    """Note changed records."""
    json = orjson.dumps(
        [
            {
                "r": one.id,
                "b": records.journaled(spec, one.lock, one.before),
                "a": records.journaled(spec, one.lock, one.after),
            }
            for one in rows
        ]
    ).decode()
    tx.execute(
        "INSERT INTO kernel_change (tenant_id, change_set_id, object, verb, record_id, before, after)"
        f" SELECT {tx.tenant_id}, {int(change_set)}, %s, 'update', s.r, s.b, s.a"
        " FROM json_to_recordset(%s::json) AS s(r bigint, b jsonb, a jsonb)",
        (spec.name, json),
    )


def moved(tx: db.Transaction, change_set: int, object_name: str, verb: str, ids: Sequence[int]) -> None:
    """Note records put into the recycle bin (`delete`) or taken out of it (`restore`), or to which another thing was
    done as a whole.
    """
    tx.execute(
        "INSERT INTO kernel_change (tenant_id, change_set_id, object, verb, record_id)"
        f" SELECT {tx.tenant_id}, {int(change_set)}, %s, %s, unnest(%s::bigint[])",
        (object_name, verb, list(ids)),
    )
