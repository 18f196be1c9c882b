"""Kinds of event as conditions count them: `{"did": "product_view", "times": {...}, "within": "30d"}`."""

from __future__ import annotations

from datetime import date

from zhike.engines.behaviour import known
from zhike.engines.behaviour.known import Kind
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.deeds import COUNTS, Deed
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql


def find(actor: Actor, spec: ObjectSpec, code: str) -> Deed | None:
    """What people do, of objects whose records stand for people; also of a kind that is taken no more."""
    if not spec.shape.personal:
        return None
    with db.transaction(actor.tenant_id) as tx:
        kind = known.there(tx).get(code)
    if kind is None:
        return None

    return _deed(actor, spec, kind)


def every(actor: Actor, spec: ObjectSpec) -> dict[str, Deed]:
    """The kinds that are taken, by code."""
    if not spec.shape.personal:
        return {}
    with db.transaction(actor.tenant_id) as tx:
        kinds = known.there(tx).values()
    return {one.code: _deed(actor, spec, one) for one in kinds if one.active}


def _deed(actor: Actor, spec: ObjectSpec, kind: Kind) -> Deed:
    def counted(since: date | None) -> Sql:
        found = Sql(
            f"FROM behaviour_count {COUNTS} WHERE {COUNTS}.tenant_id = {actor.tenant_id} AND {COUNTS}.object ="
            f" '{spec.name}' AND {COUNTS}.kind_id = {kind.id}"
        )
        return found if since is None else found + Sql(f" AND {COUNTS}.day >= %s::date", (since,))

    return Deed(labels=kind.labels, counts=counted)
