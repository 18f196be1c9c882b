"""What happened besides writes of records: one entry each, never changed or deleted by the application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from zhike.kernel import db, registry, words
from zhike.kernel.actor import Actor
from zhike.kernel.secrets import vault

# Kinds and what `data` holds. Values of records never stand here, but for what `SEALED` names.
KINDS = (
    "sign_in.done",  # {}
    "sign_in.failed",  # {}
    "sign_in.shut",  # {"seconds"}: too many failures, from there and for so long
    "sign_in.linked",  # {"provider"}: with an account elsewhere
    "sign_in.ended",  # {}
    "password.changed",  # {}
    "password.given",  # {"person"}
    "second_step.added",  # {"type"}
    "second_step.removed",  # {"type"}
    "second_step.failed",  # {"type"}
    "token.made",  # {"token", "name", "scopes", "person"}
    "token.revoked",  # {"token"}
    "team.changed",  # {"object", "record", "person", "may", "until"}
    "team.left",  # {"object", "record", "person"}
    "view_as.begun",  # {"person"}
    "view_as.ended",  # {"person"}
    "secret.revealed",  # {"object", "record", "field", "reason"}
    "keys.renewed",  # {"version"}
    "keys.wrapped",  # {"key"}
    "settings.changed",  # {"name", "before", "after"}
    "export.made",  # {"object", "where", "q", "columns", "rows", "format", "plain"}; no values of personal fields
    "privacy.exported",  # {"object", "record", "request", "records": {object: count}}
    "privacy.erased",  # the same and "files"
    "self_service.made",  # {"object", "record", "sent"}: a link with which somebody sees and corrects their own record
    "self_service.revoked",  # {"object", "record", "links"}
    "retention.ran",  # {"rule", "object", "action", "records", "error"}
)
SEALED = {"export.made": ("where", "q")}  # a condition and a search may hold a phone number
PLACE = b"audit"
PAGE = 100


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who did it: a person, if it is known who, and through what."""

    person_id: int | None = None
    via: str = "page"
    address: str | None = None

    @classmethod
    def by(cls, actor: Actor) -> Asked:
        """An actor."""
        return cls(person_id=actor.person_id, via=actor.via)


def note(tenant_id: int, kind: str, asked: Asked, **data: Any) -> None:
    """Write an entry, in the transaction that is open or in one of its own."""
    assert kind in KINDS, kind
    with db.transaction(tenant_id) as tx:
        tx.execute(
            "INSERT INTO access_auditentry (tenant_id, at, xid, kind, person_id, via, address, data)"
            f" VALUES ({tx.tenant_id}, now(), pg_current_xact_id()::text::bigint, %s, %s, %s, %s, %s)",
            (kind, asked.person_id, asked.via, asked.address, orjson.dumps(_sealed(tenant_id, kind, data)).decode()),
        )


def _sealed(tenant_id: int, kind: str, data: dict[str, Any]) -> dict[str, Any]:
    found = dict(data)
    for name in SEALED.get(kind, ()):
        if found.get(name):
            found[name] = vault.of(tenant_id).own.seal(PLACE, orjson.dumps(found[name]).decode())
    return found


def opened(tenant_id: int, kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """The data of an entry as it was noted. Errors: Unable."""
    found = dict(data)
    for name in SEALED.get(kind, ()):
        value = found.get(name)
        if isinstance(value, str) and vault.version_of(value):
            found[name] = orjson.loads(vault.of(tenant_id).own.open(PLACE, value))
    return found


def listed(actor: Actor, *, after: int | None = None, kinds: tuple[str, ...] = ()) -> dict[str, Any]:
    """A page of entries, newest first, for an administrator; the caller has checked that it is one."""
    people = registry.people()
    name = people.fields[people.title].sql("p")
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT e.id, e.at, e.kind, e.person_id, {name}, e.via, e.address, e.data FROM access_auditentry e"
            f' LEFT JOIN "{people.table}" p ON p.tenant_id = {tx.tenant_id} AND p.id = e.person_id'
            f" WHERE e.tenant_id = {tx.tenant_id} AND (%s::bigint IS NULL OR e.id < %s)"
            f" AND (%s::text[] = '{{}}' OR e.kind = ANY(%s::text[])) ORDER BY e.id DESC LIMIT {PAGE + 1}",
            (after, after, list(kinds), list(kinds)),
        )
    found = [
        {
            "id": entry,
            "at": at.isoformat(),
            "kind": kind,
            "label": words.say(f"audit.{kind}", actor.language),
            "by": None if person is None else {"id": person, "title": title},
            "via": via,
            "address": address,
            "data": opened(actor.tenant_id, kind, data),
        }
        for entry, at, kind, person, title, via, address, data in rows[:PAGE]
    ]
    return {"rows": found, "next": str(found[-1]["id"]) if len(rows) > PAGE else None}
