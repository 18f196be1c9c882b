"""Erasing a person: what it would touch, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhike.access import audit
from zhike.engines.connect import leftovers
from zhike.engines.privacy import subject
from zhike.kernel import db, jobs, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict
from zhike.kernel.read import theirs
from zhike.kernel.read.theirs import Theirs
from zhike.kernel.secrets import record_keys
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import erase as erasing


def preview(actor: Actor, object_name: str, record_id: int) -> dict[str, Any]:
    """What hangs on a person, and what erasing them would do. Errors: Forbidden, NotFound."""
    with db.transaction(actor.tenant_id) as tx:
        ids = subject.found(actor, object_name, record_id, subject.ERASE, subject.COPY)
        actor = subject.everything(actor)
        return {
            "erased": _is_erased(tx, object_name, record_id),
            "records": [_counted(actor, name, len(some)) for name, some in ids.items()],
            "others": [_counted(actor, name, count) for name, count in theirs.others(actor, ids).items()],
            "files": len(theirs.files(actor, ids)),
            "temporary": leftovers.temporary(tx),
        }


def _counted(actor: Actor, name: str, count: int) -> dict[str, Any]:
    spec = specs.of(actor, name)
    stays = len(spec.own_fields) - len(spec.personal_fields)
    label = spec.label(actor.language, plural=True)
    return {"object": name, "label": label, "count": count, "emptied": len(spec.personal_fields), "kept": stays}


def erase(actor: Actor, object_name: str, record_id: int, *, request: int | None = None) -> dict[str, Any]:
    """Erase a person for good. Errors: Forbidden, NotFound, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        ids = subject.found(actor, object_name, record_id, subject.ERASE)
        if _is_erased(tx, object_name, record_id):
            raise Conflict("privacy.erased_already")
        if jobs.under_way(tx):  # it could bring the person back, or carry them out
            raise Conflict("privacy.jobs_under_way")
        return _erase(tx, subject.everything(actor), ids, request)


def _erase(tx: db.Transaction, actor: Actor, ids: Theirs, request: int | None = None) -> dict[str, Any]:
    keys = _keys(actor, ids)
    change_set = erasing.erase(tx, actor, ids)
    erasing.forget_answers(tx)
    held = [key for key in keys if read.holds_file(actor, key)]  # by somebody else's record
    files = leftovers.forget(tx, [key for key in keys if key not in held])
    counts = {name: len(some) for name, some in ids.items()}
    object_name = next(iter(ids))
    audit.note(
        actor.tenant_id, "privacy.erased", audit.Asked.by(actor), object=object_name, record=ids[object_name][0],
        request=request, records=counts, files=files,
    )  # fmt: skip
    return {"change_set": change_set, "records": counts, "files": files}


def again(actor: Actor, marked: Theirs) -> None:
    """Erase those who were erased after the time that this database was brought back to; no right is asked.

    `marked` are all records that were erased then; those that are not there yet are left out. With a person goes what
    hangs on them here, as it may have been removed before. No job is waited for: it finds its file gone.
    """
    known = specs.all_of(actor)
    found = {name: ids for name, ids in marked.items() if name in known}
    done: dict[str, set[int]] = {name: set() for name in found}
    for name in sorted(found, key=lambda one: not known[one].shape.personal):  # people first, and each alone
        size = 1 if known[name].shape.personal else erasing.CHUNK
        left = [one for one in found[name] if one not in done[name]]
        for start in range(0, len(left), size):
            with db.transaction(actor.tenant_id) as tx:
                there = _there(tx, known[name], left[start : start + size])
                ids = theirs.theirs(actor, name, there[0]) if there and size == 1 else {name: there}
                if there:
                    _erase(tx, actor, ids)
            for other in ids:
                done.setdefault(other, set()).update(ids[other])


def _there(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int]) -> list[int]:
    rows = tx.rows(
        f'SELECT id FROM "{spec.table}" WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[]) ORDER BY id',
        (list(ids),),
    )
    return [row[0] for row in rows]


def unless_erased(actor: Actor, object_name: str, record_id: int) -> bool:
    """Erase a person who is not erased yet; whether that was done. Errors: Conflict while jobs are under way."""
    with db.transaction(actor.tenant_id) as tx:
        if _is_erased(tx, object_name, record_id):
            return False
        erase(actor, object_name, record_id)
        return True


def _is_erased(tx: db.Transaction, object_name: str, record_id: int) -> bool:
    return record_keys.of(tx, object_name, [record_id]).get(record_id) == record_keys.ERASED


def _keys(actor: Actor, ids: Theirs) -> list[str]:
    """The keys of the files that the records hold."""
    return [key for one in theirs.files(actor, ids) if isinstance(key := one.get("key"), str) and key]
