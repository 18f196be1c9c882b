"""Who works on a record beside its owner: to read it or to change it, for good or until a day.

The members of a team come within the actions that their roles allow with some records of the object; a role that denies
an action denies it to them as well. `kernel.read.scope` applies it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from zhike.access import audit
from zhike.kernel import db, read, registry
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Forbidden, NotFound, Refused

MAY = ("read", "update")
MOST = 100  # members of one record


@dataclass(frozen=True)
class Member:
    """One of a record's team."""

    person: dict[str, Any]
    may: str
    until: str | None
    by: dict[str, Any] | None
    at: str


def members(actor: Actor, name: str, record_id: int) -> list[Member]:
    """The team of a record that the actor sees, those whose time is over left out. Errors: NotFound, Forbidden."""
    read.record(actor, name, record_id)
    people = registry.people()
    title = people.fields[people.title].sql
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT m.person_id, {title('p')}, m.may, m.until, m.by_id, {title('b')}, m.at FROM kernel_teammember m"
            f' LEFT JOIN "{people.table}" p ON p.tenant_id = {tx.tenant_id} AND p.id = m.person_id'
            f' LEFT JOIN "{people.table}" b ON b.tenant_id = {tx.tenant_id} AND b.id = m.by_id'
            f" WHERE m.tenant_id = {tx.tenant_id} AND m.object = %s AND m.record_id = %s"
            " AND (m.until IS NULL OR m.until > now()) ORDER BY m.at, m.person_id",
            (name, record_id),
        )
    return [
        Member(_link(person, who) or {}, may, until and until.isoformat(), _link(by, whose), at.isoformat())
        for person, who, may, until, by, whose, at in rows
    ]


def _link(person_id: int | None, title: str | None) -> dict[str, Any] | None:
    return None if person_id is None else {"id": person_id, "title": title}


def put(actor: Actor, name: str, record_id: int, person_id: int, may: str, until: datetime | None) -> None:
    """Let a person into the team of a record, or say anew what they may.

    Errors: NotFound, Forbidden; Refused for a person who is not here, a time that is over, a team too large.
    """
    _need(actor, name, record_id)
    if may not in MAY:
        raise Refused({"may": Fault("team.may", {"known": ", ".join(MAY)})})
    if until is not None and until <= datetime.now(UTC):
        raise Refused({"until": Fault("team.over")})
    with db.transaction(actor.tenant_id) as tx:
        there = tx.one(
            f"SELECT 1 FROM access_person WHERE tenant_id = {tx.tenant_id} AND id = %s AND active"
            " AND deleted_at IS NULL",
            (person_id,),
        )
        if there is None:
            raise Refused({"person": Fault("link.not_found", {"value": str(person_id)})})
        (others,) = tx.rows(
            f"SELECT count(*) FROM kernel_teammember WHERE tenant_id = {tx.tenant_id} AND object = %s"
            " AND record_id = %s AND person_id <> %s AND (until IS NULL OR until > now())",
            (name, record_id, person_id),
        )[0]
        if others >= MOST:
            raise Refused({"person": Fault("team.full", {"most": MOST})})
        tx.execute(
            "INSERT INTO kernel_teammember (tenant_id, object, record_id, person_id, may, until, by_id, at)"
            f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, %s, now())"
            " ON CONFLICT (tenant_id, object, record_id, person_id) DO UPDATE"
            " SET may = excluded.may, until = excluded.until, by_id = excluded.by_id, at = excluded.at",
            (name, record_id, person_id, may, until, actor.person_id),
        )
        said = {"object": name, "record": record_id, "person": person_id}
        asked = audit.Asked.by(actor)
        audit.note(actor.tenant_id, "team.changed", asked, **said, may=may, until=until and until.isoformat())


def remove(actor: Actor, name: str, record_id: int, person_id: int) -> None:
    """Take a person out of the team of a record. Everybody may leave one at a page; a token that only reads may not.

    Errors: NotFound, Forbidden.
    """
    if person_id == actor.person_id and actor.viewer is None and actor.via == "page":
        read.record(actor, name, record_id)
    else:
        _need(actor, name, record_id)
    with db.transaction(actor.tenant_id) as tx:
        gone = tx.one(
            f"DELETE FROM kernel_teammember WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = %s"
            " AND person_id = %s RETURNING 1",
            (name, record_id, person_id),
        )
        if gone is None:
            raise NotFound("record.not_found")
        audit.note(actor.tenant_id, "team.left", audit.Asked.by(actor), object=name, record=record_id, person=person_id)


def _need(actor: Actor, name: str, record_id: int) -> None:
    """Whoever may change a record says who is in its team. Errors: NotFound, Forbidden."""
    read.record(actor, name, record_id)
    if not read.reaches(actor, name, record_id, "update"):
        raise Forbidden("right.out_of_scope")
