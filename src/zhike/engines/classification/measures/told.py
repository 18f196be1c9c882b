"""The measures of one record: what they come to, what they mean, of which rows they are made, and how they went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any, TypeVar

import orjson

from zhike.engines.classification.measures import compute, definition, fields, says, stored
from zhike.engines.classification.measures.definition import Counted, Done, Meaning, Measure, Ratio, Since, Stored
from zhike.engines.classification.measures.fields import Known
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api, periods
from zhike.kernel.conditions.deeds import COUNTS
from zhike.kernel.errors import Malformed
from zhike.kernel.read import scope
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, joined

Json = dict[str, Any]
M = TypeVar("M", Counted, Done)
MONTHS = 12
DRAWN = ("count", "sum", "avg", "distinct", "days")  # what can be told of each month by itself
EMPTY_IS_ZERO = ("count", "sum", "distinct", "days")


def of_record(actor: Actor, name: str, record_id: int) -> Json:
    """The measures of a record that the actor sees. Errors: NotFound, Forbidden."""
    record = orjson.loads(read.record(actor, name, record_id))
    spec, hidden = specs.of(actor, name), actor.on(name).hidden
    months = _months(actor)
    with db.transaction(actor.tenant_id) as tx:
        known = stored.meant(actor, stored.of(tx, name))
        shown = [
            (one, meaning)
            for one, meaning in known.values()
            if fields.PREFIX + one.code in spec.fields and fields.PREFIX + one.code not in hidden
        ]
        series = _series(tx, actor, shown, record_id, months)
    return {
        "months": [f"{one:%Y-%m}" for one in months],
        "rows": [
            {
                **described(actor, one, meaning, known, spec.fields[fields.PREFIX + one.code]),
                "value": record[fields.PREFIX + one.code],
                "rows": door(actor, known, meaning, record_id),
                "series": series.get(one.id),
            }
            for one, meaning in shown
        ],
    }


def described(actor: Actor, one: Measure, meaning: Meaning, known: Known, field: FieldSpec) -> Json:
    """What it is and how fresh."""
    return {
        "id": one.id,
        "code": one.code,
        "field": field.name,
        "label": one.label(actor.language),
        "kind": field.kind.kind,
        "definition": says.meaning(actor, meaning, known),
        "computed_at": _isoformat(_computed(one, meaning, known)),
        "by_time": by_time(meaning, known),
    }


def _isoformat(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _computed(one: Measure, meaning: Meaning, known: Known) -> datetime | None:
    """When it was last found of all records: of one that is made of others, the oldest of these."""
    if isinstance(meaning, Stored):
        return one.computed_at
    below = [_computed(*known[code], known) for code in definition.used(meaning)]
    return min((each for each in below if each), default=None) if all(below) else None


def by_time(meaning: Meaning, known: Known) -> bool:
    """Whether it changes while nothing happens."""
    if isinstance(meaning, Stored):
        return meaning.node.within is not None
    return isinstance(meaning, Since) or any(by_time(known[code][1], known) for code in definition.used(meaning))


def door(actor: Actor, known: Known, meaning: Meaning, record_id: int) -> Json | None:
    """The list that is exactly the rows it is made of; None where these are not records, or not of one list."""
    if isinstance(meaning, Since):
        return door(actor, known, known[meaning.code][1], record_id)
    if isinstance(meaning, Ratio):
        above, below = (door(actor, known, known[code][1], record_id) for code in meaning.codes)
        return above if above == below else None
    if isinstance(meaning, Done):
        return None
    node = meaning.node
    parts: list[Json] = [{"field": node.backlink.field, "op": "is", "value": record_id}]
    if meaning.where:
        parts.append(meaning.where)
    if node.within:
        parts.append({"field": _moment(node.spec).name, "op": "within", "value": node.within})
    where = {"all": parts}
    try:
        api.parse(actor, node.spec, where)
    except Malformed:  # it names what the actor may not ask
        return None
    return {"object": node.spec.name, "plural": node.spec.plural, "where": where}


def _moment(spec: ObjectSpec) -> FieldSpec:
    """When a related record happened."""
    return spec.fields.get(spec.shape.timeline_at) or spec.fields["created_at"]


def _months(actor: Actor) -> list[date]:
    """The first days of the last months, this one included."""
    first = periods.today(actor.zone).replace(day=1)
    return [periods.shift(first, -back, "m") for back in range(MONTHS - 1, -1, -1)]


def _series(
    tx: db.Transaction, actor: Actor, shown: Sequence[tuple[Measure, Meaning]], record_id: int, months: Sequence[date]
) -> dict[int, list[float | None]]:
    """By measure, what it came to in each month: one statement for each source. A measure of the last days has none:
    a month is another window."""
    together: dict[tuple[str, str], list[tuple[Measure, Stored]]] = {}
    for one, meaning in shown:
        if isinstance(meaning, Stored) and meaning.how in DRAWN and meaning.node.within is None:
            together.setdefault(compute.source_of(meaning), []).append((one, meaning))
    found: dict[int, list[float | None]] = {}
    for some in together.values():
        statement = _by_month(actor, some, record_id, months[0])
        rows = {row[0]: row[1:] for row in tx.rows(statement.text, statement.params)}
        for at, (one, meaning) in enumerate(some):
            nothing = 0.0 if meaning.how in EMPTY_IS_ZERO else None
            found[one.id] = [_number(rows[month][at]) if month in rows else nothing for month in months]
    return found


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _by_month(actor: Actor, some: Sequence[tuple[Measure, Stored]], record_id: int, first: date) -> Sql:
    """Rows of a month and the values of these measures, over what the actor sees."""
    meaning = some[0][1]
    if isinstance(meaning, Done):
        values = [compute.deeds(actor, each) for each in _of(Done, some)]
        month = f"date_trunc('month', {COUNTS}.day::timestamp)::date"
        held = meaning.node.deed.counts(first) + Sql(f" AND {COUNTS}.record_id = %s", (record_id,))
    else:
        node, compiler = meaning.node, scope.Seen(actor, count(1))
        values = [compute.measured(actor, compiler, each, "o") for each in _of(Counted, some)]
        field = _moment(node.spec)
        local = "" if field.kind.family == "date" else f" AT TIME ZONE '{actor.zone}'"
        month = f"date_trunc('month', {field.sql('o')}{local})::date"
        held = (
            compiler.reach(node.spec, "o").wrapped(f'FROM "{node.spec.table}" o WHERE ')
            + Sql(f" AND {node.spec.fields[node.backlink.field].sql('o')} = %s", (record_id,))
            + compiler.compare(field, ">=", first, field.sql("o")).wrapped(" AND ")
        )
    return joined(values, ", ").wrapped(f"SELECT {month}, ", " ") + held + Sql(" GROUP BY 1")


def _of(kind: type[M], some: Sequence[tuple[Measure, Stored]]) -> Iterator[M]:
    yield from (meaning for _, meaning in some if isinstance(meaning, kind))
