"""Classes by hand: one record is put into a class, with a reason and until when; where a scheme wants it, once agreed.

What was put by hand stays until then, whatever the definition says. In a scheme whose classes are all chosen by hand
it stays for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from zhike.engines.classification import locks
from zhike.engines.classification.programmes import drawing
from zhike.engines.classification.schemes import anew, placing, stored
from zhike.engines.classification.schemes.kinds.by_hand import ByHand
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, events, read, registry
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, NotFound, Refused
from zhike.kernel.read import find

Json = dict[str, Any]
MOST = 200


@dataclass(frozen=True)
class Wish:
    """That a record is in a class; with no class that what was put by hand ends."""

    record_id: int
    code: str | None
    reason: str
    until: datetime | None


def put(actor: Actor, scheme_id: int, wish: Wish) -> str:
    """Do it, or ask for it: `done` or `waiting`. Errors: NotFound, Refused, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        locks.keep(tx)
        one, version, by_hand = _scheme(tx, actor, scheme_id)
        read.record(actor, one.object, wish.record_id)
        if not find.reaches(actor, one.object, wish.record_id, "update"):
            raise Refused({"record": Fault("right.out_of_scope")})
        _check(wish, version, by_hand)
        if by_hand and by_hand.approval and not _may_agree(actor, scheme_id):
            _ask(tx, actor, scheme_id, wish)
            return "waiting"
        _do(tx, actor, one, version, wish, actor.person_id)
    return "done"


def _may_agree(actor: Actor, scheme_id: int) -> bool:
    return actor.may("update", stored.OBJECT) and find.reaches(actor, stored.OBJECT, scheme_id, "update")


def waiting(tx: db.Transaction, actor: Actor, scheme_id: int) -> list[Json]:
    """What was asked for and not answered yet, of the records that the actor sees."""
    one = stored.scheme(tx, scheme_id)
    rows = tx.rows(
        "SELECT r.id, r.record_id, r.class, r.reason, r.until, r.by_id, r.at FROM classification_request r"
        f" WHERE r.tenant_id = {tx.tenant_id} AND r.scheme_id = %s AND r.state = 'waiting' ORDER BY r.id LIMIT {MOST}",
        (scheme_id,),
    )
    seen = set(find.find_ids(actor, one.object, read.Query(ids=tuple(row[1] for row in rows)), "read", MOST))
    return [
        {
            "id": row[0],
            "record": {"id": row[1], "title": read.title(actor, one.object, row[1])},
            "class": row[2],
            "reason": row[3],
            "until": row[4] and row[4].isoformat(),
            "by": {"id": row[5], "title": read.title(actor, registry.people().name, row[5])} if row[5] else None,
            "at": row[6].isoformat(),
        }
        for row in rows
        if row[1] in seen
    ]


def answer(actor: Actor, scheme_id: int, request_id: int, *, accept: bool, note: str) -> None:
    """Agree, or do not. Errors: NotFound."""
    with db.transaction(actor.tenant_id) as tx:
        locks.keep(tx)
        one, version, _ = _scheme(tx, actor, scheme_id)
        row = tx.one(
            "UPDATE classification_request SET state = %s, answer = %s, answered_by_id = %s, answered_at = now()"
            f" WHERE tenant_id = {tx.tenant_id} AND scheme_id = %s AND id = %s AND state = 'waiting'"
            " RETURNING record_id, class, reason, until, by_id",
            ("accepted" if accept else "refused", note, actor.person_id, scheme_id, request_id),
        )
        if row is None:
            raise NotFound("scheme.no_request")
        if accept:
            _do(tx, actor, one, version, Wish(*row[:4]), row[4])


