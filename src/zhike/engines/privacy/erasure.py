"""Erasing a person: what it would touch, and doing it."""

from __future__ import annotations

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
from zhike.kernel.write import erase as erasing


def preview(actor: Actor, object_name: str, record_id: int) -> dict[str, Any]:
    """What hangs on a person, and what erasing them would do. Errors: Forbidden, NotFound."""
    with db.transaction(actor.tenant_id) as tx:
        ids = subject.found(actor, object_name, record_id)
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
        ids = subject.found(actor, object_name, record_id)
        if _is_erased(tx, object_name, record_id):
            raise Conflict("privacy.erased_already")
        if jobs.under_way(tx):  # it could bring the person back, or carry them out
            raise Conflict("privacy.jobs_under_way")
        keys = _keys(actor, ids)
        change_set = erasing.erase(tx, actor, ids)
        erasing.forget_answers(tx)
        held = [key for key in keys if read.holds_file(subject.everything(actor), key)]  # by somebody else's record
        files = leftovers.forget(tx, [key for key in keys if key not in held])
        counts = {name: len(some) for name, some in ids.items()}
        audit.note(
            actor.tenant_id, "privacy.erased", audit.Asked.by(actor), object=object_name, record=record_id,
            request=request, records=counts, files=files,
        )  # fmt: skip
    return {"change_set": change_set, "records": counts, "files": files}


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
