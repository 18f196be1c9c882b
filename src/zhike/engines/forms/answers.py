"""Answers as they are kept: sealed while somebody may still have to look at them, empty once they are decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.errors import Conflict, Fault, NotFound
from zhike.kernel.secrets import vault

PLACE = b"answer"
OPEN = ("waiting", "refused")  # somebody has to decide
STATES = ("unconfirmed", "accepted", *OPEN, "attached", "dropped")
CONFIRM_HOURS = 48
KEPT_DAYS = 180  # after which nobody looks at what waits


@dataclass(frozen=True, kw_only=True)
class Content:
    """What somebody sent."""

    values: Mapping[str, Any]
    sources: Mapping[str, str]
    wording: str | None  # the text that was agreed to, with its version
    language: str
    faults: Mapping[str, Fault]  # by field, "" for the whole: why it was refused


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer with its content, None when that is gone."""

    id: int
    form_id: int
    version: int
    state: str
    content: Content | None
    reason: str | None
    object: str
    record_id: int | None
    at: Any


COLUMNS = "id, form_id, version, state, content, reason, object, record_id, at"


def put(
    tx: db.Transaction, form_id: int, version: int, object_name: str, state: str, content: Content | None, *,
    reason: str | None = None, record_id: int | None = None,
) -> int:  # fmt: skip
    """Keep a new answer; gives its id."""
    row = tx.one(
        "INSERT INTO forms_answer (tenant_id, form_id, version, state, content, reason, object, record_id, at)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, %s, %s, now()) RETURNING id",
        (form_id, version, state, _sealed(tx, content), reason, object_name, record_id),
    )
    assert row is not None
    return int(row[0])


def decide(
    tx: db.Transaction, answer_id: int, state: str, *, content: Content | None = None, reason: str | None = None,
    record_id: int | None = None, person_id: int | None = None,
) -> None:  # fmt: skip
    """Say what became of an answer; without `content` what was sent is forgotten."""
    tx.execute(
        "UPDATE forms_answer SET state = %s, content = %s, reason = %s, record_id = %s, decided_at = now(),"
        f" decided_by = %s WHERE tenant_id = {tx.tenant_id} AND id = %s",
        (state, _sealed(tx, content), reason, record_id, person_id, answer_id),
    )


def locked(tx: db.Transaction, answer_id: int, *states: str) -> Answer:
    """An answer to decide about. Errors: NotFound; Conflict when somebody has decided already."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM forms_answer WHERE tenant_id = {tx.tenant_id} AND id = %s FOR UPDATE", (answer_id,)
    )
    if row is None:
        raise NotFound("record.not_found")
    found = of_row(tx, row)
    if found.state not in states or found.content is None:
        raise Conflict("answer.decided")
    return found


def of_row(tx: db.Transaction, row: db.Row) -> Answer:
    """An answer from its columns."""
    answer_id, form_id, version, state, content, reason, name, record_id, at = row
    return Answer(
        id=answer_id, form_id=form_id, version=version, state=state, content=_opened(tx, content), reason=reason,
        object=name, record_id=record_id, at=at,
    )  # fmt: skip


def _sealed(tx: db.Transaction, content: Content | None) -> str | None:
    if content is None:
        return None
    told = {
        "values": content.values, "sources": content.sources, "wording": content.wording, "language": content.language,
        "faults": {name: {"code": one.code, "data": dict(one.data)} for name, one in content.faults.items()},
    }  # fmt: skip
    return vault.of(tx.tenant_id).own.seal(PLACE, orjson.dumps(told, default=str).decode())


def _opened(tx: db.Transaction, stored: str | None) -> Content | None:
    if stored is None:
        return None
    told = orjson.loads(vault.of(tx.tenant_id).own.open(PLACE, stored))
    faults = {name: Fault(one["code"], one["data"]) for name, one in told.pop("faults").items()}
    return Content(**told, faults=faults)


def prune(tx: db.Transaction) -> None:
    """Forget answers that were never confirmed, and empty those that nobody has looked at for too long."""
    tx.execute(
        f"DELETE FROM forms_answer WHERE tenant_id = {tx.tenant_id} AND state = 'unconfirmed'"
        f" AND at < now() - interval '{CONFIRM_HOURS} hours'"
    )
    tx.execute(
        "UPDATE forms_answer SET state = 'dropped', content = NULL, decided_at = now()"
        f" WHERE tenant_id = {tx.tenant_id} AND state = ANY(%s::text[]) AND at < now() - interval '{KEPT_DAYS} days'",
        (list(OPEN),),
    )