def _scheme(tx: db.Transaction, actor: Actor, scheme_id: int) -> tuple[Scheme, Version, ByHand | None]:
    """A scheme with the version that is in force. Errors: NotFound, Conflict."""
    one, version = stored.scheme(tx, scheme_id), stored.published(tx).get(scheme_id)
    if version is None:
        raise Conflict("scheme.not_in_force")
    definition = stored.understood(actor, one, version)
    kind = definition.kind if definition else None
    return one, version, kind if isinstance(kind, ByHand) else None


def _check(wish: Wish, version: Version, by_hand: ByHand | None) -> None:
    faults = {}
    if wish.code is not None and wish.code not in {one.code for one in version.classes}:
        faults["class"] = Fault("scheme.unknown_class", {"name": wish.code[:40]})
    if wish.code is not None and not wish.reason.strip():
        faults["reason"] = Fault("field.missing")
    if len(wish.reason) > stored.LONGEST:
        faults["reason"] = Fault("scheme.text", {"most": stored.LONGEST})
    if wish.code is not None and wish.until is None and by_hand is None:
        faults["until"] = Fault("scheme.until")
    if wish.until is not None and wish.until <= datetime.now(UTC):
        faults["until"] = Fault("scheme.until")
    if faults:
        raise Refused(faults)


def _ask(tx: db.Transaction, actor: Actor, scheme_id: int, wish: Wish) -> None:
    """Keep a wish until somebody answers; a later one for the same record takes its place."""
    tx.execute(
        "INSERT INTO classification_request AS r (tenant_id, scheme_id, record_id, class, reason, until, by_id, at,"
        f" state, answer) VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, %s, now(), 'waiting', '')"
        " ON CONFLICT (tenant_id, scheme_id, record_id) WHERE state = 'waiting' DO UPDATE SET class = excluded.class,"
        " reason = excluded.reason, until = excluded.until, by_id = excluded.by_id, at = now()",
        (scheme_id, wish.record_id, wish.code or "", wish.reason, wish.until, actor.person_id),
    )


def _do(tx: db.Transaction, actor: Actor, one: Scheme, version: Version, wish: Wish, by_id: int | None) -> None:
    if not wish.code:
        _end(tx, actor, one, version, wish.record_id)
        return
    own = f"classification_place p WHERE p.tenant_id = {tx.tenant_id} AND p.scheme_id = {one.id} AND p.record_id = %s"
    was = tx.one(f"SELECT p.class FROM {own} FOR UPDATE", (wish.record_id,))
    if was and was[0] != wish.code:
        tx.execute(
            "INSERT INTO classification_stay (tenant_id, scheme_id, record_id, class, since, ended, next_class,"
            f" version_id) SELECT {tx.tenant_id}, {one.id}, p.record_id, p.class, p.since, now(), %s, {version.id}"
            f" FROM {own}",
            (wish.code, wish.record_id),
        )
    tx.execute(
        "INSERT INTO classification_place AS p (tenant_id, scheme_id, record_id, class, since, until, reason, by_id)"
        f" VALUES ({tx.tenant_id}, {one.id}, %s, %s, now(), %s, %s, %s)"
        " ON CONFLICT (tenant_id, scheme_id, record_id) DO UPDATE SET class = excluded.class, until = excluded.until,"
        " reason = excluded.reason, by_id = excluded.by_id,"
        " since = CASE WHEN p.class = excluded.class THEN p.since ELSE now() END",
        (wish.record_id, wish.code, wish.until, wish.reason, by_id),
    )
    if was is None or was[0] != wish.code:
        events.touch(tx, placing.told_as(one), one.object, [wish.record_id])
        drawing.draw(tx, one.id, [wish.record_id])


def _end(tx: db.Transaction, actor: Actor, one: Scheme, version: Version, record_id: int) -> None:
    """What was put by hand ends now; the record goes where the definition puts it."""
    tx.execute(
        "UPDATE classification_place SET until = now()"
        f" WHERE tenant_id = {tx.tenant_id} AND scheme_id = {one.id} AND record_id = %s",
        (record_id,),
    )
    anew.of_scheme(tx, actor, one, version, [record_id])
