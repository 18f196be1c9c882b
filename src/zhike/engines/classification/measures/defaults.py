"""The measures that a company begins with: what every shop asks of its customers, by the parts that objects play."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.spec import Backlink, ObjectSpec
from zhike.kernel.write import write

Values = dict[str, Any]
QUARTER, HALF, YEAR = "90d", "180d", "365d"


def make(actor: Actor) -> None:
    """Make them for a company that never had them, deleted ones included.

    What people have made before stays as it is: of a code that they have taken there is no default, nor one made of it.
    """
    with db.transaction(actor.tenant_id) as tx:
        found = tx.rows(
            f"SELECT code, created_by_id IS NULL FROM classification_measure WHERE tenant_id = {actor.tenant_id}"
        )
        usual = [one for spec in specs.all_of(actor).values() for one in _of(actor, spec)]
        if {code for code, by_itself in found if by_itself} & {one["code"] for one in usual}:
            return
        taken, rows = {code for code, _ in found}, []
        for one in usual:
            if taken.isdisjoint({one["code"], *_made_of(one["definition"])}):
                rows.append(one)
            else:
                taken.add(one["code"])
        if rows:
            result = write(actor, "measure", rows)
            assert not result.refused, result.refused[0].faults


def _made_of(definition: Values) -> list[str]:
    """The codes of the measures that it is made of."""
    return [*definition.get("ratio", ()), *([definition["since"]] if "since" in definition else [])]


def _of(actor: Actor, spec: ObjectSpec) -> Iterator[Values]:
    for back in spec.backlinks.values():
        other = specs.of(actor, back.object)
        played = other.shape.plays
        if played.get("purchase", {}).get("who") == back.field:
            yield from _purchases(spec, back, played["purchase"])
        if played.get("note", {}).get("who") == back.field:
            last = {"related": back.name, "measure": f"max:{played['note']['at']}"}
            yield _measure(spec, "last_followup", last)
            yield _measure(spec, "since_followup", {"since": "last_followup"})


def _purchases(spec: ObjectSpec, back: Backlink, fields: dict[str, str]) -> Iterator[Values]:
    """The codes are those that other defaults, such as the RFM scheme, name."""

    def over(measure: str, within: str | None = None) -> Values:
        where = {"field": fields["counts"], "op": "is", "value": True} if "counts" in fields else None
        told = {"related": back.name, "measure": measure, "where": where, "within": within}
        return {key: value for key, value in told.items() if value is not None}

    amount, at = fields["amount"], fields["at"]
    yield _measure(spec, "orders", over("count"))
    yield _measure(spec, "spent", over(f"sum:{amount}"))
    yield _measure(spec, "average_order", over(f"avg:{amount}"))
    if "margin" in fields:
        yield _measure(spec, "margin", over(f"sum:{fields['margin']}"))
    yield _measure(spec, "first_order", over(f"min:{at}"))
    yield _measure(spec, "last_order", over(f"max:{at}"))
    yield _measure(spec, "interval", over("interval"))
    yield _measure(spec, "orders_90d", over("count", QUARTER))
    yield _measure(spec, "spent_90d", over(f"sum:{amount}", QUARTER))
    yield _measure(spec, "spent_180d", over(f"sum:{amount}", HALF))
    yield _measure(spec, "orders_365d", over("count", YEAR))
    yield _measure(spec, "spent_365d", over(f"sum:{amount}", YEAR))
    yield _measure(spec, "since_order", {"since": "last_order"})
    yield _measure(spec, "rhythm", {"ratio": ["since_order", "interval"]})


def _measure(spec: ObjectSpec, code: str, definition: Values) -> Values:
    return {
        "name": words.say(f"measure.default.{code}", "zh-CN"),
        "name_en": words.say(f"measure.default.{code}", "en"),
        "code": code,
        "object": spec.name,
        "definition": definition,
    }
