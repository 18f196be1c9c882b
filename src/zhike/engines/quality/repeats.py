"""Records with a value that another record has, too, as sets that conditions name: `{"in": "repeated:phone"}`.

Who is in such a set is found at each run and kept, for the sets that rules name; everything else asks what is kept.
Other engines bring sets of their own in the same way (`kernel.conditions.sets`), and rules name those as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhike.kernel import db, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import sets
from zhike.kernel.conditions.tree import Group, In, Node, Not, Related
from zhike.kernel.read import verdicts
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql

SET = "repeated"


@sets.kind(SET)
def find(actor: Actor, spec: ObjectSpec, key: str, whole: bool) -> sets.Kept | None:
    """The set of a field that the actor sees and that some rule names; a rule itself names any that can be compared."""
    field = spec.fields.get(key)
    if field is None or not _comparable(field):
        return None
    if not whole and (key in actor.on(spec.name).hidden or not _kept(actor, key)):
        return None
    return sets.Kept(
        labels={one: words.say("quality.default.repeated", one, field=field.label(one)) for one in words.LANGUAGES},
        holds=lambda alias: _holds(actor.tenant_id, spec.name, key, alias),
    )


def _comparable(field: FieldSpec) -> bool:
    return not field.system and field.kind.family in ("text", "code", "number", "date")


def _kept(actor: Actor, field: str) -> bool:
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            f"SELECT 1 FROM quality_qualityrule WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL"
            ' AND strpos("where"::text, %s) > 0 LIMIT 1',
            (f'"{SET}:{field}"',),
        )
    return row is not None


def _holds(tenant_id: int, name: str, field: str, alias: str) -> Sql:
    return Sql(
        f"EXISTS (SELECT 1 FROM quality_repeat qr WHERE qr.tenant_id = {tenant_id} AND qr.object = %s"
        f" AND qr.field = %s AND qr.record_id = {alias}.id)",
        (name, field),
    )


def named(node: Node, name: str) -> Iterator[tuple[str, str]]:
    """The sets of repeats that a condition on records of an object names: object and field."""
    if isinstance(node, Group):
        for part in node.parts:
            yield from named(part, name)
    elif isinstance(node, Not):
        yield from named(node.part, name)
    elif isinstance(node, Related) and node.where is not None:
        yield from named(node.where, node.spec.name)
    elif isinstance(node, In) and node.name.startswith(f"{SET}:"):
        yield name, node.name.partition(":")[2]


def refresh(tx: db.Transaction, actor: Actor, name: str, field: str) -> None:
    """Find anew which records of an object have a value in a field that another one has."""
    found = verdicts.repeated(actor, name, field)
    key = (name, field)
    tx.execute(f"DELETE FROM quality_repeat WHERE tenant_id = {tx.tenant_id} AND object = %s AND field = %s", key)
    insert = (
        Sql(
            f"INSERT INTO quality_repeat (tenant_id, object, field, record_id) SELECT {tx.tenant_id}, %s, %s, f.id",
            key,
        )
        + found.wrapped(" FROM (", ") f")
    )  # fmt: skip
    tx.execute(insert.text, insert.params)
