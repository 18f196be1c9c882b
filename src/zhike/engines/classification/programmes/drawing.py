"""Who takes part in a programme, and who is held out: drawn when a record comes into the class, once and for all.

The lot is a hash of the record and the programme, so that it does not matter who draws, when, or in which order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhike.engines.classification.schemes import stored
from zhike.kernel import db, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import sets
from zhike.kernel.errors import Fault, NotFound, Refused
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql

OBJECT, TREATED, HELD_OUT = "programme", "programme", "held_out"


@dataclass(frozen=True)
class Programme:
    """A living programme."""

    id: int
    name: str
    scheme_id: int
    in_class: str
    held_out: int
    begins_at: datetime
    ends_at: datetime | None


_COLUMNS = "g.id, g.name, g.scheme_id, g.in_class, g.held_out, coalesce(g.begins_at, g.created_at), g.ends_at"


def of(tx: db.Transaction, scheme_id: int | None = None) -> list[Programme]:
    """The programmes of a company, or of one scheme."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM classification_programme g WHERE g.tenant_id = {tx.tenant_id}"
        " AND g.deleted_at IS NULL AND (%s::bigint IS NULL OR g.scheme_id = %s) ORDER BY g.id",
        (scheme_id, scheme_id),
    )
    return [Programme(*row) for row in rows]


def one(tx: db.Transaction, programme_id: int) -> Programme:
    """One programme. Errors: NotFound."""
    found = next((each for each in of(tx) if each.id == programme_id), None)
    if found is None:
        raise NotFound("record.not_found")
    return found


def settle(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
    """See that the classes of programmes just written are known, and draw who is in them. Errors: Refused."""
    del actor
    for each in of(tx):
        if each.id in ids:
            known = {code.code for version in stored.versions(tx, each.scheme_id) for code in version.classes}
            if known and each.in_class not in known:  # a scheme that says nothing yet may say it later
                raise Refused({"in_class": Fault("programme.no_class", {"name": each.in_class[:40]})})
            _draw(tx, each, None)


def draw(tx: db.Transaction, scheme_id: int, ids: Sequence[int] | None = None) -> None:
    """Draw, for all programmes of a scheme, those of these records that are in their class; of all if None."""
    for each in of(tx, scheme_id):
        _draw(tx, each, ids)


def _draw(tx: db.Transaction, one: Programme, ids: Sequence[int] | None) -> None:
    tx.execute(
        "INSERT INTO classification_drawn (tenant_id, programme_id, record_id, at, held_out)"
        f" SELECT {tx.tenant_id}, {one.id}, p.record_id, now(),"
        f" (hashint8extended(p.record_id, {one.id}) & 9223372036854775807) %% 100 < %s"
        f" FROM classification_place p WHERE p.tenant_id = {tx.tenant_id} AND p.scheme_id = {one.scheme_id}"
        " AND p.class = %s AND %s <= now() AND coalesce(%s > now(), TRUE)"
        " AND (%s::bigint[] IS NULL OR p.record_id = ANY(%s::bigint[])) ON CONFLICT DO NOTHING",
        (one.held_out, one.in_class, one.begins_at, one.ends_at, *(2 * [ids and db.bigints(ids)])),
    )


def _set(held_out: bool) -> sets.Find:
    def find(actor: Actor, spec: ObjectSpec, key: str, whole: bool) -> sets.Kept | None:
        """The records that take part in a programme, or that are held out."""
        if not key.isascii() or not key.isdigit() or len(key) > 18 or not (whole or actor.may("read", OBJECT)):
            return None
        with db.transaction(actor.tenant_id) as tx:
            known = {each.id: each for each in of(tx)}.get(int(key))
            if known is None or stored.scheme(tx, known.scheme_id).object != spec.name:
                return None
        said = "programme.set_held_out" if held_out else "programme.set"
        return sets.Kept(
            labels={each: words.say(said, each, name=known.name) for each in words.LANGUAGES},
            holds=lambda alias: Sql(
                f"EXISTS (SELECT 1 FROM classification_drawn d WHERE d.tenant_id = {actor.tenant_id}"
                f" AND d.programme_id = {known.id} AND d.record_id = {alias}.id AND d.held_out = %s)",
                (held_out,),
            ),
        )

    return find


sets.kind(TREATED)(_set(False))
sets.kind(HELD_OUT)(_set(True))
