"""What a measure is, for whoever keeps it: its words, its freshness, and what it comes to before it is saved."""

from __future__ import annotations

from typing import Any

import orjson

from zhike.engines.classification.measures import compute, definition, fields, says, slots, stored, told
from zhike.engines.classification.measures.definition import Meaning, Measure, Stored
from zhike.engines.classification.measures.fields import Known
from zhike.kernel import db, read, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.read import scope
from zhike.kernel.read.page import Query
from zhike.kernel.sql import Sql

Json = dict[str, Any]
OBJECT = "measure"
SOME = 8


def details(actor: Actor, measure_id: int) -> Json:
    """What a stored measure says. Errors: NotFound, Forbidden."""
    read.record(actor, OBJECT, measure_id)
    with db.transaction(actor.tenant_id) as tx:
        known = stored.meant(actor, stored.of(tx))
        found = next(((one, meaning) for one, meaning in known.values() if one.id == measure_id), None)
        if found is None:
            return {"understood": False, "definition": "", "computed_at": None, "by_time": False, "kind": None}
        one, meaning = found
        field = specs.of(actor, one.object).fields.get(fields.PREFIX + one.code)
    if field is None:
        return {"understood": False, "definition": says.meaning(actor, meaning, known), "computed_at": None,
                "by_time": False, "kind": None}  # fmt: skip
    said = told.described(actor, one, meaning, known, field)
    return {"understood": True, **{key: said[key] for key in ("definition", "computed_at", "by_time", "kind")}}


def tried(actor: Actor, name: str, code: str, raw: Any) -> Json:
    """What a definition would come to, for some records. Errors: Forbidden, Refused."""
    scope.need(actor, "create", specs.of(actor, OBJECT))
    spec = next((one for one in registry.declared() if one.name == name and not one.shape.settings), None)
    if spec is None:
        raise Refused({"object": Fault("measure.no_object", {"object": name[:60]})})
    with db.transaction(actor.tenant_id) as tx:
        meaning = slots.understood(tx, actor, name, code, raw)
        known = stored.meant(actor, stored.of(tx, name))
        one = Measure(
            id=0, code=code, name=code, name_en=None, object=name, definition=raw, at=None, computed_at=None
        )  # fmt: skip
        page = read.page(actor, name, Query(where=_with_some(raw), limit=SOME, count=False, columns=("id",)))
        ids = [orjson.loads(row)["id"] for row in page.rows]
        values = _values(tx, actor, one, meaning, known, ids)
    return {
        "definition": says.meaning(actor, meaning, known),
        "kind": fields.kind(one, meaning).kind,
        "sample": [
            {"record": {"id": each, "title": read.title(actor, name, each)}, "value": values.get(each)} for each in ids
        ],
    }


def _with_some(raw: Json) -> Json:
    """A condition on records that are worth looking at: of which there is something to count."""
    if isinstance(raw.get("related"), str):
        return {"related": raw["related"]}
    if isinstance(raw.get("did"), str):
        return {"did": raw["did"]}
    return {"all": []}


def _values(
    tx: db.Transaction, actor: Actor, one: Measure, meaning: Meaning, known: Known, ids: list[int]
) -> dict[int, Any]:
    """Of each of these records what it comes to."""
    kind = fields.kind(one, meaning)
    spec = specs.of(actor, one.object)
    which = Sql(f" WHERE t.tenant_id = {tx.tenant_id} AND t.id = ANY(%s::bigint[])", (db.bigints(ids),))
    if isinstance(meaning, Stored):
        joins, values = compute.sources(
            actor,
            [(one, meaning)],
            lambda column: Sql(f"{column} = ANY(%s::bigint[])", (db.bigints(ids),)),
        )
        value = values[one.id]
    else:
        joins = Sql(
            f" LEFT JOIN classification_facts b ON b.tenant_id = {tx.tenant_id} AND b.object = '{one.object}'"
            " AND b.record_id = t.id"
        )
        value = fields.value(one, meaning, known, str(actor.zone)).replace("{b}", "b")
    if definition.is_moment(meaning):
        value = f"({value})::timestamptz"
    head = Sql(f'SELECT t.id, to_jsonb({kind.json_sql(value)}) FROM "{spec.table}" t')
    statement = head + joins + which
    return dict(tx.rows(statement.text, statement.params))
