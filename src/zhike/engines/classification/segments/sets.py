"""Segments as sets that conditions name: `{"in": "segment:12"}`."""

from __future__ import annotations

from zhike.engines.classification.segments.defined import SET, Segment, of
from zhike.kernel import db, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api, sets
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql


@sets.kind(SET)
def find(actor: Actor, spec: ObjectSpec, key: str, whole: bool) -> sets.Kept | None:
    """A segment of the object. Who is in it tells of what its condition asks: it is for those who may ask that."""
    one = _stored(actor, spec, key)
    if one is None or not (whole or _open_to(actor, spec, one)):
        return None
    return sets.Kept(
        labels={each: words.say("segment.set", each, name=one.name) for each in words.LANGUAGES},
        holds=lambda alias: holds(actor.tenant_id, one.id, alias),
    )


def holds(tenant_id: int, segment_id: int, alias: str) -> Sql:
    """SQL that is true for the rows of `alias` that are in a segment."""
    return Sql(
        f"EXISTS (SELECT 1 FROM classification_member m WHERE m.tenant_id = {tenant_id}"
        f" AND m.segment_id = {int(segment_id)} AND m.record_id = {alias}.id)"
    )


def _stored(actor: Actor, spec: ObjectSpec, key: str) -> Segment | None:
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        return None
    with db.transaction(actor.tenant_id) as tx:
        return of(tx, spec.name).get(int(key))


def _open_to(actor: Actor, spec: ObjectSpec, one: Segment) -> bool:
    if not actor.may("read", SET):
        return False
    try:
        return one.where is None or bool(api.parse(actor, spec, one.where))
    except Malformed:
        return False
